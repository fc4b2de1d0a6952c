#include "analysis/clean_tones.h"

#include "recorded.h"
#include "trace.h"
#include "unit.h"

#include <math.h>
#include <stdlib.h>

#define RATE 500
#define N (20 * RATE)

/* What two channels of noise are heard to hold: 60 Hz in the first, in the
 * second 123.3 Hz and ten times all of it. */
static emg_sink *
heard(int n)
{
    recorded from;
    double *x[2];
    for (int c = 0; c < 2; c++) {
        x[c] = calloc(N, sizeof *x[c]);
        trace_noise(x[c], N, 4 + (uint64_t)c);
        for (int i = 0; i < N; i++) {
            double t = 2 * M_PI * i / RATE;
            x[c][i] =
                c ? 10 * (x[c][i] + sin(123.3 * t)) : x[c][i] + sin(60 * t);
        }
    }
    recorded_init(&from, RATE, 2, (const double *const *)x, n);
    emg_sink *sink = emg_clean_tones_create(&from.source.recording, NULL);
    ck_assert_int_eq(emg_run(&from.source, NULL, sink, 0, NULL), EMG_OK);
    recorded_clear(&from);
    free(x[0]);
    free(x[1]);
    return sink;
}

START_TEST(channels_weigh_the_same)
{
    emg_sink *sink = heard(N);
    /* 0.5 of 1.5 in one of the channels, less what lies outside 20 to 450. */
    ck_assert_double_eq_tol(emg_clean_tones_share(sink, 60), 0.35, 0.03);
    ck_assert_double_lt(emg_clean_tones_share(sink, 50), 0.02);
    ck_assert_int_eq(emg_clean_tones_of(sink, 0, 1).n, RATE / 2 + 1);
    emg_sink_destroy(sink);
}
END_TEST

START_TEST(narrow_lines_are_those_that_stand_out)
{
    emg_sink *sink = heard(N);
    emg_line_list list = {0};
    emg_clean_add_narrow(&list, sink, 0, 1);
    ck_assert_int_eq(list.n, 1);
    ck_assert_double_eq_tol(list.hz[0], 123.3, 0.15);
    emg_clean_add_narrow(&list, sink, 0, 1);
    ck_assert_int_eq(list.n, 1);
    emg_sink_destroy(sink);
}
END_TEST

START_TEST(four_seconds_are_too_few_for_them)
{
    emg_sink *sink = heard(4 * RATE);
    emg_line_list list = {0};
    emg_clean_add_narrow(&list, sink, 0, 0);
    ck_assert_int_eq(list.n, 0);
    emg_sink_destroy(sink);
}
END_TEST

START_TEST(a_list_holds_what_it_can)
{
    emg_line_list list = {0};
    for (int i = 0; i < EMG_MOST_LINES + 5; i++)
        emg_clean_add_line(&list, i);
    ck_assert_int_eq(list.n, EMG_MOST_LINES);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, channels_weigh_the_same);
    tcase_add_test(tests, narrow_lines_are_those_that_stand_out);
    tcase_add_test(tests, four_seconds_are_too_few_for_them);
    tcase_add_test(tests, a_list_holds_what_it_can);
}

int
main(void)
{
    return unit_main("clean tones", add);
}
