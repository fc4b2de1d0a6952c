/* Mains hum and other narrow lines: heard in mean spectra, taken out where they
 * are strong enough that taking them out does less harm. */
#include "analysis/clean_step.h"

#include "analysis/clean_tones.h"
#include "base/math.h"
#include "base/memory.h"

#include <math.h>

/* From this ratio of signal to line on, interpolation adds more error than it
 * removes (Abser et al. 2011, CleanEMG). */
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

static void
add_mains(emg_line_list *list, const emg_tones *tones, double hz,
          double rate_hz, emg_line_use use)
{
    if (use == EMG_LINE_OFF ||
        (use == EMG_LINE_AUTO && !(ratio_db(tones, hz) < MOST_RATIO_DB)))
        return;
    for (int m = 1; m * hz < HIGHEST * rate_hz; m++)
        if (use == EMG_LINE_ALWAYS ||
            emg_tones_contrast(tones, m * hz) >= LEAST_CONTRAST)
            emg_clean_add_line(list, m * hz);
}

static void
decide(emg_line_list *list, const emg_sink *heard, int index, int lane,
       double hz, const emg_cleaning *cleaning)
{
    emg_tones tones = emg_clean_tones_of(heard, index, lane);
    double rate_hz = 2 * (tones.n - 1) * tones.step_hz;
    list->n = 0;
    if (tones.n > 0)
        add_mains(list, &tones, hz, rate_hz, cleaning->line);
    if (cleaning->narrow)
        emg_clean_add_narrow(list, heard, index, lane);
}

static emg_sink *
line_listen(const emg_recording *recording, const emg_cleaning *cleaning,
            emg_error *error)
{
    (void)cleaning;
    return emg_clean_tones_create(recording, error);
}

static emg_stage *
line_stage(const emg_format *in, int index, const emg_cleaning *cleaning,
           const emg_sink *heard, emg_error *error)
{
    size_t n = (size_t)in->n_channels;
    emg_line_list *lists = emg_new(n, sizeof *lists, error);
    if (!lists)
        return NULL;
    double hz = mains_hz(heard, cleaning);
    for (int c = 0; c < in->n_channels; c++)
        decide(&lists[c], heard, index, c, hz, cleaning);
    emg_stage *stage = emg_interpolate_create(in, lists, error);
    emg_free(lists);
    return stage;
}

static void
line_tell(const emg_sink *heard, int index, int lane,
          const emg_cleaning *cleaning, emg_cleaned *row)
{
    emg_tones tones = emg_clean_tones_of(heard, index, lane);
    emg_line_list list;
    row->hz = mains_hz(heard, cleaning);
    row->ratio_db = ratio_db(&tones, row->hz);
    decide(&list, heard, index, lane, row->hz, cleaning);
    if (tones.n == 0)
        row->state = EMG_CLEANED_TOO_SHORT;
    else if (list.n == 0)
        row->state = EMG_CLEANED_NOT_NEEDED;
}

static bool
line_asked(const emg_cleaning *cleaning)
{
    return cleaning->line != EMG_LINE_OFF || cleaning->narrow;
}

const emg_clean_step emg_clean_line = {
    .name = "line",
    .asked = line_asked,
    .listen = line_listen,
    .stage = line_stage,
    .tell = line_tell,
};
