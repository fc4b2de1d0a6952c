#include "unit.h"

#include "io/edf_write.h"
#include "writing.h"

/* Channels of one each of n rates, given as samples and seconds. */
static emg_status
choose(emg_edf_duration *duration, int n, const emg_rate *rates, int width,
       emg_error *error)
{
    writing w = {0};
    for (int i = 0; i < n; i++) {
        writing_add(&w, "x", "uV", 1);
        emg_rate_set(&w.rates[i], rates[i].samples, rates[i].seconds);
    }
    writing_group(&w);
    emg_status status =
        emg_edf_duration_choose(duration, &w.recording, width, error);
    emg_recording_clear(&w.recording);
    return status;
}

static void
check_one(int64_t samples, int64_t seconds, const char *text, int64_t frames)
{
    emg_edf_duration duration;
    emg_rate rate = {samples, seconds};
    ck_assert_int_eq(choose(&duration, 1, &rate, 2, NULL), EMG_OK);
    ck_assert_str_eq(duration.text, text);
    ck_assert_int_eq(duration.frames[0], frames);
    ck_assert(duration.exact);
    /* exact: frames / duration is the rate */
    ck_assert_int_eq(frames * 1000000 * seconds, samples * duration.us);
}

START_TEST(records_hold_whole_samples_of_any_rate)
{
    check_one(1000, 1, "0.1", 100);
    check_one(2000, 1, "0.1", 200);
    check_one(2048, 1, "0.125", 256); /* 8 of them in a second */
    check_one(44100, 1, "0.1", 4410);
    check_one(500, 1, "0.1", 50);
    check_one(10, 1, "0.1", 1);
    check_one(1, 1, "1", 1);
    check_one(1, 30, "30", 1);
    check_one(2, 3, "1.5", 1);
    check_one(34000, 27, "0.108", 136); /* a wireless system */
    check_one(52000, 27, "0.10125", 195);
    check_one(15, 1, "0.2", 3);
}
END_TEST

START_TEST(rates_share_a_record)
{
    emg_edf_duration duration;
    emg_rate rates[] = {{34000, 27}, {4000, 27}};
    ck_assert_int_eq(choose(&duration, 2, rates, 2, NULL), EMG_OK);
    ck_assert_str_eq(duration.text, "0.108");
    ck_assert_int_eq(duration.frames[0], 136);
    ck_assert_int_eq(duration.frames[1], 16);
    emg_rate mixed[] = {{2000, 1}, {150, 1}, {1, 1}};
    ck_assert_int_eq(choose(&duration, 3, mixed, 2, NULL), EMG_OK);
    ck_assert_str_eq(duration.text, "1");
    ck_assert_int_eq(duration.frames[0], 2000);
    ck_assert_int_eq(duration.frames[1], 150);
    ck_assert_int_eq(duration.frames[2], 1);
}
END_TEST

START_TEST(fast_recordings_get_shorter_records)
{
    emg_edf_duration duration;
    emg_rate rate = {1000000, 1};
    ck_assert_int_eq(choose(&duration, 1, &rate, 2, NULL), EMG_OK);
    /* 0.025 s is the longest part of a second below 61,440 bytes */
    ck_assert_str_eq(duration.text, "0.025");
    ck_assert_int_eq(duration.frames[0], 25000);
}
END_TEST

START_TEST(a_rate_that_nothing_tells_exactly_comes_near_and_says_so)
{
    emg_edf_duration duration;
    emg_rate rate = {12592593, 10007};
    ck_assert_int_eq(choose(&duration, 1, &rate, 2, NULL), EMG_OK);
    ck_assert(!duration.exact);
    double told = (double)duration.frames[0] / (double)duration.us * 1e6;
    ck_assert_double_eq_tol(told / (12592593.0 / 10007), 1, 1e-8);
}
END_TEST

START_TEST(rates_without_a_common_record_are_refused)
{
    emg_edf_duration duration;
    emg_error error = EMG_NO_ERROR;
    emg_rate rates[] = {{12592593, 10007}, {1000, 1}};
    ck_assert_int_eq(choose(&duration, 2, rates, 2, &error), EMG_BAD_OPTION);
    ck_assert_str_eq(error.text,
                     "no length of an EDF record suits all sampling rates; "
                     "write channels of one rate, chosen with -c");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, records_hold_whole_samples_of_any_rate);
    tcase_add_test(tests, rates_share_a_record);
    tcase_add_test(tests, fast_recordings_get_shorter_records);
    tcase_add_test(tests,
                   a_rate_that_nothing_tells_exactly_comes_near_and_says_so);
    tcase_add_test(tests, rates_without_a_common_record_are_refused);
}

int
main(void)
{
    return unit_main("edf_duration", add);
}
