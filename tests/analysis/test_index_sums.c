#include "unit.h"

#include "analysis/index_sums.h"

/* a = 3 i, b = 9 - i over frames 0 to 6. */
static void
fill(emg_index_sums *s)
{
    s->frames = 7;
    for (int i = 0; i < 7; i++) {
        emg_index_point p = {3 * i, 9 - i, 0.1 * i, i > 3, i < 5};
        emg_index_sums_add(s, &p);
    }
}

START_TEST(without_a_grid_all_frames_count)
{
    emg_index_sums s = {0};
    fill(&s);
    ck_assert_int_eq(s.sums.n, 7);
    ck_assert_double_eq(s.sums.a, 63);
    ck_assert_double_eq(s.sums.b, 42);
    ck_assert_double_eq_tol(s.multi, 2.1, 1e-12);
    ck_assert_int_eq(s.a_on, 3);
    ck_assert_int_eq(s.b_on, 5);
    ck_assert_int_eq(s.sums.both_on, 1);
}
END_TEST

/* Points 0, 1.5, 3, 4.5, 6: lines are lines between frames, too. */
START_TEST(a_grid_lies_evenly_from_the_first_frame_to_the_last)
{
    emg_index_sums s = {.grid = 5};
    fill(&s);
    ck_assert_int_eq(s.sums.n, 5);
    ck_assert_double_eq_tol(s.sums.a, 3 * 15, 1e-12);
    ck_assert_double_eq_tol(s.sums.b, 45 - 15, 1e-12);
    ck_assert_double_eq_tol(s.sums.aa, 9 * (2.25 + 9 + 20.25 + 36), 1e-12);
    ck_assert_double_eq_tol(s.multi, 1.5, 1e-12);
    ck_assert_int_eq(s.a_on, 2);
    ck_assert_double_eq(s.sums.last_sum, 18 + 3);
}
END_TEST

START_TEST(a_grid_may_be_finer_than_the_frames)
{
    emg_index_sums s = {.grid = 13};
    fill(&s);
    ck_assert_int_eq(s.sums.n, 13);
    ck_assert_double_eq_tol(s.sums.a, 3 * 39, 1e-12);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, without_a_grid_all_frames_count);
    tcase_add_test(tests, a_grid_lies_evenly_from_the_first_frame_to_the_last);
    tcase_add_test(tests, a_grid_may_be_finer_than_the_frames);
}

int
main(void)
{
    return unit_main("index sums", add);
}
