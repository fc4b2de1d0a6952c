/* Filters without recursion, as a stage. */
#include "emg/filter.h"

#include "base/memory.h"
#include "dsp/fir.h"
#include "filter/convolve.h"
#include "filter/describe.h"

static emg_status
design(double *weights, const emg_format *in, const emg_filter *filter,
       int taps, emg_error *error)
{
    static const emg_band bands[] = {
        [EMG_LOW_PASS] = EMG_BAND_LOW,
        [EMG_HIGH_PASS] = EMG_BAND_HIGH,
        [EMG_BAND_PASS] = EMG_BAND_PASSES,
        [EMG_BAND_STOP] = EMG_BAND_STOPS,
    };
    if (filter->kind > EMG_BAND_STOP)
        return emg_fail(error, EMG_BAD_OPTION,
                        "a notch or a comb is no FIR filter");
    return emg_fir_design(weights, taps, bands[filter->kind], filter->low_hz,
                          filter->high_hz, in->rate_hz, error);
}

emg_stage *
emg_fir_create(const emg_format *in, const emg_filter *filter, int taps,
               emg_direction direction, emg_error *error)
{
    emg_stage *stage = NULL;
    double *weights =
        emg_new(taps > 0 ? (size_t)taps : 0, sizeof *weights, error);
    emg_convolution how = {.taps = weights,
                           .n = taps,
                           .centred = direction.zero_phase,
                           .ends = EMG_ENDS_ODD};
    if (weights && !design(weights, in, filter, taps, error))
        stage = emg_convolve_create(in, &how, error);
    if (stage)
        emg_describe(stage, filter, 1, taps);
    emg_free(weights);
    return stage;
}
