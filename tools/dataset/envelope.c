/* Envelopes of a recording's EMG channels, as a recording beside its tables. */
#include "dataset/level.h"

#include "base/memory.h"
#include "dataset/describe.h"
#include "kit/conditioning.h"
#include "kit/rate.h"

#include <string.h>

/* The same filters as of the analysis, so that its thresholds and amplitudes
 * can be looked up. */
emg_status
dataset_envelope_build(emg_chain *chain, const kit_chosen *chosen,
                       emg_error *error)
{
    const dataset_settings *s = chosen->own;
    emg_filter filters[EMG_MOST_FILTERS];
    emg_conditioning how;
    emg_status status = kit_conditioning_choose(&how, chosen, error);
    if (status)
        return status;
    emg_conditioning_filters(&how, emg_chain_format(chain)->rate_hz, filters);
    status = kit_add_in_order(chain, chosen, filters, how.n_filters, error);
    if (!status)
        status = emg_envelope_add(chain, &how.envelope, how.direction, error);
    return !status && s->rate
               ? kit_rate_add(chain, s->rate, &how.envelope, error)
               : status;
}

emg_status
dataset_envelope_check(const kit_chosen *chosen, emg_error *error)
{
    const dataset_settings *s = chosen->own;
    if (s->rate && !s->with_envelope)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--output-rate belongs to --with-envelope");
    return s->rate ? kit_rate_read("output-rate", s->rate, NULL, error)
                   : EMG_OK;
}

/* ---- what the sidecar says ----------------------------------------------- */

static void
add_setting(emg_text *to, const char *name, double value)
{
    emg_text_format(to, "\"%s\":", name);
    emg_text_add_number(to, value);
}

static void
add_filter(emg_text *to, const emg_filter *filter)
{
    static const char *const names[] = {
        [EMG_HIGH_PASS] = "Highpass", [EMG_LOW_PASS] = "Lowpass",
        [EMG_BAND_PASS] = "Bandpass", [EMG_BAND_STOP] = "Bandstop",
        [EMG_NOTCH] = "Notch",        [EMG_COMB] = "Comb"};
    bool stops_line = kit_stops_line(filter);
    emg_text_format(to, "\"%s\":{", names[filter->kind]);
    add_setting(to, stops_line ? "Q" : "Order",
                stops_line ? filter->q : filter->order);
    if (filter->low_hz > 0) {
        emg_text_add(to, ",");
        add_setting(to, stops_line ? "Frequency (Hz)" : "Low cutoff (Hz)",
                    filter->low_hz);
    }
    if (filter->high_hz > 0) {
        emg_text_add(to, ",");
        add_setting(to, "High cutoff (Hz)", filter->high_hz);
    }
    emg_text_add(to, "},");
}

static void
add_envelope(emg_text *to, const emg_envelope *envelope)
{
    emg_text_add(to, "\"Rectification\":{\"Wave\":\"full\"},");
    if (envelope->kind == EMG_ENVELOPE_LOW_PASS) {
        emg_text_add(to, "\"Envelope\":{\"Kind\":\"lowpass\",");
        add_setting(to, "Cutoff (Hz)", envelope->cutoff_hz);
    } else {
        emg_text_format(to, "\"Envelope\":{\"Kind\":\"%s\",",
                        envelope->kind == EMG_ENVELOPE_RMS ? "rms" : "arv");
        if (envelope->window_frames > 0)
            add_setting(to, "Window (samples)",
                        (double)envelope->window_frames);
        else
            add_setting(to, "Window (s)", envelope->window_s);
    }
    emg_text_add(to, "}");
}

static emg_status
add_software_filters(emg_text *to, const kit_chosen *chosen, double rate_hz,
                     emg_error *error)
{
    emg_conditioning how;
    emg_filter filters[EMG_MOST_FILTERS];
    emg_status status = kit_conditioning_choose(&how, chosen, error);
    if (status)
        return status;
    emg_conditioning_filters(&how, rate_hz, filters);
    emg_text_add(to, ",\"SoftwareFilters\":{");
    for (int i = 0; i < how.n_filters; i++)
        add_filter(to, &filters[i]);
    add_envelope(to, &how.envelope);
    emg_text_add(to, "}");
    return EMG_OK;
}

/* How many channels leave, and the rate of the first. */
static emg_status
count_channels(const emg_recording *recording, const kit_chosen *chosen, int *n,
               double *rate_hz, emg_error *error)
{
    size_t room = (size_t)emg_recording_channels(recording);
    emg_use *uses = emg_new(room, sizeof *uses, error);
    emg_status status =
        uses ? kit_uses(chosen, recording, uses, error) : EMG_NO_MEMORY;
    *n = 0;
    for (size_t i = 0; i < room && !status; i++) {
        int group;
        if (uses[i] != EMG_TREAT)
            continue;
        emg_recording_channel(recording, (int)i + 1, &group);
        if ((*n)++ == 0)
            *rate_hz = recording->groups[group].rate_hz;
    }
    emg_free(uses);
    return status;
}

static double
rate_leaving(const dataset_settings *s, double rate_hz)
{
    emg_rate rate;
    if (!s->rate || kit_rate_read("output-rate", s->rate, &rate, NULL))
        return rate_hz;
    return (double)rate.samples / (double)rate.seconds;
}

static emg_status
describe(emg_text *to, const dataset_table *about, const kit_chosen *chosen,
         emg_error *error)
{
    int n;
    double rate_hz = 0;
    dataset_table own = *about;
    emg_text more = {0};
    emg_status status =
        count_channels(about->recording, chosen, &n, &rate_hz, error);
    if (!status)
        status = add_software_filters(&more, chosen, rate_hz, error);
    emg_text_format(&more, ",\"EMGChannelCount\":%d", n);
    if (about->recording->duration_s >= 0) {
        emg_text_add(&more, ",\"RecordingDuration\":");
        emg_text_add_number(&more, about->recording->duration_s);
    }
    if (!status && more.status)
        status = emg_fail(error, more.status, "no memory for a description");
    own.rate_hz = rate_leaving(chosen->own, rate_hz);
    own.more = more.chars;
    if (!status)
        status = dataset_describe(to, &own, chosen, error);
    emg_text_free(&more);
    return status;
}

emg_status
dataset_envelope_add(kit_table *table, const emg_recording *recording,
                     const json_t *fields, const kit_chosen *chosen,
                     emg_error *error)
{
    static const char *const none[] = {NULL};
    const dataset_settings *s = chosen->own;
    const dataset_table about = {
        .description = "Envelopes of the EMG channels; its annotations are "
                       "those of the recording and the co-contraction found "
                       "in it. Measurements, no diagnosis.",
        .columns = none,
        .recording = recording,
        .path = table->path,
        .fields = fields};
    if (!s->with_envelope)
        return EMG_OK;
    kit_extra_add(table, DATASET_ENVELOPE ".bdf")->recording = true;
    return describe(&kit_extra_add(table, DATASET_ENVELOPE ".json")->text,
                    &about, chosen, error);
}
