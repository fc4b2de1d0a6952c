#include "recorded.h"
#include "toys.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <stdlib.h>

#define RATE 500
#define N (60 * RATE)
#define INTERVAL 430
#define BEATS 70

typedef struct
try {
    recorded from;
    double *samples[2];
    emg_segment segments[2];
    emg_source *source;
}
try;

/* Two channels with noise and beats of this height, R waves of 40 ms. */
static void
begin(try *t, double first, double second, emg_cleaning how)
{
    for (int c = 0; c < 2; c++) {
        t->samples[c] = calloc(N, sizeof(double));
        trace_emg(t->samples[c], N, RATE, 7 + (uint64_t)c);
        for (int i = 0; i < N; i++) {
            double since = (i % INTERVAL - 200) / (double)RATE;
            t->samples[c][i] =
                10 * t->samples[c][i] +
                (c ? second : first) * exp(-since * since / (2 * 0.01 * 0.01));
        }
    }
    recorded_init(&t->from, RATE, 2, (const double *const *)t->samples, N);
    t->segments[0] = (emg_segment){0};
    t->segments[1] = (emg_segment){1, 900000000, 31 * RATE};
    t->source = emg_clean_create(&t->from.source, &how, NULL);
}

static const emg_cleaned *
run(try *t)
{
    toy_sink kept;
    size_t n = 0;
    toy_sink_init(&kept, 0);
    ck_assert_int_eq(emg_run(t->source, NULL, &kept.sink, 0, NULL), EMG_OK);
    ck_assert_uint_eq(kept.n_frames, N);
    toy_sink_clear(&kept);
    const emg_cleaned *rows = emg_clean_report(t->source, &n, NULL);
    ck_assert_uint_eq(n, 2);
    return rows;
}

static void
end(try *t)
{
    emg_source_destroy(t->source);
    recorded_clear(&t->from);
    free(t->samples[0]);
    free(t->samples[1]);
}

static const emg_cleaning template = {.ecg = EMG_ECG_TEMPLATE};

START_TEST(beats_of_one_channel_are_taken_out_of_all)
{
    try t;
    begin(&t, 300, 60, template);
    const emg_cleaned *rows = run(&t);
    for (int c = 0; c < 2; c++) {
        ck_assert_str_eq(rows[c].step, "ecg");
        ck_assert_int_eq(rows[c].state, EMG_CLEANED);
        ck_assert_int_eq(rows[c].found, BEATS);
        ck_assert_double_eq_tol(rows[c].hz, RATE / (double)INTERVAL, 0.01);
    }
    /* A Gaussian of 10 ms every 860 ms has a power of 0.0206 of its height's
     * square. */
    double beats = 300 * 300 * 0.0206;
    ck_assert_double_eq_tol(rows[0].removed_db,
                            10 * log10(beats / (beats + 100)), 0.5);
    end(&t);
}
END_TEST

START_TEST(a_gap_changes_no_beat)
{
    try t;
    begin(&t, 300, 60, template);
    t.from.segments = t.segments;
    t.from.n_segments = 2;
    ck_assert_int_eq(run(&t)[1].found, BEATS);
    end(&t);
}
END_TEST

START_TEST(without_a_heart_nothing_is_changed)
{
    try t;
    begin(&t, 0, 0, template);
    const emg_cleaned *rows = run(&t);
    for (int c = 0; c < 2; c++) {
        ck_assert_int_eq(rows[c].state, EMG_CLEANED_NOT_NEEDED);
        ck_assert_int_eq(rows[c].changed, 0);
    }
    end(&t);
}
END_TEST

START_TEST(a_channel_may_be_named)
{
    try t;
    emg_cleaning how = {.ecg = EMG_ECG_TEMPLATE, .ecg_channel = 2};
    begin(&t, 300, 0, how);
    ck_assert_int_eq(run(&t)[0].state, EMG_CLEANED_NOT_NEEDED);
    end(&t);
    how.ecg_channel = 1;
    begin(&t, 300, 0, how);
    ck_assert_int_eq(run(&t)[0].found, BEATS);
    end(&t);
}
END_TEST

START_TEST(a_high_pass_needs_no_beats)
{
    try t;
    begin(&t, 300, 60, (emg_cleaning){.ecg = EMG_ECG_HIGH_PASS});
    ck_assert_int_eq(run(&t)[0].state, EMG_CLEANED);
    end(&t);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, beats_of_one_channel_are_taken_out_of_all);
    tcase_add_test(tests, a_gap_changes_no_beat);
    tcase_add_test(tests, without_a_heart_nothing_is_changed);
    tcase_add_test(tests, a_channel_may_be_named);
    tcase_add_test(tests, a_high_pass_needs_no_beats);
}

int
main(void)
{
    return unit_main("clean ecg", add);
}
