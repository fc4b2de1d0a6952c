/* Filters without recursion, as a stage. */
#include "emg/filter.h"

#include "base/math.h"
#include "base/memory.h"
#include "dsp/fir.h"
#include "dsp/remez.h"
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

/* n weights, which are given back, as a stage. */
static emg_stage *
convolve(const emg_format *in, const emg_filter *filter, double *weights, int n,
         emg_direction direction, emg_error *error)
{
    emg_convolution how = {.taps = weights,
                           .n = n,
                           .centred = direction.zero_phase,
                           .ends = EMG_ENDS_ODD};
    emg_stage *stage = emg_convolve_create(in, &how, error);
    if (stage)
        emg_describe(stage, filter, 1, n);
    emg_free(weights);
    return stage;
}

emg_stage *
emg_fir_create(const emg_format *in, const emg_filter *filter, int taps,
               emg_direction direction, emg_error *error)
{
    double *weights =
        emg_new(taps > 0 ? (size_t)taps : 0, sizeof *weights, error);
    if (weights && !design(weights, in, filter, taps, error))
        return convolve(in, filter, weights, taps, direction, error);
    emg_free(weights);
    return NULL;
}

/* ---- equiripple --------------------------------------------------------- */

typedef struct ripples {
    emg_remez_band bands[3];
    int n;
    double pass, stop; /* greatest errors */
} ripples;

static void
add_band(ripples *self, double low, double high, bool passes)
{
    self->bands[self->n++] = (emg_remez_band){
        low, high, passes, 1 / (passes ? self->pass : self->stop)};
}

static emg_status
refuse_transition(double transition_hz, double rate_hz, emg_error *error)
{
    return emg_fail(error, EMG_BAD_OPTION,
                    "a transition of %.6g Hz does not fit between the edges, "
                    "0 and half the rate, %.6g Hz: narrow it",
                    transition_hz, rate_hz / 2);
}

/* Bands between 0, the edges and half the rate, transitions left out. */
static emg_status
find_bands(ripples *self, const emg_filter *filter, double rate_hz,
           double transition_hz, emg_error *error)
{
    const bool passes_low =
        filter->kind == EMG_LOW_PASS || filter->kind == EMG_BAND_STOP;
    const double edges[] = {filter->kind == EMG_LOW_PASS ? filter->high_hz
                                                         : filter->low_hz,
                            filter->high_hz};
    int n_edges = filter->kind >= EMG_BAND_PASS ? 2 : 1;
    double half = transition_hz / 2, low = 0;
    double swing = emg_pow(10, filter->ripple_db / 20);
    self->pass = (swing - 1) / (swing + 1);
    self->stop = emg_pow(10, -filter->attenuation_db / 20);
    for (int i = 0; i < n_edges; i++) {
        if (!(edges[i] - half > low))
            return refuse_transition(transition_hz, rate_hz, error);
        add_band(self, low / rate_hz, (edges[i] - half) / rate_hz,
                 passes_low == (i % 2 == 0));
        low = edges[i] + half;
    }
    if (!(low < rate_hz / 2))
        return refuse_transition(transition_hz, rate_hz, error);
    add_band(self, low / rate_hz, 0.5, passes_low == (n_edges % 2 == 0));
    return EMG_OK;
}

/* n weights that the caller frees, and their greatest error in parts of what
 * is allowed. */
static double *
weights_of(const ripples *self, int n, double *largest, emg_error *error)
{
    double *weights = emg_new((size_t)n, sizeof *weights, error);
    if (weights &&
        emg_remez_design(weights, n, self->bands, self->n, largest, error)) {
        emg_free(weights);
        return NULL;
    }
    return weights;
}

static double *
too_many(double transition_hz, emg_error *error)
{
    emg_fail(error, EMG_BAD_OPTION,
             "a transition of %.6g Hz needs more than %d weights: widen it, "
             "or allow more ripple or less attenuation",
             transition_hz, EMG_MOST_EQUIRIPPLE);
    return NULL;
}

/* From the estimate up until it is good enough, or down until it is not. */
static double *
fewest(const ripples *self, int *n, double transition, double rate_hz,
       emg_error *error)
{
    double largest = 0, less = 0;
    *n = emg_remez_length(self->pass, self->stop, transition);
    if (*n > EMG_MOST_EQUIRIPPLE)
        return too_many(transition * rate_hz, error);
    double *weights = weights_of(self, *n, &largest, error);
    while (weights && largest > 1) {
        emg_free(weights);
        *n += 2;
        if (*n > EMG_MOST_EQUIRIPPLE)
            return too_many(transition * rate_hz, error);
        weights = weights_of(self, *n, &largest, error);
    }
    while (weights && *n > 3) {
        double *shorter = weights_of(self, *n - 2, &less, NULL);
        if (!shorter || less > 1) {
            emg_free(shorter);
            break;
        }
        emg_free(weights);
        weights = shorter;
        *n -= 2;
    }
    return weights;
}

emg_stage *
emg_equiripple_create(const emg_format *in, const emg_filter *filter, int taps,
                      double transition_hz, emg_direction direction,
                      emg_error *error)
{
    ripples bands = {.n = 0};
    double *weights = NULL;
    if (taps != 0 && (taps < 3 || taps > EMG_MOST_EQUIRIPPLE || taps % 2 == 0))
        emg_fail(error, EMG_BAD_OPTION,
                 "%d weights: an equiripple filter has an odd number from 3 to "
                 "%d",
                 taps, EMG_MOST_EQUIRIPPLE);
    else if (filter->kind > EMG_BAND_STOP)
        emg_fail(error, EMG_BAD_OPTION, "a notch or a comb is no FIR filter");
    else if (!find_bands(&bands, filter, in->rate_hz, transition_hz, error))
        weights = taps > 0 ? weights_of(&bands, taps, NULL, error)
                           : fewest(&bands, &taps, transition_hz / in->rate_hz,
                                    in->rate_hz, error);
    return weights ? convolve(in, filter, weights, taps, direction, error)
                   : NULL;
}
