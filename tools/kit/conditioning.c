/* Defaults of surface EMG where the command line is silent. */
#include "kit/conditioning.h"

#include "kit/mask.h"

#define LEAST_RATE_HZ 200  /* below it lie exported envelopes */
#define USUAL_RATE_HZ 1000 /* of surface EMG, at least */

static bool
has_band(const emg_filter *filters, int n)
{
    for (int i = 0; i < n; i++)
        if (!kit_stops_line(&filters[i]))
            return true;
    return false;
}

static emg_status
judge_rate(const emg_format *format, const emg_conditioning *conditioning,
           kit_table *notes, emg_error *error)
{
    emg_filter filters[EMG_MOST_FILTERS];
    int last = conditioning->n_filters - 1;
    if (format->rate_hz < LEAST_RATE_HZ)
        return emg_fail(error, EMG_BAD_FILE,
                        "%.6g Hz is too low for EMG: are these envelopes "
                        "already?",
                        format->rate_hz);
    if (format->rate_hz < USUAL_RATE_HZ)
        kit_note(notes, "%.6g Hz is a low rate for EMG; 1000 Hz is usual",
                 format->rate_hz);
    emg_conditioning_filters(conditioning, format->rate_hz, filters);
    if (filters[last].high_hz < conditioning->filters[last].high_hz)
        kit_note(notes, "the band ends at %.6g Hz, 0.45 of the rate",
                 filters[last].high_hz);
    return EMG_OK;
}

emg_status
kit_conditioning_choose(emg_conditioning *conditioning,
                        const kit_chosen *chosen, emg_error *error)
{
    emg_filter band = emg_conditioning_default().filters[0];

    if (kit_is_fir(&chosen->filtering))
        return emg_fail(error, EMG_BAD_OPTION,
                        "an FIR is for emg-filter and emg-envelope; filter "
                        "first");
    if (chosen->enveloping.kind > EMG_ENVELOPE_ARV)
        return emg_fail(error, EMG_BAD_OPTION,
                        "this analysis knows the noise of --envelope lowpass, "
                        "rms and arv only");

    *conditioning = emg_conditioning_default();
    conditioning->direction = kit_direction(chosen);
    conditioning->envelope = kit_envelope(chosen);
    if (conditioning->envelope.cutoff_hz <= 0) /* ends are padded alike */
        conditioning->envelope.cutoff_hz =
            emg_conditioning_default().envelope.cutoff_hz;
    conditioning->n_filters = kit_sorted_filters(chosen, conditioning->filters);
    conditioning->clamped =
        !has_band(conditioning->filters, conditioning->n_filters);
    if (conditioning->clamped) {
        if (conditioning->n_filters == EMG_MOST_FILTERS)
            return emg_fail(error, EMG_BAD_OPTION, "too many filters");
        kit_complete_filter(&chosen->filtering, &band);
        conditioning->filters[conditioning->n_filters++] = band;
    }
    return EMG_OK;
}

emg_status
kit_conditioning(emg_conditioning *conditioning, const kit_chosen *chosen,
                 const emg_recording *recording, kit_table *notes,
                 emg_error *error)
{
    emg_status status = kit_conditioning_choose(conditioning, chosen, error);
    for (int g = 0; g < recording->n_groups && !status; g++)
        if (conditioning->clamped && recording->uses[g] == EMG_TREAT)
            status =
                judge_rate(&recording->groups[g], conditioning, notes, error);
    if (status || !chosen->input.mask)
        return status;
    conditioning->mask =
        kit_mask_read(chosen->input.mask, recording, notes, error);
    return conditioning->mask ? EMG_OK : error->status;
}

void
kit_conditioning_clear(emg_conditioning *conditioning)
{
    emg_mask_destroy(conditioning->mask);
    conditioning->mask = NULL;
}
