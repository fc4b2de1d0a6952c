/* Mains hum: heard in mean spectra, taken out where it is strong. */
#include "analysis/clean_step.h"

#include "analysis/clean_tones.h"
#include "base/math.h"
#include "base/memory.h"
#include "filter/mains.h"

#include <math.h>

/* From this ratio of signal to line on, interpolation adds more error than it
 * removes (Abser et al. 2011, CleanEMG); what is followed keeps the limit, so
 * that both act on the same channels. */
#define MOST_RATIO_DB 9
#define LEAST_CONTRAST 1 /* of a harmonic: as much again as is there anyway */
#define LOW_HZ 20        /* of the signal that a line is compared with */
#define HIGH_HZ 450
#define HIGHEST 0.45 /* of the rate */

static double
mains_hz(const emg_sink *heard, const emg_cleaning *cleaning)
{
    if (cleaning->line_hz > 0)
        return cleaning->line_hz;
    return emg_clean_tones_share(heard, 60) > emg_clean_tones_share(heard, 50)
               ? 60
               : 50;
}

static double
ratio_db(const emg_tones *tones, double hz)
{
    double line = emg_tones_lines(tones, hz);
    double rest = emg_tones_band(tones, LOW_HZ, HIGH_HZ) - line;
    return line > 0 ? 10 * emg_log10(fmax(rest, 0) / line) : HUGE_VAL;
}

/* Whether the hum of a channel is to be taken out. */
static bool
is_due(const emg_tones *tones, double hz, const emg_cleaning *cleaning)
{
    return tones->n > 0 && (cleaning->line == EMG_LINE_ALWAYS ||
                            ratio_db(tones, hz) < MOST_RATIO_DB);
}

static emg_sink *
line_listen(const emg_recording *recording, const emg_cleaning *cleaning,
            emg_error *error)
{
    (void)cleaning;
    return emg_clean_tones_create(recording, error);
}

static void
add_harmonics(emg_line_list *list, const emg_tones *tones, double hz,
              double rate_hz, emg_line_use use)
{
    for (int m = 1; m * hz < HIGHEST * rate_hz; m++)
        if (use == EMG_LINE_ALWAYS ||
            emg_tones_contrast(tones, m * hz) >= LEAST_CONTRAST)
            emg_clean_add_line(list, m * hz);
}

static emg_stage *
interpolate(const emg_format *in, int index, const emg_cleaning *cleaning,
            const emg_sink *heard, emg_error *error)
{
    double hz = mains_hz(heard, cleaning);
    emg_line_list *lists =
        emg_new((size_t)in->n_channels, sizeof *lists, error);
    if (!lists)
        return NULL;
    for (int c = 0; c < in->n_channels; c++) {
        emg_tones tones = emg_clean_tones_of(heard, index, c);
        if (is_due(&tones, hz, cleaning))
            add_harmonics(&lists[c], &tones, hz, in->rate_hz, cleaning->line);
    }
    emg_stage *stage = emg_interpolate_create(in, lists, error);
    emg_free(lists);
    return stage;
}

static emg_stage *
follow(const emg_format *in, int index, const emg_cleaning *cleaning,
       const emg_sink *heard, emg_error *error)
{
    double hz = mains_hz(heard, cleaning);
    bool *on = emg_new((size_t)in->n_channels, sizeof *on, error);
    if (!on)
        return NULL;
    for (int c = 0; c < in->n_channels; c++) {
        emg_tones tones = emg_clean_tones_of(heard, index, c);
        on[c] = is_due(&tones, hz, cleaning);
    }
    emg_stage *stage = emg_mains_stage_create(in, hz, on, error);
    emg_free(on);
    return stage;
}

static emg_stage *
line_stage(const emg_format *in, int index, const emg_cleaning *cleaning,
           const emg_sink *heard, emg_error *error)
{
    return cleaning->interpolate
               ? interpolate(in, index, cleaning, heard, error)
               : follow(in, index, cleaning, heard, error);
}

static void
line_tell(const emg_sink *heard, int index, int lane,
          const emg_cleaning *cleaning, emg_cleaned *row)
{
    emg_tones tones = emg_clean_tones_of(heard, index, lane);
    row->hz = mains_hz(heard, cleaning);
    row->ratio_db = ratio_db(&tones, row->hz);
    if (tones.n == 0)
        row->state = EMG_CLEANED_TOO_SHORT;
    else if (row->found == 0)
        row->state = EMG_CLEANED_NOT_NEEDED;
}

static bool
line_asked(const emg_cleaning *cleaning)
{
    return cleaning->line != EMG_LINE_OFF;
}

const emg_clean_step emg_clean_line = {
    .name = "line",
    .asked = line_asked,
    .listen = line_listen,
    .stage = line_stage,
    .tell = line_tell,
};
