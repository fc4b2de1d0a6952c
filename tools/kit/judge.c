/* What is longer than all that there is would say nothing but of its edges. */
#include "kit/judge.h"

/* Bare numbers are seconds; who writes so many of them thinks of ms. */
#define LIKELY_MS_S 20

static emg_status
judge_window(const kit_chosen *chosen, double duration_s, emg_error *error)
{
    emg_envelope envelope = kit_envelope(chosen);
    bool windowed = envelope.kind == EMG_ENVELOPE_RMS ||
                    envelope.kind == EMG_ENVELOPE_ARV ||
                    envelope.kind == EMG_ENVELOPE_GAUSSIAN;
    if (!windowed || envelope.window_s <= duration_s)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "a window of %.6g s is longer than the recording, %.6g s%s",
                    envelope.window_s, duration_s,
                    envelope.window_s >= LIKELY_MS_S
                        ? "; milliseconds are written 100ms"
                        : "");
}

static emg_status
judge_taps(int taps, double rate_hz, double duration_s, emg_error *error)
{
    if (taps / rate_hz <= duration_s)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "an FIR of %d weights lasts %.6g s, longer than the "
                    "recording, %.6g s",
                    taps, taps / rate_hz, duration_s);
}

static void
judge_rate(double rate_hz, const emg_source *source)
{
    double own_hz = source->recording.groups[0].rate_hz;
    if (rate_hz > 0 && rate_hz != own_hz)
        emg_warn(&source->listener, source->recording.name, -1,
                 "--rate is for files that name none; this one has %.9g Hz, "
                 "which emg-convert --resample and emg-envelope --output-rate "
                 "change",
                 own_hz);
}

emg_status
kit_judge(const kit_chosen *chosen, const emg_source *source, emg_error *error)
{
    const emg_recording *recording = &source->recording;
    double duration_s = recording->duration_s;
    emg_status status = EMG_OK;
    if (recording->n_groups == 0)
        return EMG_OK;
    judge_rate(chosen->input.rate_hz, source);
    if (duration_s < 0)
        return EMG_OK;
    if (chosen->tool->groups & KIT_ENVELOPE)
        status = judge_window(chosen, duration_s, error);
    for (int g = 0; g < recording->n_groups && !status; g++)
        if (chosen->tool->build && recording->uses[g] == EMG_TREAT)
            status =
                judge_taps(chosen->filtering.taps, recording->groups[g].rate_hz,
                           duration_s, error);
    return status;
}

static void
judge_ends(const kit_chosen *chosen, const emg_source *source,
           const emg_format *format)
{
    emg_filter filters[EMG_MOST_FILTERS];
    int n = kit_sorted_filters(chosen, filters);
    double duration_s = source->recording.duration_s;
    int64_t padding = n > 0 ? emg_filter_padding(format, filters, n, NULL) : 0;
    if (padding > 0 && (double)padding >= duration_s * format->rate_hz)
        emg_warn(&source->listener, source->recording.name, -1,
                 "%.6g s is short for these filters, whose ends need %.6g s "
                 "at %.9g Hz: the ends are less sure",
                 duration_s, (double)padding / format->rate_hz,
                 format->rate_hz);
}

void
kit_judge_ends(const kit_chosen *chosen, const emg_source *source)
{
    const emg_recording *recording = &source->recording;
    if (recording->duration_s < 0 || chosen->filtering.causal ||
        kit_is_fir(&chosen->filtering))
        return;
    for (int g = 0; g < recording->n_groups; g++)
        if (recording->uses[g] == EMG_TREAT)
            judge_ends(chosen, source, &recording->groups[g]);
}
