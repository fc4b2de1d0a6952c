/* Mains hum and other narrow lines: heard in mean spectra of 1 s, taken out
 * where they are strong enough that taking them out does less harm. */
#include "analysis/clean_step.h"

#include "analysis/hum.h"
#include "base/math.h"
#include "base/memory.h"
#include "filter/spectral.h"

#include <math.h>

/* From this ratio of signal to line on, interpolation adds more error than it
 * removes (Abser et al. 2011, CleanEMG). */
#define MOST_RATIO_DB 9
#define LEAST_CONTRAST 1 /* of a harmonic: as much again as is there anyway */
#define NARROW_CONTRAST 3
#define LEAST_S 5    /* of which a mean spectrum tells lines from chance */
#define LOWEST_HZ 5  /* of narrow lines: below it movement is no line */
#define APART_HZ 1.5 /* lines that are nearer are one */
#define LOW_HZ 20    /* of the signal that a line is compared with */
#define HIGH_HZ 450
#define HIGHEST 0.45 /* of the rate */

typedef struct group {
    int n_channels;
    double rate_hz;
    int segment;
    int64_t frames;
    emg_hum **hums; /* of each channel; NULL where channels pass */
} group;

typedef struct line_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    int n_groups;
    group *groups;
    double hz; /* of the mains; 0 before it is known */
} line_sink;

/* ---- listening --------------------------------------------------------- */

static emg_status
line_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    group *g = &((line_sink *)sink)->groups[block->group];
    bool goes_on = block->segment.number == g->segment;
    (void)error;
    g->segment = block->segment.number;
    g->frames += block->n_frames;
    for (int c = 0; g->hums && c < g->n_channels; c++) {
        if (!goes_on)
            emg_hum_gap(g->hums[c]);
        for (int i = 0; i < block->n_frames; i++)
            emg_hum_add(g->hums[c], emg_block_at(block, c, i));
    }
    return EMG_OK;
}

/* Each channel weighs the same, however it was amplified. */
static double
share_of(const line_sink *self, double hz)
{
    double sum = 0;
    for (int i = 0; i < self->n_groups; i++) {
        const group *g = &self->groups[i];
        for (int c = 0; g->hums && c < g->n_channels; c++) {
            emg_tones tones = emg_hum_tones(g->hums[c]);
            double all = emg_tones_band(&tones, LOW_HZ, HIGH_HZ);
            if (all > 0)
                sum += emg_tones_lines(&tones, hz) / all;
        }
    }
    return sum;
}

static emg_status
line_finish(emg_sink *sink, emg_error *error)
{
    line_sink *self = (line_sink *)sink;
    (void)error;
    if (!(self->hz > 0))
        self->hz = share_of(self, 60) > share_of(self, 50) ? 60 : 50;
    return EMG_OK;
}

static void
line_destroy(emg_sink *sink)
{
    line_sink *self = (line_sink *)sink;
    for (int i = 0; self->groups && i < self->n_groups; i++) {
        group *g = &self->groups[i];
        for (int c = 0; g->hums && c < g->n_channels; c++)
            emg_hum_destroy(g->hums[c]);
        emg_free(g->hums);
    }
    emg_free(self->groups);
    emg_free(self);
}

static const emg_sink_ops line_ops = {
    .name = "lines",
    .take = line_take,
    .finish = line_finish,
    .destroy = line_destroy,
};

static emg_status
take_memory(line_sink *self, const emg_recording *recording, emg_error *error)
{
    size_t n_groups = (size_t)recording->n_groups;
    self->groups = emg_new(n_groups, sizeof *self->groups, error);
    self->n_groups = self->groups ? recording->n_groups : 0;
    for (int i = 0; i < self->n_groups; i++) {
        const emg_format *format = &recording->groups[i];
        size_t n = (size_t)format->n_channels;
        group *g = &self->groups[i];
        *g = (group){.n_channels = format->n_channels,
                     .rate_hz = format->rate_hz,
                     .segment = -1};
        if (recording->uses[i] != EMG_TREAT)
            continue;
        g->hums = emg_new(n, sizeof *g->hums, error);
        if (!g->hums)
            return EMG_NO_MEMORY;
        for (int c = 0; c < g->n_channels; c++)
            if (!(g->hums[c] = emg_hum_create(format->rate_hz, error)))
                return EMG_NO_MEMORY;
    }
    return self->groups ? EMG_OK : EMG_NO_MEMORY;
}

static emg_sink *
line_listen(const emg_recording *recording, const emg_cleaning *cleaning,
            emg_error *error)
{
    line_sink *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->sink.ops = &line_ops;
    self->hz = cleaning->line_hz;
    if (take_memory(self, recording, error)) {
        line_destroy(&self->sink);
        return NULL;
    }
    return &self->sink;
}

/* ---- deciding ---------------------------------------------------------- */

static double
ratio_db(const emg_tones *tones, double hz)
{
    double line = emg_tones_lines(tones, hz);
    double rest = emg_tones_band(tones, LOW_HZ, HIGH_HZ) - line;
    return line > 0 ? 10 * emg_log10(fmax(rest, 0) / line) : HUGE_VAL;
}

static void
add_line(emg_line_list *list, double hz)
{
    if (list->n < EMG_MOST_LINES)
        list->hz[list->n++] = hz;
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
            add_line(list, m * hz);
}

static bool
is_listed(const emg_line_list *list, double hz)
{
    for (int i = 0; i < list->n; i++)
        if (fabs(list->hz[i] - hz) < APART_HZ)
            return true;
    return false;
}

/* Local maxima of the contrast, a bin of 1 Hz at a time. */
static void
add_narrow(emg_line_list *list, const emg_tones *tones, double rate_hz)
{
    for (int hz = LOWEST_HZ; hz < HIGHEST * rate_hz; hz++) {
        double here = emg_tones_contrast(tones, hz);
        if (here >= NARROW_CONTRAST &&
            here > emg_tones_contrast(tones, hz - 1) &&
            here >= emg_tones_contrast(tones, hz + 1) && !is_listed(list, hz))
            add_line(list, emg_tones_centre(tones, hz));
    }
}

static void
decide(emg_line_list *list, const line_sink *self, const group *g, int lane,
       const emg_cleaning *cleaning)
{
    emg_tones tones = emg_hum_tones(g->hums[lane]);
    list->n = 0;
    add_mains(list, &tones, self->hz, g->rate_hz, cleaning->line);
    if (cleaning->narrow && (double)g->frames >= LEAST_S * g->rate_hz)
        add_narrow(list, &tones, g->rate_hz);
}

static emg_stage *
line_stage(const emg_format *in, int index, const emg_cleaning *cleaning,
           const emg_sink *heard, emg_error *error)
{
    const line_sink *self = (const line_sink *)heard;
    size_t n = (size_t)in->n_channels;
    emg_line_list *lists = emg_new(n, sizeof *lists, error);
    if (!lists)
        return NULL;
    for (int c = 0; c < in->n_channels; c++)
        decide(&lists[c], self, &self->groups[index], c, cleaning);
    emg_stage *stage = emg_interpolate_create(in, lists, error);
    emg_free(lists);
    return stage;
}

static void
line_tell(const emg_sink *heard, int index, int lane,
          const emg_cleaning *cleaning, emg_cleaned *row)
{
    const line_sink *self = (const line_sink *)heard;
    const group *g = &self->groups[index];
    emg_tones tones = emg_hum_tones(g->hums[lane]);
    emg_line_list list;
    decide(&list, self, g, lane, cleaning);
    row->hz = self->hz;
    row->ratio_db = ratio_db(&tones, self->hz);
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
