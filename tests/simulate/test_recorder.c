#include "unit.h"

#include "simulate/recorder.h"

START_TEST(a_plain_recorder_changes_nothing)
{
    emg_recorder recorder = {0};
    emg_recorder_start(&recorder, 1, 0);
    for (int i = -10; i < 10; i++)
        ck_assert_double_eq(emg_recorder_take(&recorder, i * 1e5, i), i * 1e5);
}
END_TEST

START_TEST(what_lies_beyond_the_limit_is_cut_off)
{
    emg_recorder recorder = {.limit_uv = 50};
    emg_recorder_start(&recorder, 1, 0);
    ck_assert_double_eq(emg_recorder_take(&recorder, 49, 0), 49);
    ck_assert_double_eq(emg_recorder_take(&recorder, 51, 1), 50);
    ck_assert_double_eq(emg_recorder_take(&recorder, -51, 2), -50);
}
END_TEST

START_TEST(dropouts_repeat_the_last_sample_for_30_to_300_ms)
{
    emg_recorder recorder = {.dropouts_per_min = 6};
    int n = 0, run = 0, held = 0;
    emg_recorder_start(&recorder, 1, 0);
    for (int i = 0; i < 6000000; i++) {
        double value = emg_recorder_take(&recorder, i, i / 1000.0);
        if (value == i) {
            ck_assert(run == 0 || (run >= 29 && run <= 301));
            n += run > 0;
            run = 0;
            continue;
        }
        ck_assert_double_eq(value, i - run - 1);
        run++;
        held++;
    }
    /* Six a minute, counted from the end of one to the start of the next. */
    ck_assert_double_eq_tol(6000 / (10 + 0.165), n, 50);
    ck_assert_double_eq_tol((double)held / n, 165, 12);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_plain_recorder_changes_nothing);
    tcase_add_test(tests, what_lies_beyond_the_limit_is_cut_off);
    tcase_add_test(tests, dropouts_repeat_the_last_sample_for_30_to_300_ms);
}

int
main(void)
{
    return unit_main("recorder", add);
}
