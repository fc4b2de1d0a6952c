/* Every stage of the room is asked what all stages are asked. */
#include "stage.h"
#include "unit.h"

#include "emg/filter.h"

typedef struct settings {
    const char *name;
    int64_t rate_hz;
    int64_t frames;
    int n_filters;
    emg_filter filters[2];
    emg_direction direction;
    emg_envelope envelope;
} settings;

static emg_status
build_filters(emg_chain *chain, const void *chosen, emg_error *error)
{
    const settings *s = chosen;
    return emg_chain_add(chain,
                         emg_filter_create(emg_chain_format(chain), s->filters,
                                           s->n_filters, s->direction, error),
                         error);
}

static emg_status
build_envelope(emg_chain *chain, const void *chosen, emg_error *error)
{
    const settings *s = chosen;
    return emg_envelope_add(chain, &s->envelope, s->direction, error);
}

static emg_status
build_fir(emg_chain *chain, const void *chosen, emg_error *error)
{
    const settings *s = chosen;
    return emg_chain_add(chain,
                         emg_fir_create(emg_chain_format(chain), s->filters,
                                        s->n_filters, s->direction, error),
                         error);
}

static emg_status
build_rectify(emg_chain *chain, const void *chosen, emg_error *error)
{
    const bool *half_wave = chosen;
    return emg_chain_add(
        chain, emg_rectify_create(emg_chain_format(chain), *half_wave, error),
        error);
}

static emg_status
build_finite(emg_chain *chain, const void *chosen, emg_error *error)
{
    (void)chosen;
    return emg_chain_add(
        chain, emg_finite_create(emg_chain_format(chain), error), error);
}

static emg_status
build_resample(emg_chain *chain, const void *chosen, emg_error *error)
{
    const emg_rate *rate = chosen;
    return emg_chain_add(
        chain, emg_resample_create(emg_chain_format(chain), *rate, error),
        error);
}

static emg_status
build_downsample(emg_chain *chain, const void *chosen, emg_error *error)
{
    const emg_rate *rate = chosen;
    return emg_chain_add(
        chain, emg_downsample_create(emg_chain_format(chain), *rate, error),
        error);
}

static emg_status
build_detrend(emg_chain *chain, const void *chosen, emg_error *error)
{
    static const emg_trend trends[] = {{1, 0, 3, 0.5}, {9, 0, -2, 0.01}};
    (void)chosen;
    return emg_chain_add(
        chain, emg_detrend_create(emg_chain_format(chain), trends, 2, error),
        error);
}

static emg_status
build_unit(emg_chain *chain, const void *chosen, emg_error *error)
{
    return emg_chain_add(
        chain, emg_unit_create(emg_chain_format(chain), chosen, error), error);
}

/* Band-pass, notch, low-pass, as a paper would write them. */
static emg_status
build_all(emg_chain *chain, const void *chosen, emg_error *error)
{
    emg_status status = build_finite(chain, chosen, error);
    if (!status)
        status = build_filters(chain, chosen, error);
    if (!status)
        status = build_envelope(chain, chosen, error);
    return status;
}

#define CAUSAL                                                                 \
    {                                                                          \
        .zero_phase = false                                                    \
    }
#define BOTH_WAYS                                                              \
    {                                                                          \
        .zero_phase = true                                                     \
    }

static const settings filters[] = {
    {.name = "causal band-pass",
     .rate_hz = 2000,
     .frames = 6000,
     .n_filters = 1,
     .filters =
         {{.kind = EMG_BAND_PASS, .order = 4, .low_hz = 20, .high_hz = 450}},
     .direction = CAUSAL},
    {.name = "causal high-pass and notch",
     .rate_hz = 1000,
     .frames = 6000,
     .n_filters = 2,
     .filters = {{.kind = EMG_HIGH_PASS, .order = 1, .low_hz = 20},
                 {.kind = EMG_NOTCH, .low_hz = 50, .q = 30}},
     .direction = CAUSAL},
    {.name = "causal low-pass of order 12",
     .rate_hz = 2000,
     .frames = 5000,
     .n_filters = 1,
     .filters = {{.kind = EMG_LOW_PASS, .order = 12, .high_hz = 300}},
     .direction = CAUSAL},
    {.name = "zero-phase band-pass",
     .rate_hz = 2000,
     .frames = 12000,
     .n_filters = 1,
     .filters =
         {{.kind = EMG_BAND_PASS, .order = 4, .low_hz = 20, .high_hz = 450}},
     .direction = BOTH_WAYS},
    {.name = "zero-phase band-stop",
     .rate_hz = 2000,
     .frames = 12000,
     .n_filters = 1,
     .filters =
         {{.kind = EMG_BAND_STOP, .order = 2, .low_hz = 45, .high_hz = 55}},
     .direction = BOTH_WAYS},
    {.name = "zero-phase low-pass",
     .rate_hz = 1000,
     .frames = 9000,
     .n_filters = 1,
     .filters = {{.kind = EMG_LOW_PASS, .order = 2, .high_hz = 6}},
     .direction = BOTH_WAYS},
    {.name = "causal elliptic band-pass and comb",
     .rate_hz = 1000,
     .frames = 6000,
     .n_filters = 2,
     .filters = {{.kind = EMG_BAND_PASS,
                  .order = 4,
                  .low_hz = 20,
                  .high_hz = 400,
                  .design = EMG_ELLIPTIC,
                  .ripple_db = 0.5,
                  .attenuation_db = 40},
                 {.kind = EMG_COMB, .low_hz = 50, .q = 30}},
     .direction = CAUSAL},
    {.name = "zero-phase Chebyshev II high-pass",
     .rate_hz = 1000,
     .frames = 9000,
     .n_filters = 1,
     .filters = {{.kind = EMG_HIGH_PASS,
                  .order = 5,
                  .low_hz = 20,
                  .design = EMG_CHEBYSHEV_2,
                  .attenuation_db = 40}},
     .direction = BOTH_WAYS},
    {.name = "zero-phase band-pass and notch",
     .rate_hz = 1000,
     .frames = 14000,
     .n_filters = 2,
     .filters =
         {{.kind = EMG_BAND_PASS, .order = 2, .low_hz = 20, .high_hz = 400},
          {.kind = EMG_NOTCH, .low_hz = 50, .q = 10}},
     .direction = {.zero_phase = true, .uncorrected = true}},
};

static const settings envelopes[] = {
    {.name = "centred RMS",
     .rate_hz = 2000,
     .frames = 6000,
     .direction = BOTH_WAYS,
     .envelope = {.kind = EMG_ENVELOPE_RMS, .window_s = 0.25}},
    {.name = "causal RMS",
     .rate_hz = 2000,
     .frames = 6000,
     .direction = CAUSAL,
     .envelope = {.kind = EMG_ENVELOPE_RMS, .window_s = 0.25}},
    {.name = "centred ARV of an odd window",
     .rate_hz = 1000,
     .frames = 5000,
     .direction = BOTH_WAYS,
     .envelope = {.kind = EMG_ENVELOPE_ARV, .window_s = 0.101}},
    {.name = "ARV of one sample",
     .rate_hz = 1000,
     .frames = 5000,
     .direction = BOTH_WAYS,
     .envelope = {.kind = EMG_ENVELOPE_ARV, .window_s = 0.001}},
    {.name = "zero-phase low-pass envelope",
     .rate_hz = 1000,
     .frames = 9000,
     .direction = BOTH_WAYS,
     .envelope = {.kind = EMG_ENVELOPE_LOW_PASS, .cutoff_hz = 6, .order = 2}},
    {.name = "energy envelope",
     .rate_hz = 1000,
     .frames = 6000,
     .direction = BOTH_WAYS,
     .envelope = {.kind = EMG_ENVELOPE_TKEO, .cutoff_hz = 50, .order = 2}},
    {.name = "centred Gaussian",
     .rate_hz = 1000,
     .frames = 6000,
     .direction = BOTH_WAYS,
     .envelope = {.kind = EMG_ENVELOPE_GAUSSIAN, .window_s = 0.3}},
    {.name = "causal Gaussian",
     .rate_hz = 1000,
     .frames = 6000,
     .direction = CAUSAL,
     .envelope = {.kind = EMG_ENVELOPE_GAUSSIAN, .window_s = 0.3}},
    {.name = "Hilbert envelope",
     .rate_hz = 1000,
     .frames = 6000,
     .direction = BOTH_WAYS,
     .envelope = {.kind = EMG_ENVELOPE_HILBERT}},
    {.name = "causal Hilbert envelope, smoothed",
     .rate_hz = 1000,
     .frames = 6000,
     .direction = CAUSAL,
     .envelope = {.kind = EMG_ENVELOPE_HILBERT, .cutoff_hz = 6, .order = 2}},
    {.name = "causal low-pass envelope",
     .rate_hz = 1000,
     .frames = 5000,
     .direction = CAUSAL,
     .envelope = {.kind = EMG_ENVELOPE_LOW_PASS, .cutoff_hz = 6, .order = 4}},
};

static const settings whole_chains[] = {
    {.name = "band-pass, notch and envelope",
     .rate_hz = 2000,
     .frames = 16000,
     .n_filters = 2,
     .filters =
         {{.kind = EMG_BAND_PASS, .order = 4, .low_hz = 20, .high_hz = 450},
          {.kind = EMG_NOTCH, .low_hz = 50, .q = 10}},
     .direction = BOTH_WAYS,
     .envelope = {.kind = EMG_ENVELOPE_RMS, .window_s = 0.1}},
    {.name = "notch, band-pass and envelope, causal",
     .rate_hz = 2000,
     .frames = 6000,
     .n_filters = 2,
     .filters =
         {{.kind = EMG_NOTCH, .low_hz = 50, .q = 10},
          {.kind = EMG_BAND_PASS, .order = 4, .low_hz = 20, .high_hz = 450}},
     .direction = CAUSAL,
     .envelope = {.kind = EMG_ENVELOPE_RMS, .window_s = 0.1}},
};

START_TEST(every_filter_keeps_the_rules_of_stages)
{
    const settings *s = &filters[_i];
    stage_asks(s->name, build_filters, s, s->rate_hz, s->frames);
}
END_TEST

/* n_filters: the taps */
static const settings firs[] = {
    {.name = "zero-phase FIR",
     .rate_hz = 1000,
     .frames = 7000,
     .n_filters = 301,
     .filters = {{.kind = EMG_BAND_PASS, .low_hz = 20, .high_hz = 400}},
     .direction = BOTH_WAYS},
    {.name = "causal FIR",
     .rate_hz = 1000,
     .frames = 7000,
     .n_filters = 301,
     .filters = {{.kind = EMG_LOW_PASS, .high_hz = 100}},
     .direction = CAUSAL},
    {.name = "zero-phase FIR of three taps",
     .rate_hz = 1000,
     .frames = 4000,
     .n_filters = 3,
     .filters = {{.kind = EMG_HIGH_PASS, .low_hz = 100}},
     .direction = BOTH_WAYS},
};

START_TEST(every_fir_keeps_the_rules_of_stages)
{
    const settings *s = &firs[_i];
    stage_asks(s->name, build_fir, s, s->rate_hz, s->frames);
}
END_TEST

START_TEST(every_envelope_keeps_the_rules_of_stages)
{
    const settings *s = &envelopes[_i];
    stage_asks(s->name, build_envelope, s, s->rate_hz, s->frames);
}
END_TEST

START_TEST(rectifying_keeps_the_rules_of_stages)
{
    bool half_wave = _i;
    stage_asks("rectify", build_rectify, &half_wave, 2000, 5000);
}
END_TEST

START_TEST(refusing_what_is_not_finite_keeps_the_rules_of_stages)
{
    stage_asks("finite", build_finite, NULL, 2000, 5000);
}
END_TEST

static const emg_rate rates[] = {{1000, 1}, {2960, 1}, {58000, 27}, {148, 1}};

START_TEST(another_rate_keeps_the_rules_of_stages)
{
    stage_asks("resample", build_resample, &rates[_i], 2000, 5000);
}
END_TEST

static const emg_rate lower_rates[] = {
    {1000, 1}, {100, 1}, {2000, 1}, {1999, 1}, {300, 7}};

START_TEST(fewer_frames_keep_the_rules_of_stages)
{
    stage_asks("downsample", build_downsample, &lower_rates[_i], 2000, 5000);
}
END_TEST

START_TEST(a_line_that_is_taken_away_keeps_the_rules_of_stages)
{
    stage_asks("detrend", build_detrend, NULL, 2000, 5000);
}
END_TEST

START_TEST(another_unit_keeps_the_rules_of_stages)
{
    stage_asks("unit", build_unit, "mV", 2000, 5000);
}
END_TEST

START_TEST(a_chain_of_stages_keeps_their_rules)
{
    const settings *s = &whole_chains[_i];
    stage_asks(s->name, build_all, s, s->rate_hz, s->frames);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, every_filter_keeps_the_rules_of_stages, 0,
                        sizeof filters / sizeof *filters);
    tcase_add_loop_test(tests, every_fir_keeps_the_rules_of_stages, 0,
                        sizeof firs / sizeof *firs);
    tcase_add_loop_test(tests, every_envelope_keeps_the_rules_of_stages, 0,
                        sizeof envelopes / sizeof *envelopes);
    tcase_add_loop_test(tests, rectifying_keeps_the_rules_of_stages, 0, 2);
    tcase_add_test(tests,
                   refusing_what_is_not_finite_keeps_the_rules_of_stages);
    tcase_add_loop_test(tests, another_rate_keeps_the_rules_of_stages, 0,
                        sizeof rates / sizeof *rates);
    tcase_add_test(tests, another_unit_keeps_the_rules_of_stages);
    tcase_add_loop_test(tests, a_chain_of_stages_keeps_their_rules, 0,
                        sizeof whole_chains / sizeof *whole_chains);
    tcase_add_loop_test(tests, fewer_frames_keep_the_rules_of_stages, 0,
                        sizeof lower_rates / sizeof *lower_rates);
    tcase_add_test(tests, a_line_that_is_taken_away_keeps_the_rules_of_stages);
}

int
main(void)
{
    return unit_main("conform", add);
}
