#include "recorded.h"
#include "unit.h"

#include "emg/analysis.h"
#include "memory.h"

#include <math.h>

#define N 3000

static double x[N];
static const double *const channels[] = {x};

/* Highs of `level` for 10 frames from each of these. */
static void
pulses(double low, double high)
{
    static const int at[] = {0, 500, 1200, 2990};
    for (int i = 0; i < N; i++)
        x[i] = low;
    for (int p = 0; p < 4; p++)
        for (int i = 0; i < 10; i++)
            x[at[p] + i] = high;
}

static emg_analysis *
rises_of(recorded *source, double level, int block)
{
    emg_analysis *found =
        emg_triggers_create(&source->source.recording, 1, level, NULL);
    ck_assert_ptr_nonnull(found);
    source->at = 0;
    source->source.ended = false;
    ck_assert_int_eq(emg_analyse(&source->source, found, block, NULL), EMG_OK);
    return found;
}

START_TEST(rises_through_half_of_the_range_are_triggers)
{
    recorded source;
    int n = 0;
    pulses(-6800000, -6799999);
    recorded_init(&source, 1000, 1, channels, N);
    for (int block = 1; block < 600; block += 250) {
        emg_analysis *found = rises_of(&source, NAN, block);
        const double *times = emg_triggers_times(found, &n);
        ck_assert_int_eq(n, 3); /* it begins above: no rise */
        ck_assert_double_eq(times[0], 0.5);
        ck_assert_double_eq(times[1], 1.2);
        ck_assert_double_eq(times[2], 2.99);
        emg_analysis_destroy(found);
    }
    recorded_clear(&source);
}
END_TEST

START_TEST(a_level_may_be_given)
{
    recorded source;
    int n = 0;
    pulses(0, 5);
    x[700] = 3; /* half of the range is 2.5 */
    recorded_init(&source, 1000, 1, channels, N);
    emg_analysis *found = rises_of(&source, 4, 0);
    emg_triggers_times(found, &n);
    ck_assert_int_eq(n, 3);
    emg_analysis_destroy(found);
    found = rises_of(&source, NAN, 0);
    emg_triggers_times(found, &n);
    ck_assert_int_eq(n, 4);
    emg_analysis_destroy(found);
    recorded_clear(&source);
}
END_TEST

START_TEST(a_gap_is_no_rise)
{
    static const emg_segment segments[] = {
        {0, 0, 0}, {1, 7 * (emg_ticks)EMG_TICKS_PER_S, 505}};
    recorded source;
    int n = 0;
    pulses(0, 1);
    recorded_init(&source, 1000, 1, channels, N);
    source.segments = segments;
    source.n_segments = 2;
    emg_analysis *found = rises_of(&source, NAN, 0);
    const double *times = emg_triggers_times(found, &n);
    ck_assert_int_eq(n, 3);
    ck_assert_double_eq(times[0], 0.5);
    ck_assert_double_eq_tol(times[1], 7 + 0.695, 1e-12);
    emg_analysis_destroy(found);
    recorded_clear(&source);
}
END_TEST

START_TEST(a_channel_that_never_moves_has_none)
{
    recorded source;
    int n = -1;
    pulses(2, 2);
    recorded_init(&source, 1000, 1, channels, N);
    emg_analysis *found = rises_of(&source, NAN, 0);
    emg_triggers_times(found, &n);
    ck_assert_int_eq(n, 0);
    emg_analysis_destroy(found);
    recorded_clear(&source);
}
END_TEST

START_TEST(create_refuses_a_channel_that_is_not_there)
{
    recorded source;
    emg_error error = EMG_NO_ERROR;
    recorded_init(&source, 1000, 1, channels, N);
    ck_assert_ptr_null(
        emg_triggers_create(&source.source.recording, 2, NAN, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    recorded_clear(&source);
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    recorded source;
    bool failed = true;
    pulses(0, 1);
    recorded_init(&source, 1000, 1, channels, N);
    for (int64_t n = 1; failed; n++) {
        emg_error error = EMG_NO_ERROR;
        source.at = 0;
        source.source.ended = false;
        memory_refuse(n);
        emg_analysis *found =
            emg_triggers_create(&source.source.recording, 1, NAN, &error);
        emg_status status = found
                                ? emg_analyse(&source.source, found, 0, &error)
                                : error.status;
        failed = memory_refused();
        memory_refuse(0);
        ck_assert_int_eq(status, failed ? EMG_NO_MEMORY : EMG_OK);
        emg_analysis_destroy(found);
    }
    recorded_clear(&source);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, rises_through_half_of_the_range_are_triggers);
    tcase_add_test(tests, a_level_may_be_given);
    tcase_add_test(tests, a_gap_is_no_rise);
    tcase_add_test(tests, a_channel_that_never_moves_has_none);
    tcase_add_test(tests, create_refuses_a_channel_that_is_not_there);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("triggers", add);
}
