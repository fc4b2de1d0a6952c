/* Filters as a laboratory names them, made into one cascade. */
#include "emg/filter.h"

#include "filter/cascade.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static emg_status
design(emg_sos *sos, const emg_filter *filter, double rate_hz, int passes,
       emg_error *error)
{
    static const emg_band bands[] = {
        [EMG_LOW_PASS] = EMG_BAND_LOW,
        [EMG_HIGH_PASS] = EMG_BAND_HIGH,
        [EMG_BAND_PASS] = EMG_BAND_PASSES,
        [EMG_BAND_STOP] = EMG_BAND_STOPS,
    };
    if (filter->kind == EMG_NOTCH)
        return emg_notch(sos, filter->low_hz, filter->q, rate_hz, error);
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

static void
say_hz(char *text, size_t size, const char *name, double hz)
{
    char digits[EMG_NUMBER_SIZE];
    size_t used = strlen(text);
    emg_number_print(digits, hz);
    /* a text that is full stays as it is: half a word would mislead */
    if (used + strlen(name) + strlen(digits) + 5 <= size)
        snprintf(text + used, size - used, "%s%s:%sHz", used ? " " : "", name,
                 digits);
}

/* The prefilter text in EDF's words: HP, LP, N; BS for a band-stop. */
static void
say(emg_channel *channel, const emg_filter *filter)
{
    char *text = channel->prefilter;
    size_t size = sizeof channel->prefilter;
    if (filter->kind == EMG_HIGH_PASS || filter->kind == EMG_BAND_PASS)
        say_hz(text, size, "HP", filter->low_hz);
    if (filter->kind == EMG_LOW_PASS || filter->kind == EMG_BAND_PASS)
        say_hz(text, size, "LP", filter->high_hz);
    if (filter->kind == EMG_NOTCH)
        say_hz(text, size, "N", filter->low_hz);
    if (filter->kind == EMG_BAND_STOP) {
        say_hz(text, size, "BS", filter->low_hz);
        say_hz(text, size, "to", filter->high_hz);
    }
}

static void
describe(emg_stage *stage, const emg_filter *filters, int n)
{
    for (int c = 0; c < stage->out.n_channels; c++) {
        for (int i = 0; i < n; i++)
            say(&stage->out.channels[c], &filters[i]);
        stage->out.channels[c].rectified = false;
        stage->out.channels[c].step = 0; /* no digital steps any more */
        stage->out.channels[c].scale.bytes = 0;
    }
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
    if (stage)
        describe(stage, filters, n);
    return stage;
}
