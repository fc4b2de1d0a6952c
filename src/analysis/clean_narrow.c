/* Narrow lines that stand out of mean spectra, wherever they come from. */
#include "analysis/clean_step.h"

#include "analysis/clean_tones.h"
#include "base/memory.h"

static emg_sink *
narrow_listen(const emg_recording *recording, const emg_cleaning *cleaning,
              emg_error *error)
{
    (void)cleaning;
    return emg_clean_tones_create(recording, error);
}

static emg_stage *
narrow_stage(const emg_format *in, int index, const emg_cleaning *cleaning,
             const emg_sink *heard, emg_error *error)
{
    emg_line_list *lists =
        emg_new((size_t)in->n_channels, sizeof *lists, error);
    (void)cleaning;
    if (!lists)
        return NULL;
    for (int c = 0; c < in->n_channels; c++)
        emg_clean_add_narrow(&lists[c], heard, index, c);
    emg_stage *stage = emg_interpolate_create(in, lists, error);
    emg_free(lists);
    return stage;
}

static void
narrow_tell(const emg_sink *heard, int index, int lane,
            const emg_cleaning *cleaning, emg_cleaned *row)
{
    (void)cleaning;
    if (emg_clean_tones_of(heard, index, lane).n == 0)
        row->state = EMG_CLEANED_TOO_SHORT;
    else if (row->found == 0)
        row->state = EMG_CLEANED_NOT_NEEDED;
}

static bool
narrow_asked(const emg_cleaning *cleaning)
{
    return cleaning->narrow;
}

const emg_clean_step emg_clean_narrow = {
    .name = "narrow",
    .asked = narrow_asked,
    .listen = narrow_listen,
    .stage = narrow_stage,
    .tell = narrow_tell,
};
