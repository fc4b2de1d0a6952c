#include "unit.h"

#include "dsp/sos.h"

#include <math.h>
#include <string.h>

static emg_status
combed(emg_sos *sos, double hz, double q, double rate_hz, emg_error *error)
{
    *sos = (emg_sos){0};
    *error = EMG_NO_ERROR;
    return emg_comb(sos, hz, q, rate_hz, error);
}

/* METHODS: 50 Hz at 1000 Hz makes 8 notches, 450 is not below 450. */
START_TEST(a_comb_ends_below_0_45_of_the_rate)
{
    emg_sos sos;
    emg_error error;
    ck_assert_int_eq(combed(&sos, 50, 30, 1000, &error), EMG_OK);
    ck_assert_int_eq(sos.n, 8);
    ck_assert_int_eq(combed(&sos, 60, 30, 2000, &error), EMG_OK);
    ck_assert_int_eq(sos.n, 14);
    ck_assert_int_eq(combed(&sos, 449, 30, 1000, &error), EMG_OK);
    ck_assert_int_eq(sos.n, 1);
}
END_TEST

START_TEST(every_tooth_is_the_notch_of_its_frequency_and_of_one_width)
{
    emg_sos sos, one = {0};
    emg_error error;
    ck_assert_int_eq(combed(&sos, 50, 30, 1000, &error), EMG_OK);
    for (int m = 1; m <= 8; m++)
        ck_assert_int_eq(emg_notch(&one, 50.0 * m, 30.0 * m, 1000, &error),
                         EMG_OK);
    ck_assert_int_eq(sos.n, one.n);
    for (int i = 0; i < sos.n; i++)
        ck_assert_int_eq(
            memcmp(&sos.section[i], &one.section[i], sizeof sos.section[i]), 0);
}
END_TEST

START_TEST(teeth_may_be_sharper_than_a_notch_may)
{
    emg_sos sos;
    emg_error error;
    ck_assert_int_eq(combed(&sos, 50, 600, 1000, &error), EMG_OK);
    ck_assert_double_lt(sos.section[7].a2, 1);
}
END_TEST

START_TEST(a_comb_that_cannot_be_is_refused_by_name)
{
    emg_sos sos;
    emg_error error;
    ck_assert_int_eq(combed(&sos, 450, 30, 1000, &error), EMG_BAD_OPTION);
    ck_assert_str_eq(error.text, "a comb of 450 Hz: its teeth end at 0.45 of "
                                 "the rate, 450 Hz; use a notch");
    ck_assert_int_eq(combed(&sos, 50, 0.4, 1000, &error), EMG_BAD_OPTION);
    ck_assert_int_eq(combed(&sos, 0, 30, 1000, &error), EMG_BAD_OPTION);
    ck_assert_int_eq(combed(&sos, 50, 30, 48000, &error), EMG_BAD_OPTION);
    ck_assert_str_eq(
        error.text, "a comb of 50 Hz has more than 64 teeth at a rate of 48000 "
                    "Hz; use notches at the lines that are there");
    ck_assert_int_eq(combed(&sos, 0.001, 30, 1000, &error), EMG_BAD_OPTION);
    ck_assert_int_eq(sos.n, 0);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_comb_ends_below_0_45_of_the_rate);
    tcase_add_test(tests,
                   every_tooth_is_the_notch_of_its_frequency_and_of_one_width);
    tcase_add_test(tests, teeth_may_be_sharper_than_a_notch_may);
    tcase_add_test(tests, a_comb_that_cannot_be_is_refused_by_name);
}

int
main(void)
{
    return unit_main("notch", add);
}
