/* How epochs are cut and joined; their values are tested against numpy by
 * tests/scipy/compare_quality.py. */
#include "unit.h"

#include "emg/analysis.h"
#include "emg/simulate.h"
#include "memory.h"
#include "toys.h"

#include <math.h>

static emg_source *
simulated(void)
{
    emg_scenario scenario = emg_scenario_default();
    scenario.duration_s = 23;
    scenario.accelerometer = true;
    return emg_simulate_open(&scenario, NULL);
}

static emg_sink *
sink_for(const emg_source *source, double epoch_s, emg_error *error)
{
    const emg_quality_known known[] = {
        {1, -500, 500, 5}, {2, -500, 500, 5}, {3, -2, 2, NAN}};
    emg_conditioning conditioning = emg_conditioning_default();
    return emg_quality_create(&source->recording, &conditioning, known, 3,
                              epoch_s, error);
}

static emg_sink *
measured(int block_frames)
{
    emg_source *source = simulated();
    emg_sink *sink = sink_for(source, 10, NULL);
    ck_assert_int_eq(emg_run(source, NULL, sink, block_frames, NULL), EMG_OK);
    emg_source_destroy(source);
    return sink;
}

START_TEST(epochs_come_in_order_of_onset_then_of_channels)
{
    emg_sink *sink = measured(0);
    size_t n = 0;
    const emg_quality *rows = emg_quality_rows(sink, &n);
    ck_assert_uint_eq(n, 9);
    for (size_t i = 0; i < n; i++) {
        ck_assert_int_eq(rows[i].number, (int)(i % 3) + 1);
        ck_assert_double_eq_tol(rows[i].onset_s, 10.0 * (double)(i / 3), 1e-12);
        ck_assert_double_eq_tol(rows[i].duration_s, i < 6 ? 10 : 3, 1e-9);
    }
    ck_assert(!isnan(rows[0].values[EMG_QUALITY_NOISE]));
    ck_assert_double_nan(rows[2].values[EMG_QUALITY_NOISE]);
    emg_sink_destroy(sink);
}
END_TEST

START_TEST(rows_do_not_depend_on_block_size)
{
    const int sizes[] = {1, 7, 64, 4096, 30000};
    size_t n = 0, m = 0;
    emg_sink *right = measured(0);
    const emg_quality *expected = emg_quality_rows(right, &n);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        emg_sink *sink = measured(sizes[i]);
        const emg_quality *rows = emg_quality_rows(sink, &m);
        ck_assert_uint_eq(m, n);
        ck_assert_mem_eq(rows, expected, n * sizeof *rows);
        emg_sink_destroy(sink);
    }
    emg_sink_destroy(right);
}
END_TEST

/* Three seconds, a gap of 96 s, half a second: epochs of 2 s begin anew. */
START_TEST(a_gap_begins_an_epoch)
{
    const toy_stretch stretches[] = {
        {0, 3000, {0, 0, 0}},
        {0, 500, {1, 99 * (emg_ticks)EMG_TICKS_PER_S, 3000}}};
    const emg_quality_known known = {1, 0, 4e6, NAN};
    emg_conditioning conditioning = emg_conditioning_default();
    toy_source source;
    size_t n = 0;
    toy_source_init(&source, 1, (const int[]){1}, stretches, 2);
    emg_sink *sink = emg_quality_create(&source.source.recording, &conditioning,
                                        &known, 1, 2, NULL);
    ck_assert_int_eq(emg_run(&source.source, NULL, sink, 0, NULL), EMG_OK);
    const emg_quality *rows = emg_quality_rows(sink, &n);
    const double onsets[] = {0, 2, 99}, durations[] = {2, 1, 0.5};
    ck_assert_uint_eq(n, 3);
    for (size_t i = 0; i < n; i++) {
        ck_assert_double_eq(rows[i].onset_s, onsets[i]);
        ck_assert_double_eq(rows[i].duration_s, durations[i]);
        ck_assert_int_eq(isnan(rows[i].line_hz) != 0, i == 2);
    }
    emg_sink_destroy(sink);
    emg_source_destroy(&source.source);
}
END_TEST

START_TEST(a_channel_of_which_nothing_is_known_is_refused)
{
    emg_error error = EMG_NO_ERROR;
    emg_source *source = simulated();
    emg_conditioning conditioning = emg_conditioning_default();
    ck_assert_ptr_null(emg_quality_create(&source->recording, &conditioning,
                                          NULL, 0, 10, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    emg_source_destroy(source);
}
END_TEST

START_TEST(memory_that_is_refused_leaves_nothing)
{
    emg_source *source = simulated();
    for (int nth = 1;; nth++) {
        emg_error error = EMG_NO_ERROR;
        memory_refuse(nth);
        emg_sink *sink = sink_for(source, 10, &error);
        bool refused = memory_refused();
        memory_refuse(0);
        emg_sink_destroy(sink);
        if (!refused)
            break;
        ck_assert_ptr_null(sink);
        ck_assert_int_eq(error.status, EMG_NO_MEMORY);
    }
    emg_source_destroy(source);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, epochs_come_in_order_of_onset_then_of_channels);
    tcase_add_test(tests, rows_do_not_depend_on_block_size);
    tcase_add_test(tests, a_gap_begins_an_epoch);
    tcase_add_test(tests, a_channel_of_which_nothing_is_known_is_refused);
    tcase_add_test(tests, memory_that_is_refused_leaves_nothing);
}

int
main(void)
{
    return unit_main("quality", add);
}
