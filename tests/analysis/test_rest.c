#include "recorded.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <string.h>

#define RATE 1000
#define MOST (60 * RATE)

static double x[MOST], y[MOST];
static const double *const channels[] = {x, y};

/* EMG of this RMS, in uV, from one second to another. */
static void
fill(double *to, double from_s, double to_s, double rms, uint64_t seed)
{
    static double noise[MOST];
    int64_t first = (int64_t)(from_s * RATE), end = (int64_t)(to_s * RATE);
    trace_emg(noise, end - first, RATE, seed);
    for (int64_t i = first; i < end; i++)
        to[i] = rms * noise[i - first];
}

/* Rest of 3 uV, contractions of 60 uV in every fourth second. */
static void
fill_bouts(double *to, int seconds, uint64_t seed)
{
    fill(to, 0, seconds, 3, seed);
    for (int s = 3; s < seconds; s += 4)
        fill(to, s, s + 1, 60, seed + 1000 + (uint64_t)s);
}

static emg_status
levels_of(recorded *source, const emg_conditioning *conditioning, emg_rest how,
          int block, emg_rest_level *levels)
{
    emg_error error = EMG_NO_ERROR;
    int n = 0;
    emg_analysis *analysis =
        emg_rest_create(&source->source.recording, conditioning, &how, &error);
    ck_assert_ptr_nonnull(analysis);
    source->at = 0;
    source->source.ended = false;
    emg_status status = emg_analyse(&source->source, analysis, block, &error);
    const emg_rest_level *found = emg_rest_levels(analysis, &n);
    ck_assert_int_eq(n, source->source.recording.groups[0].n_channels);
    memcpy(levels, found, (size_t)n * sizeof *levels);
    emg_analysis_destroy(analysis);
    return status;
}

/* One channel of n frames in this unit, all else by default. */
static emg_rest_level
level_in(const char *unit, int64_t n, emg_rest how)
{
    recorded source;
    emg_rest_level level;
    emg_conditioning conditioning = emg_conditioning_default();
    recorded_init(&source, RATE, 1, channels, n);
    emg_channel_set_unit(&source.source.recording.groups[0].channels[0], unit);
    ck_assert_int_eq(levels_of(&source, &conditioning, how, 0, &level), EMG_OK);
    ck_assert_int_eq(level.number, 1);
    recorded_clear(&source);
    return level;
}

static emg_rest_level
level_of(int64_t n, emg_rest how)
{
    return level_in("uV", n, how);
}

/* The envelope of x by the stages themselves. */
static const double *
envelope_of(int64_t n)
{
    static double e[MOST];
    emg_conditioning c = emg_conditioning_default();
    memcpy(e, x, (size_t)n * sizeof *e);
    trace_filter(e, n, RATE, c.filters[0], c.direction);
    trace_envelope(e, n, RATE, c.envelope, c.direction);
    return e;
}

/* ---- where rest is told ----------------------------------------------- */

START_TEST(a_given_interval_has_the_mean_and_sd_of_its_envelope)
{
    fill_bouts(x, 12, 1);
    const double *e = envelope_of(12 * RATE);
    emg_rest_level level = level_of(
        12 * RATE,
        (emg_rest){.kind = EMG_REST_INTERVAL, .from_s = 0.5, .to_s = 2.25});
    ck_assert_int_eq(level.state, EMG_STATE_OK);
    ck_assert_double_eq_tol(level.mean / trace_mean(e + 500, 1750), 1, 1e-12);
    ck_assert_double_eq_tol(level.sd / trace_sd(e + 500, 1750), 1, 1e-10);
    ck_assert_double_eq(level.from_s, 0.5);
    ck_assert_double_eq(level.to_s, 2.25);
    ck_assert(level.stands_out);
    ck_assert_int_eq(level.frames, 12 * RATE);
    ck_assert_double_eq(level.floor, 0);
}
END_TEST

START_TEST(annotations_of_a_name_are_pooled)
{
    static const emg_event events[] = {
        {1, 1, "rest"}, {2, 1, "restless"}, {4.5, 1.5, "Rest"}, {5, 0, "rest"}};
    recorded source;
    emg_rest_level level;
    emg_conditioning conditioning = emg_conditioning_default();
    double sum[2500];
    fill_bouts(x, 12, 2);
    recorded_init(&source, RATE, 1, channels, 12 * RATE);
    source.events = events;
    source.n_events = 4;
    emg_rest how = {.kind = EMG_REST_ANNOTATION, .annotation = "rest"};
    ck_assert_int_eq(levels_of(&source, &conditioning, how, 0, &level), EMG_OK);
    const double *e = envelope_of(12 * RATE);
    memcpy(sum, e + 1000, 1000 * sizeof *sum);
    memcpy(sum + 1000, e + 4500, 1500 * sizeof *sum);
    ck_assert_double_eq_tol(level.mean / trace_mean(sum, 2500), 1, 1e-12);
    ck_assert_double_eq_tol(level.sd / trace_sd(sum, 2500), 1, 1e-10);
    how.annotation = "none";
    ck_assert_int_eq(levels_of(&source, &conditioning, how, 0, &level),
                     EMG_BAD_OPTION);
    recorded_clear(&source);
}
END_TEST

START_TEST(a_whole_recording_of_rest_is_taken_as_it_is)
{
    fill(x, 0, 5, 3, 3);
    const double *e = envelope_of(5 * RATE);
    emg_rest_level level =
        level_of(5 * RATE, (emg_rest){.kind = EMG_REST_WHOLE});
    ck_assert_double_eq_tol(level.mean / trace_mean(e, 5 * RATE), 1, 1e-12);
    ck_assert_double_eq_tol(level.sd / trace_sd(e, 5 * RATE), 1, 1e-10);
}
END_TEST

/* Masked from 1 s to 2.5 s, where there is noise of 600 uV. */
static emg_rest_level
masked_level(emg_rest how, double *e)
{
    const emg_masked bad = {1, 1, 2.5};
    recorded source;
    emg_rest_level level;
    emg_conditioning conditioning = emg_conditioning_default();
    conditioning.mask = emg_mask_create(&bad, 1, NULL);
    fill(x, 0, 12, 3, 60);
    fill(x, 1.2, 2.3, 600, 61);
    memcpy(e, envelope_of(12 * RATE), 12 * RATE * sizeof *e);
    recorded_init(&source, RATE, 1, channels, 12 * RATE);
    ck_assert_int_eq(levels_of(&source, &conditioning, how, 7, &level), EMG_OK);
    recorded_clear(&source);
    emg_mask_destroy(conditioning.mask);
    return level;
}

START_TEST(what_is_masked_is_no_rest)
{
    static double e[12 * RATE];
    double sum[1500];
    emg_rest_level level = masked_level(
        (emg_rest){.kind = EMG_REST_INTERVAL, .from_s = 0.5, .to_s = 3.5}, e);
    memcpy(sum, e + 500, 500 * sizeof *sum);
    memcpy(sum + 500, e + 2500, 1000 * sizeof *sum);
    ck_assert_double_eq_tol(level.mean / trace_mean(sum, 1500), 1, 1e-12);
    ck_assert_int_eq(level.frames, 12 * RATE - 1500);
    level = masked_level((emg_rest){.kind = EMG_REST_AUTO}, e);
    ck_assert_double_eq_tol(level.floor, 3, 0.2);
    ck_assert(!level.stands_out);
    level = masked_level((emg_rest){.kind = EMG_REST_QUIETEST}, e);
    ck_assert_double_eq_tol(level.mean, 0.798 * 3 * 0.93, 0.3);
    ck_assert(level.to_s <= 1 || level.from_s >= 2.5 - 1e-9);
}
END_TEST

/* ---- where it is found ------------------------------------------------ */

START_TEST(the_quietest_second_is_the_lowest_mean_on_a_grid_of_100_ms)
{
    fill_bouts(x, 12, 4);
    const double *e = envelope_of(12 * RATE);
    int64_t best = 0;
    for (int64_t at = 0; at + 1000 <= 12 * RATE; at += 100)
        if (trace_mean(e + at, 1000) < trace_mean(e + best, 1000))
            best = at;
    emg_rest_level level =
        level_of(12 * RATE, (emg_rest){.kind = EMG_REST_QUIETEST});
    ck_assert_double_eq_tol(level.from_s, (double)best / RATE, 1e-9);
    ck_assert_double_eq_tol(level.to_s, level.from_s + 1, 1e-9);
    ck_assert_double_eq_tol(level.mean / trace_mean(e + best, 1000), 1, 1e-10);
    ck_assert_double_eq_tol(level.sd / trace_sd(e + best, 1000), 1, 1e-8);
}
END_TEST

/* Published: the quietest second of 60 s of stationary noise is 0.888 of the
 * mean. One recording scatters by 0.03 or so: 16 of them by 0.008. */
START_TEST(the_quietest_second_is_biased_low_as_published)
{
    double bias = 0;
    for (uint64_t seed = 0; seed < 16; seed++) {
        fill(x, 0, 60, 3, 50 + seed);
        emg_rest_level low =
            level_of(MOST, (emg_rest){.kind = EMG_REST_QUIETEST});
        emg_rest_level all = level_of(MOST, (emg_rest){.kind = EMG_REST_WHOLE});
        bias += low.mean / all.mean / 16;
    }
    ck_assert_double_eq_tol(bias, 0.888, 0.02);
}
END_TEST

START_TEST(auto_finds_the_floor_between_contractions)
{
    fill_bouts(x, 40, 5);
    emg_rest_level level =
        level_of(40 * RATE, (emg_rest){.kind = EMG_REST_AUTO});
    fill(x, 0, 40, 3, 5);
    emg_rest_level rest =
        level_of(40 * RATE, (emg_rest){.kind = EMG_REST_WHOLE});
    ck_assert_int_eq(level.state, EMG_STATE_OK);
    ck_assert(level.stands_out);
    ck_assert_double_eq_tol(level.mean / rest.mean, 1, 0.04);
    ck_assert_double_eq_tol(level.sd / level.mean, 0.132, 1e-12);
    ck_assert_double_eq_tol(level.mean / level.floor, 0.798, 1e-12);
    ck_assert_double_eq(level.from_s, -1);
    ck_assert_double_eq(level.hum, 0);
}
END_TEST

START_TEST(auto_levels_go_with_the_kind_of_envelope)
{
    recorded source;
    emg_rest_level level;
    emg_rest how = {.kind = EMG_REST_AUTO};
    emg_conditioning conditioning = emg_conditioning_default();
    fill_bouts(x, 40, 5);
    recorded_init(&source, RATE, 1, channels, 40 * RATE);
    conditioning.envelope.kind = EMG_ENVELOPE_RMS;
    levels_of(&source, &conditioning, how, 0, &level);
    ck_assert_double_eq_tol(level.mean, level.floor, 1e-12);
    ck_assert_double_eq_tol(level.sd / level.mean, 0.112, 1e-12);
    conditioning.envelope.kind = EMG_ENVELOPE_ARV;
    levels_of(&source, &conditioning, how, 0, &level);
    ck_assert_double_eq_tol(level.mean / level.floor, 0.798, 1e-12);
    recorded_clear(&source);
}
END_TEST

/* ---- refusals --------------------------------------------------------- */

static void
check_state(int64_t n, emg_rest how, emg_state state)
{
    ck_assert_int_eq(level_of(n, how).state, state);
}

START_TEST(too_little_rest_is_too_short)
{
    emg_rest automatic = {.kind = EMG_REST_AUTO};
    emg_rest quietest = {.kind = EMG_REST_QUIETEST};
    emg_rest given = {.kind = EMG_REST_INTERVAL, .from_s = 1, .to_s = 1.499};
    fill(x, 0, 10, 3, 6);
    check_state(10 * RATE, given, EMG_STATE_TOO_SHORT);
    given.to_s = 1.5;
    check_state(10 * RATE, given, EMG_STATE_OK);
    given.from_s = 9.6; /* reaches past the end */
    given.to_s = 12;
    check_state(10 * RATE, given, EMG_STATE_TOO_SHORT);
    given.from_s = 20;
    check_state(10 * RATE, given, EMG_STATE_TOO_SHORT);
    check_state(999, automatic, EMG_STATE_TOO_SHORT);
    check_state(1000, automatic, EMG_STATE_OK);
    check_state(999, quietest, EMG_STATE_TOO_SHORT);
    check_state(1000, quietest, EMG_STATE_OK);
}
END_TEST

START_TEST(tonic_activity_is_no_rest_and_weak_noise_is)
{
    fill(x, 0, 20, 60, 7);
    emg_rest_level level =
        level_of(20 * RATE, (emg_rest){.kind = EMG_REST_AUTO});
    ck_assert_int_eq(level.state, EMG_STATE_NO_REST);
    ck_assert(!level.stands_out);
    fill(x, 0, 20, 8, 7);
    level = level_of(20 * RATE, (emg_rest){.kind = EMG_REST_AUTO});
    ck_assert_int_eq(level.state, EMG_STATE_OK);
    ck_assert(!level.stands_out);
}
END_TEST

START_TEST(the_unit_counts_not_the_number)
{
    fill(x, 0, 20, 60, 7);
    emg_rest how = {.kind = EMG_REST_AUTO};
    ck_assert_int_eq(level_in("nV", 20 * RATE, how).state, EMG_STATE_OK);
    ck_assert_int_eq(level_in("mV", 20 * RATE, how).state, EMG_STATE_NO_REST);
}
END_TEST

START_TEST(nothing_that_stands_out_in_an_unknown_unit_is_no_contrast)
{
    emg_rest how = {.kind = EMG_REST_AUTO};
    fill(x, 0, 20, 3, 8);
    ck_assert_int_eq(level_in("", 20 * RATE, how).state, EMG_STATE_NO_CONTRAST);
    fill_bouts(x, 20, 8);
    ck_assert_int_eq(level_in("", 20 * RATE, how).state, EMG_STATE_OK);
}
END_TEST

START_TEST(one_value_from_end_to_end_is_silent)
{
    static const emg_rest_kind kinds[] = {EMG_REST_AUTO, EMG_REST_QUIETEST,
                                          EMG_REST_WHOLE};
    for (int i = 0; i < 5 * RATE; i++)
        x[i] = 7.5;
    for (int k = 0; k < 3; k++)
        check_state(5 * RATE, (emg_rest){.kind = kinds[k]}, EMG_STATE_SILENT);
}
END_TEST

START_TEST(more_than_half_flat_is_flat)
{
    emg_rest how = {.kind = EMG_REST_AUTO};
    fill_bouts(x, 20, 9);
    for (int i = 0; i < 9 * RATE; i++)
        x[i] = 1;
    emg_rest_level level = level_of(20 * RATE, how);
    ck_assert_int_eq(level.state, EMG_STATE_OK);
    ck_assert_double_eq_tol(level.flat, 0.45, 1e-12);
    for (int i = 0; i < 11 * RATE; i++)
        x[i] = 1;
    level = level_of(20 * RATE, how);
    ck_assert_int_eq(level.state, EMG_STATE_FLAT);
    ck_assert_double_eq_tol(level.flat, 0.55, 1e-12);
}
END_TEST

START_TEST(a_dropout_is_not_taken_for_rest)
{
    emg_rest how = {.kind = EMG_REST_AUTO};
    fill_bouts(x, 40, 10);
    double before = level_of(40 * RATE, how).floor;
    for (int i = 12 * RATE; i < 20 * RATE; i++)
        x[i] = 0;
    ck_assert_double_eq_tol(level_of(40 * RATE, how).floor / before, 1, 0.03);
}
END_TEST

/* Runs of three at the ends, 1.2 % of the samples, then 0.9 %. */
START_TEST(more_than_one_percent_clipped_is_clipped)
{
    emg_rest how = {.kind = EMG_REST_AUTO};
    for (int percent = 9; percent <= 12; percent += 3) {
        fill_bouts(x, 20, 11);
        for (int i = 0; i < 2 * percent * 10; i += 3)
            for (int k = 0; k < 3; k++)
                x[80 * i + k] = i % 2 ? 500 : -500;
        emg_rest_level level = level_of(20 * RATE, how);
        ck_assert_double_eq_tol(level.clipped, percent / 1000.0, 2e-4);
        ck_assert_int_eq(level.state,
                         percent > 10 ? EMG_STATE_CLIPPED : EMG_STATE_OK);
    }
}
END_TEST

START_TEST(hum_is_left_out_of_the_judgement)
{
    emg_rest how = {.kind = EMG_REST_AUTO};
    for (int hz = 50; hz <= 60; hz += 10) {
        fill(x, 0, 20, 3, 12);
        for (int i = 0; i < 20 * RATE; i++)
            x[i] += 30 * sin(2 * M_PI * hz * i / RATE);
        emg_rest_level level = level_of(20 * RATE, how);
        ck_assert_int_eq(level.state, EMG_STATE_OK);
        ck_assert_double_eq_tol(level.hum, 30 / sqrt(2), 0.3);
    }
    fill(x, 0, 20, 60, 12); /* the same hum does not make activity rest */
    for (int i = 0; i < 20 * RATE; i++)
        x[i] += 30 * sin(2 * M_PI * 50 * i / RATE);
    check_state(20 * RATE, how, EMG_STATE_NO_REST);
}
END_TEST

START_TEST(a_sample_that_is_not_finite_is_refused_by_name)
{
    recorded source;
    emg_rest_level level;
    emg_conditioning conditioning = emg_conditioning_default();
    fill(x, 0, 5, 3, 13);
    x[4321] = NAN;
    recorded_init(&source, RATE, 1, channels, 5 * RATE);
    emg_rest how = {.kind = EMG_REST_AUTO};
    ck_assert_int_eq(levels_of(&source, &conditioning, how, 0, &level),
                     EMG_BAD_FILE);
    recorded_clear(&source);
}
END_TEST

/* ---- blocks and segments ---------------------------------------------- */

static void
check_equal(const emg_rest_level *a, const emg_rest_level *b)
{
    ck_assert_int_eq(a->state, b->state);
    ck_assert_int_eq(a->frames, b->frames);
    ck_assert(memcmp(&a->mean, &b->mean, sizeof a->mean) == 0);
    ck_assert(memcmp(&a->sd, &b->sd, sizeof a->sd) == 0);
    ck_assert(memcmp(&a->floor, &b->floor, sizeof a->floor) == 0);
    ck_assert(memcmp(&a->hum, &b->hum, sizeof a->hum) == 0);
    ck_assert(memcmp(&a->flat, &b->flat, sizeof a->flat) == 0);
    ck_assert(memcmp(&a->clipped, &b->clipped, sizeof a->clipped) == 0);
    ck_assert(memcmp(&a->from_s, &b->from_s, sizeof a->from_s) == 0);
}

START_TEST(levels_do_not_depend_on_block_size)
{
    static const int blocks[] = {1, 7, 4096, 100000};
    static const emg_segment segments[] = {
        {0, 0, 0}, {1, 99999999, 4567}, {2, 200000001, 12000}};
    static const emg_rest hows[] = {
        {.kind = EMG_REST_AUTO},
        {.kind = EMG_REST_QUIETEST},
        {.kind = EMG_REST_WHOLE},
        {.kind = EMG_REST_INTERVAL, .from_s = 2, .to_s = 12}};
    emg_conditioning conditioning = emg_conditioning_default();
    recorded source;
    fill_bouts(x, 20, 14);
    fill(y, 0, 20, 3, 15); /* hum, so that there is a second pass */
    for (int i = 0; i < 20 * RATE; i++)
        y[i] += i > 7000 && i < 7500 ? -y[i] : 30 * sin(0.1 * M_PI * i);
    recorded_init(&source, RATE, 2, channels, 20 * RATE);
    source.segments = segments;
    source.n_segments = 3;
    for (int h = 0; h < 4; h++) {
        emg_rest_level wanted[2], got[2];
        ck_assert_int_eq(
            levels_of(&source, &conditioning, hows[h], 256, wanted), EMG_OK);
        ck_assert_int_eq(wanted[0].state, EMG_STATE_OK);
        for (int b = 0; b < 4; b++) {
            levels_of(&source, &conditioning, hows[h], blocks[b], got);
            check_equal(&got[0], &wanted[0]);
            check_equal(&got[1], &wanted[1]);
        }
    }
    recorded_clear(&source);
}
END_TEST

/* An interval is told in seconds of the recording, gaps included. */
START_TEST(an_interval_counts_the_time_of_gaps)
{
    static const emg_segment segments[] = {{0, 0, 0}, {1, 100000000, 4000}};
    recorded source;
    emg_rest_level level, plain;
    emg_conditioning conditioning = emg_conditioning_default();
    emg_rest how = {.kind = EMG_REST_INTERVAL, .from_s = 11, .to_s = 13};
    fill_bouts(x, 8, 16); /* the second half comes 6 s later */
    recorded_init(&source, RATE, 1, channels, 8 * RATE);
    source.segments = segments;
    source.n_segments = 2;
    levels_of(&source, &conditioning, how, 0, &level);
    recorded_clear(&source);
    memmove(x, x + 4000, 4000 * sizeof *x);
    how.from_s = 1;
    how.to_s = 3;
    plain = level_of(4000, how);
    ck_assert_int_eq(level.state, EMG_STATE_OK);
    ck_assert_double_eq_tol(level.mean / plain.mean, 1, 1e-12);
    ck_assert_double_eq_tol(level.sd / plain.sd, 1, 1e-10);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_given_interval_has_the_mean_and_sd_of_its_envelope);
    tcase_add_test(tests, annotations_of_a_name_are_pooled);
    tcase_add_test(tests, a_whole_recording_of_rest_is_taken_as_it_is);
    tcase_add_test(tests, what_is_masked_is_no_rest);
    tcase_add_test(tests,
                   the_quietest_second_is_the_lowest_mean_on_a_grid_of_100_ms);
    tcase_add_test(tests, the_quietest_second_is_biased_low_as_published);
    tcase_add_test(tests, auto_finds_the_floor_between_contractions);
    tcase_add_test(tests, auto_levels_go_with_the_kind_of_envelope);
    tcase_add_test(tests, too_little_rest_is_too_short);
    tcase_add_test(tests, tonic_activity_is_no_rest_and_weak_noise_is);
    tcase_add_test(tests, the_unit_counts_not_the_number);
    tcase_add_test(tests,
                   nothing_that_stands_out_in_an_unknown_unit_is_no_contrast);
    tcase_add_test(tests, one_value_from_end_to_end_is_silent);
    tcase_add_test(tests, more_than_half_flat_is_flat);
    tcase_add_test(tests, a_dropout_is_not_taken_for_rest);
    tcase_add_test(tests, more_than_one_percent_clipped_is_clipped);
    tcase_add_test(tests, hum_is_left_out_of_the_judgement);
    tcase_add_test(tests, a_sample_that_is_not_finite_is_refused_by_name);
    tcase_add_test(tests, levels_do_not_depend_on_block_size);
    tcase_add_test(tests, an_interval_counts_the_time_of_gaps);
}

int
main(void)
{
    return unit_main("rest", add);
}
