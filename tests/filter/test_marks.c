#include "unit.h"

#include "filter/marks.h"

START_TEST(what_is_missing_is_marked_with_20_ms_around_it)
{
    emg_marks marks;
    emg_marks_init(&marks, 2, 10, 1000, NULL);
    for (int64_t frame = 0; frame < 500; frame++)
        for (int c = 0; c < 2; c++)
            emg_marks_open(&marks, c, frame);
    ck_assert(!marks.any);
    emg_marks_add(&marks, 1, 295, 311); /* chunks 29 to 31 */
    for (int64_t chunk = 0; chunk < 50; chunk++) {
        ck_assert(!emg_marks_at(&marks, 0, chunk));
        ck_assert_int_eq(emg_marks_at(&marks, 1, chunk),
                         chunk >= 27 && chunk <= 33);
    }
    ck_assert(marks.any);
    emg_marks_gap(&marks);
    ck_assert(!emg_marks_at(&marks, 1, 30));
    emg_marks_clear(&marks);
}
END_TEST

START_TEST(an_old_mark_is_forgotten)
{
    emg_marks marks;
    emg_marks_init(&marks, 1, 10, 100, NULL);
    emg_marks_open(&marks, 0, 0);
    emg_marks_add(&marks, 0, 0, 1);
    for (int64_t frame = 0; frame < 10 * marks.room; frame++)
        emg_marks_open(&marks, 0, frame);
    ck_assert(!emg_marks_at(&marks, 0, marks.room));
    emg_marks_clear(&marks);
}
END_TEST

/* Across gaps; the channel without any has none in common. */
START_TEST(most_still_samples_have_one_value_or_not)
{
    emg_marks marks;
    emg_marks_init(&marks, 3, 10, 100, NULL);
    for (int i = 0; i < 100; i++) {
        emg_marks_vote(&marks, 0, i % 10 ? 3 : i, 20);
        emg_marks_vote(&marks, 1, i, 20);
        if (i == 50)
            emg_marks_gap(&marks);
    }
    ck_assert_double_eq_tol(emg_marks_same(&marks, 0), 0.8, 0.021);
    ck_assert_double_le(emg_marks_same(&marks, 1), 0.01);
    ck_assert_double_eq(emg_marks_same(&marks, 2), 0);
    emg_marks_clear(&marks);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, what_is_missing_is_marked_with_20_ms_around_it);
    tcase_add_test(tests, most_still_samples_have_one_value_or_not);
    tcase_add_test(tests, an_old_mark_is_forgotten);
}

int
main(void)
{
    return unit_main("marks", add);
}
