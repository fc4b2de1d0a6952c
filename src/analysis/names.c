/* The words of tables for states, findings and classes; defaults. */
#include "emg/analysis.h"

#include <math.h>

#define HIGHEST_EDGE 0.45 /* of the rate */

const char *
emg_state_name(emg_state state)
{
    static const char *const names[] = {
        [EMG_STATE_OK] = "ok",
        [EMG_STATE_TOO_SHORT] = "too_short",
        [EMG_STATE_NO_REST] = "no_rest",
        [EMG_STATE_NO_CONTRAST] = "no_contrast",
        [EMG_STATE_SILENT] = "silent",
        [EMG_STATE_FLAT] = "flat",
        [EMG_STATE_CLIPPED] = "clipped",
        [EMG_STATE_UNDEFINED] = "undefined",
        [EMG_STATE_TOO_LONG] = "too_long",
        [EMG_STATE_NO_REFERENCE] = "no_reference",
    };
    return names[state];
}

const char *
emg_finding_name(emg_finding_type type)
{
    static const char *const names[] = {
        [EMG_SUSTAINED_COCONTRACTION] = "sustained_cocontraction",
        [EMG_CROSSTALK_SUSPECT] = "crosstalk_suspect",
        [EMG_ALTERNATING_TREMOR] = "alternating_tremor",
        [EMG_NOT_ANALYSED] = "not_analysed",
    };
    return names[type];
}

const char *
emg_duration_class(double duration_s)
{
    return duration_s < 0.5 ? "burst" : duration_s < 2 ? "sustained" : "tonic";
}

emg_conditioning
emg_conditioning_default(void)
{
    return (emg_conditioning){
        .filters =
            {{.kind = EMG_BAND_PASS, .order = 2, .low_hz = 20, .high_hz = 450}},
        .n_filters = 1,
        .clamped = true,
        .direction = {.zero_phase = true},
        .envelope = {.kind = EMG_ENVELOPE_LOW_PASS,
                     .window_s = 0.1,
                     .cutoff_hz = 6,
                     .order = 2},
    };
}

void
emg_conditioning_filters(const emg_conditioning *conditioning, double rate_hz,
                         emg_filter filters[EMG_MOST_FILTERS])
{
    for (int i = 0; i < conditioning->n_filters; i++) {
        filters[i] = conditioning->filters[i];
        if (conditioning->clamped && filters[i].kind == EMG_BAND_PASS)
            filters[i].high_hz =
                fmin(filters[i].high_hz, HIGHEST_EDGE * rate_hz);
    }
}

emg_pair
emg_pair_default(int a, int b)
{
    return (emg_pair){.a = a,
                      .b = b,
                      .on_sd = 4,
                      .off_sd = 2,
                      .floor_mvc = 5,
                      .gap_s = 0.125,
                      .min_duration_s = 0.5,
                      .min_balance = 50,
                      .max_correlation = 0.30,
                      .points = 5,
                      .enough = 1,
                      .false_alarm = 0.05};
}
