/* How envelopes are made, in words that fingerprints can be taken of. */
#include "kit/reference.h"

#include "base/bytes.h"

static void
tell_filter(emg_text *text, const emg_filter *filter)
{
    static const char *const kinds[] = {"low-pass",  "high-pass", "band",
                                        "band-stop", "notch",     "comb"};
    static const char *const designs[] = {"butterworth", "chebyshev1",
                                          "chebyshev2", "bessel", "elliptic"};
    emg_text_add(text, kinds[filter->kind]);
    const double numbers[] = {filter->low_hz, filter->high_hz};
    for (int i = 0; i < 2; i++) {
        emg_text_add(text, " ");
        emg_text_add_number(text, numbers[i]);
    }
    if (kit_stops_line(filter)) {
        emg_text_add(text, " Q ");
        emg_text_add_number(text, filter->q);
    } else {
        emg_text_format(text, " %s %d", designs[filter->design], filter->order);
    }
    if (filter->design != EMG_BUTTERWORTH && !kit_stops_line(filter)) {
        emg_text_add(text, " ");
        emg_text_add_number(text, filter->ripple_db);
        emg_text_add(text, " ");
        emg_text_add_number(text, filter->attenuation_db);
    }
    emg_text_add(text, "; ");
}

static void
tell_envelope(emg_text *text, const emg_envelope *envelope, double rate_hz)
{
    static const char *const kinds[] = {"lowpass", "rms",      "arv",
                                        "tkeo",    "gaussian", "hilbert"};
    bool windowed = envelope->kind == EMG_ENVELOPE_RMS ||
                    envelope->kind == EMG_ENVELOPE_ARV ||
                    envelope->kind == EMG_ENVELOPE_GAUSSIAN;
    emg_text_format(text, "%s ", kinds[envelope->kind]);
    emg_text_add_number(text, windowed
                                  ? emg_envelope_window_s(envelope, rate_hz)
                                  : envelope->cutoff_hz);
}

emg_status
kit_settings_tell(emg_text *settings, char hash[33],
                  const emg_conditioning *conditioning, double rate_hz,
                  emg_error *error)
{
    emg_filter filters[EMG_MOST_FILTERS];
    emg_direction how = conditioning->direction;
    emg_conditioning_filters(conditioning, rate_hz, filters);
    for (int i = 0; i < conditioning->n_filters; i++)
        tell_filter(settings, &filters[i]);
    emg_text_add(settings, !how.zero_phase   ? "causal; "
                           : how.uncorrected ? "zero-phase uncorrected; "
                                             : "zero-phase; ");
    tell_envelope(settings, &conditioning->envelope, rate_hz);
    if (settings->status)
        return emg_fail(error, settings->status, "no memory for settings");
    emg_bytes *bytes = emg_bytes_from_memory(settings->chars, settings->length,
                                             "settings", error);
    emg_status status =
        bytes ? emg_bytes_fingerprint(bytes, hash, error) : EMG_NO_MEMORY;
    emg_bytes_close(bytes);
    return status;
}
