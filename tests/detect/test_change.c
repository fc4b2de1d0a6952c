#include "unit.h"

#include "detect/change.h"

#include "memory.h"

#define N 300

static double squares[N];

/* `quiet` up to a place, `loud` from there on. */
static void
step_at(int place, double quiet, double loud)
{
    for (int i = 0; i < N; i++)
        squares[i] = i < place ? quiet : loud;
}

START_TEST(a_step_is_found_where_it_is)
{
    static const int places[] = {0, 1, 50, 151, 280};
    for (int p = 0; p < 5; p++) {
        step_at(places[p], 1, 4);
        ck_assert_int_eq(emg_change_at(squares, N, 1, 1, 20), places[p]);
        step_at(places[p], 1, 1.01);
        ck_assert_int_eq(emg_change_at(squares, N, 1, 1, 20), places[p]);
    }
}
END_TEST

/* The louder part then holds squares of the quiet one. */
START_TEST(a_late_step_is_as_early_as_the_louder_part_is_long)
{
    step_at(290, 1, 4);
    ck_assert_int_eq(emg_change_at(squares, N, 1, 1, 20), 280);
    ck_assert_int_eq(emg_change_at(squares, N, 1, 1, 10), 290);
}
END_TEST

START_TEST(an_offset_is_an_onset_in_time_turned_back)
{
    for (int i = 0; i < N; i++)
        squares[i] = i < 120 ? 9 : 1;
    ck_assert_int_eq(emg_change_at(squares + N - 1, N, -1, 1, 20), N - 120);
}
END_TEST

START_TEST(where_nothing_is_louder_there_is_no_change)
{
    step_at(100, 1, 1);
    ck_assert_int_eq(emg_change_at(squares, N, 1, 1, 20), -1);
    step_at(100, 1, 0.5);
    ck_assert_int_eq(emg_change_at(squares, N, 1, 1, 20), -1);
    step_at(100, 1, 4);
    ck_assert_int_eq(emg_change_at(squares, 19, 1, 1, 20), -1);
    ck_assert_int_eq(emg_change_at(squares, 0, 1, 1, 20), -1);
}
END_TEST

/* python3 -c "
 * import numpy as n
 * x = n.array([(7 * i * i + 3 * i) % 31 for i in range(300)]) / 15
 * x[170:] *= 2.5
 * L = [(300 - j) / 2 * (x[j:].mean() - 1 - n.log(x[j:].mean()))
 *      if x[j:].mean() > 1 else -1 for j in range(281)]
 * print(n.argmax(L), max(L))" -> 171 26.3266 */
START_TEST(the_likeliest_place_is_that_of_numpy)
{
    for (int i = 0; i < N; i++)
        squares[i] = (7 * i * i + 3 * i) % 31 / 15.0 * (i < 170 ? 1 : 2.5);
    ck_assert_int_eq(emg_change_at(squares, N, 1, 1, 20), 171);
}
END_TEST

START_TEST(the_last_frames_lie_in_a_row)
{
    emg_recent recent;
    ck_assert_int_eq(emg_recent_init(&recent, 5, NULL), EMG_OK);
    for (int64_t frame = 1000; frame < 1023; frame++) {
        emg_recent_add(&recent, frame, (double)frame);
        for (int64_t from = frame - 4; from <= frame && from >= 1000; from++) {
            const double *row = emg_recent_from(&recent, from);
            for (int64_t i = 0; from + i <= frame; i++)
                ck_assert_double_eq(row[i], (double)((from + i) * (from + i)));
        }
    }
    emg_recent_clear(&recent);
    ck_assert_ptr_null(recent.squares);
    memory_refuse(1);
    ck_assert_int_eq(emg_recent_init(&recent, 5, NULL), EMG_NO_MEMORY);
    emg_recent_clear(&recent);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_step_is_found_where_it_is);
    tcase_add_test(tests, a_late_step_is_as_early_as_the_louder_part_is_long);
    tcase_add_test(tests, an_offset_is_an_onset_in_time_turned_back);
    tcase_add_test(tests, where_nothing_is_louder_there_is_no_change);
    tcase_add_test(tests, the_likeliest_place_is_that_of_numpy);
    tcase_add_test(tests, the_last_frames_lie_in_a_row);
}

int
main(void)
{
    return unit_main("change", add);
}
