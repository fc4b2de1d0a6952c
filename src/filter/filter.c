/* Filters as a laboratory names them, made into one cascade. */
#include "emg/filter.h"

#include "filter/cascade.h"
#include "filter/describe.h"

#include "dsp/design.h"

#include <math.h>

static const emg_band bands[] = {
    [EMG_LOW_PASS] = EMG_BAND_LOW,
    [EMG_HIGH_PASS] = EMG_BAND_HIGH,
    [EMG_BAND_PASS] = EMG_BAND_PASSES,
    [EMG_BAND_STOP] = EMG_BAND_STOPS,
};

/* All but Butterworth. What each pass does to the level adds up in dB. */
static emg_status
design_other(emg_sos *sos, const emg_filter *filter, double rate_hz, int passes,
             emg_error *error)
{
    static const emg_shape shapes[] = {
        [EMG_CHEBYSHEV_1] = EMG_SHAPE_CHEBYSHEV_1,
        [EMG_CHEBYSHEV_2] = EMG_SHAPE_CHEBYSHEV_2,
        [EMG_BESSEL] = EMG_SHAPE_BESSEL,
        [EMG_ELLIPTIC] = EMG_SHAPE_ELLIPTIC,
    };
    emg_recipe recipe = {.shape = shapes[filter->design],
                         .band = bands[filter->kind],
                         .order = filter->order,
                         .low_hz = filter->low_hz,
                         .high_hz = filter->high_hz,
                         .ripple_db = filter->ripple_db / passes,
                         .attenuation_db = filter->attenuation_db / passes};
    return emg_recipe_design(sos, &recipe, rate_hz, error);
}

static emg_status
design(emg_sos *sos, const emg_filter *filter, double rate_hz, int passes,
       emg_error *error)
{
    if (filter->kind == EMG_NOTCH)
        return emg_notch(sos, filter->low_hz, filter->q, rate_hz, error);
    if (filter->kind == EMG_COMB)
        return emg_comb(sos, filter->low_hz, filter->q, rate_hz, error);
    if (filter->design != EMG_BUTTERWORTH)
        return design_other(sos, filter, rate_hz, passes, error);
    return emg_butterworth(sos, bands[filter->kind], filter->order,
                           filter->low_hz, filter->high_hz, rate_hz, passes,
                           error);
}

static double
lowest_edge(const emg_filter *filter)
{
    return filter->kind == EMG_LOW_PASS ? filter->high_hz : filter->low_hz;
}

/* Frames of odd extension at each end: as scipy has it by default for the
 * order, and at least one period of the lowest edge. */
static int64_t
padding_of(const emg_sos *sos, const emg_filter *filters, int n, double rate_hz)
{
    double lowest = lowest_edge(&filters[0]);
    for (int i = 1; i < n; i++)
        lowest = fmin(lowest, lowest_edge(&filters[i]));
    int64_t by_order = 3 * (2 * (int64_t)sos->n + 1);
    int64_t by_edge = (int64_t)ceil(rate_hz / lowest);
    return by_order > by_edge ? by_order : by_edge;
}

static emg_status
design_all(emg_sos *sos, const emg_format *in, const emg_filter *filters, int n,
           int passes, emg_error *error)
{
    if (n < 1)
        return emg_fail(error, EMG_BAD_OPTION, "no filter was asked for");
    for (int i = 0; i < n; i++)
        if (design(sos, &filters[i], in->rate_hz, passes, error))
            return EMG_BAD_OPTION;
    return EMG_OK;
}

int64_t
emg_filter_padding(const emg_format *in, const emg_filter *filters, int n,
                   emg_error *error)
{
    emg_sos sos = {0};
    if (design_all(&sos, in, filters, n, 1, error))
        return 0;
    return padding_of(&sos, filters, n, in->rate_hz);
}

/* In the middle of what all filters pass, in octaves; 0 Hz where that is
 * passed. */
static double
middle_hz(const emg_filter *filters, int n, double rate_hz)
{
    double low = 0, high = rate_hz / 2;
    for (int i = 0; i < n; i++) {
        const emg_filter *f = &filters[i];
        if (f->kind == EMG_HIGH_PASS || f->kind == EMG_BAND_PASS)
            low = fmax(low, f->low_hz);
        if (f->kind == EMG_LOW_PASS || f->kind == EMG_BAND_PASS)
            high = fmin(high, f->high_hz);
    }
    return sqrt(low * high);
}

static emg_delay
delay_of(const emg_sos *sos, const emg_filter *filters, int n, double rate_hz)
{
    double hz = middle_hz(filters, n, rate_hz);
    return (emg_delay){emg_sos_delay(sos, hz, rate_hz) / rate_hz, hz};
}

emg_stage *
emg_filter_create(const emg_format *in, const emg_filter *filters, int n,
                  emg_direction direction, emg_error *error)
{
    emg_sos sos = {0};
    int passes = direction.zero_phase && !direction.uncorrected ? 2 : 1;

    if (design_all(&sos, in, filters, n, passes, error))
        return NULL;
    int64_t padding = padding_of(&sos, filters, n, in->rate_hz);
    emg_stage *stage = direction.zero_phase
                           ? emg_zero_phase_create(in, &sos, padding, error)
                           : emg_cascade_create(in, &sos, error);
    if (!stage)
        return NULL;
    if (!direction.zero_phase)
        stage->delay = delay_of(&sos, filters, n, in->rate_hz);
    emg_describe(stage, filters, n, 0);
    return stage;
}
