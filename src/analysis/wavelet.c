/* Two passes: the peak of each pair's coscalogram, then what reaches a
 * hundredth of it. */
#include "emg/analysis.h"

#include "analysis/coscalogram.h"
#include "analysis/frame_at.h"
#include "analysis/mask.h"
#include "analysis/side.h"
#include "base/memory.h"

#include <math.h>

#define LOW_HZ 20
#define HIGH_HZ 450
#define HIGHEST_SHARE 0.45 /* of the rate */
#define LEAST_SHARE 0.01

typedef enum pass { PEAKS, SUPPORT, DONE } pass;

typedef struct window {
    int64_t frames, shared;
    emg_voices voices;
} window;

typedef struct row {
    emg_state state;
    int numbers[2], lanes[2];
    int group;
    emg_coscalogram signals;
    window *windows;
} row;

typedef struct wavelet {
    emg_analysis analysis;
    emg_recording recording;
    const emg_mask *mask; /* the caller's, or NULL */
    emg_side **sides;     /* of each group */
    emg_coscalogram_work *works;
    int *segments; /* that each group is in, -1 before the first */
    emg_segment *starts;
    row *rows;
    int n_rows;
    emg_epoch *windows;
    int n_windows;
    pass pass;
} wavelet;

/* ---- what comes out of a stretch ------------------------------------------
 */

typedef struct heard {
    wavelet *self;
    row *row;
} heard;

static emg_status
count(void *to, const emg_coscalogram_part *part)
{
    const heard *h = to;
    const wavelet *self = h->self;
    int group = h->row->group;
    const emg_format *format = &self->recording.groups[group];
    double start_s = emg_frame_time(format, &self->starts[group], part->first);
    for (int w = 0; w < self->n_windows && self->pass == SUPPORT; w++) {
        window *one = &h->row->windows[w];
        const emg_epoch *epoch = &self->windows[w];
        double rate_hz = format->rate_hz;
        int from = emg_frame_at(epoch->from_s, start_s, rate_hz, 0, part->n);
        int end = emg_frame_at(epoch->to_s, start_s, rate_hz, 0, part->n);
        for (int i = from; i < end; i++) {
            one->frames += !part->hidden[i];
            one->shared += part->voices[i] != 0;
            one->voices |= part->voices[i];
        }
    }
    return EMG_OK;
}

/* ---- frames ----------------------------------------------------------------
 */

static emg_status
end_segment(wavelet *self, int group)
{
    emg_status status = EMG_OK;
    for (int r = 0; r < self->n_rows && self->segments[group] >= 0; r++) {
        heard at = {self, &self->rows[r]};
        if (!at.row->state && at.row->group == group && !status)
            status = emg_coscalogram_end(&at.row->signals, count, &at);
    }
    self->segments[group] = -1;
    return status;
}

static void
begin_segment(wavelet *self, int group, const emg_block *band)
{
    self->segments[group] = band->segment.number;
    self->starts[group] = band->segment;
    for (int r = 0; r < self->n_rows; r++)
        if (!self->rows[r].state && self->rows[r].group == group)
            emg_coscalogram_begin(&self->rows[r].signals, band->first_frame);
}

/* The run of frames in which one of the two is hidden, or none is. */
static emg_mask_run
run_of(const wavelet *self, const row *r, const emg_block *band, int from)
{
    const emg_format *format = &self->recording.groups[r->group];
    emg_mask_run a =
        emg_mask_next(self->mask, r->numbers[0], format, band, from);
    emg_mask_run b =
        emg_mask_next(self->mask, r->numbers[1], format, band, from);
    a.hidden = a.hidden || b.hidden;
    a.to = a.to < b.to ? a.to : b.to;
    return a;
}

static emg_status
hear_row(wavelet *self, row *r, const emg_block *band)
{
    heard at = {self, r};
    emg_status status = EMG_OK;
    for (int i = 0; i < band->n_frames && !status;) {
        emg_mask_run run = run_of(self, r, band, i);
        for (; i < run.to && !status; i++)
            status = emg_coscalogram_add(
                &r->signals, emg_block_at(band, r->lanes[0], i),
                emg_block_at(band, r->lanes[1], i), run.hidden, count, &at);
    }
    return status;
}

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    wavelet *self = to;
    int group = band->group;
    emg_status status = EMG_OK;
    (void)envelope;
    (void)error;
    if (self->segments[group] != band->segment.number) {
        status = end_segment(self, group);
        begin_segment(self, group, band);
    }
    for (int r = 0; r < self->n_rows && !status; r++)
        if (!self->rows[r].state && self->rows[r].group == group)
            status = hear_row(self, &self->rows[r], band);
    return status;
}

/* ---- passes ----------------------------------------------------------------
 */

static emg_status
wavelet_take(emg_sink *sink, const emg_block *raw, emg_error *error)
{
    wavelet *self = (wavelet *)sink;
    emg_side *side = self->sides[raw->group];
    return side ? emg_side_take(side, raw, hear, self, error) : EMG_OK;
}

static emg_status
wavelet_finish(emg_sink *sink, emg_error *error)
{
    wavelet *self = (wavelet *)sink;
    emg_status status = EMG_OK;
    for (int g = 0; g < self->recording.n_groups && !status; g++) {
        if (!self->sides[g])
            continue;
        status = emg_side_end(self->sides[g], hear, self, error);
        if (!status)
            status = end_segment(self, g);
    }
    for (int r = 0; r < self->n_rows; r++) {
        emg_coscalogram *c = &self->rows[r].signals;
        c->threshold = LEAST_SHARE * c->peak;
    }
    self->pass++;
    return status;
}

static emg_status
wavelet_prepare(emg_analysis *analysis, int number, bool *wanted,
                emg_error *error)
{
    wavelet *self = (wavelet *)analysis;
    (void)number;
    (void)error;
    *wanted = self->pass != DONE;
    for (int g = 0; g < self->recording.n_groups; g++) {
        self->segments[g] = -1;
        if (self->sides[g])
            emg_side_reset(self->sides[g], EMG_SIDE_BAND);
    }
    return EMG_OK;
}

/* ---- life ------------------------------------------------------------------
 */

static void
wavelet_destroy(emg_sink *sink)
{
    wavelet *self = (wavelet *)sink;
    for (int r = 0; self->rows && r < self->n_rows; r++) {
        emg_coscalogram_clear(&self->rows[r].signals);
        emg_free(self->rows[r].windows);
    }
    for (int g = 0; g < self->recording.n_groups; g++) {
        if (self->sides)
            emg_side_destroy(self->sides[g]);
        if (self->works)
            emg_coscalogram_work_clear(&self->works[g]);
    }
    emg_recording_clear(&self->recording);
    emg_free(self->sides);
    emg_free(self->works);
    emg_free(self->segments);
    emg_free(self->starts);
    emg_free(self->rows);
    emg_free(self->windows);
    emg_free(self);
}

static const emg_analysis_ops wavelet_ops = {
    .sink = {.name = "wavelet",
             .take = wavelet_take,
             .finish = wavelet_finish,
             .destroy = wavelet_destroy},
    .prepare = wavelet_prepare};

/* What a group needs that holds a pair. */
static emg_status
init_group(wavelet *self, int g, const emg_conditioning *conditioning,
           emg_error *error)
{
    const emg_format *format = &self->recording.groups[g];
    double high_hz = fmin(HIGH_HZ, HIGHEST_SHARE * format->rate_hz);
    if (self->sides[g])
        return EMG_OK;
    self->sides[g] = emg_side_create(format, conditioning, error);
    if (!self->sides[g])
        return error ? error->status : EMG_NO_MEMORY;
    return emg_coscalogram_work_init(&self->works[g], format->rate_hz, LOW_HZ,
                                     high_hz, error);
}

/* One muscle on each side, both of one rate; else the row says undefined. */
static emg_status
init_row(wavelet *self, row *r, const emg_group_pair *pair,
         const emg_conditioning *conditioning, emg_error *error)
{
    const emg_muscle_group *sides[2] = {&pair->a, &pair->b};
    int groups[2] = {0, 0};
    r->windows = emg_new((size_t)self->n_windows, sizeof *r->windows, error);
    if (!r->windows)
        return EMG_NO_MEMORY;
    for (int k = 0; k < 2; k++) {
        const emg_channel *channel = emg_recording_channel(
            &self->recording, sides[k]->numbers[0], &groups[k]);
        if (!channel)
            return emg_fail(error, EMG_BAD_OPTION, "channel %d is not read",
                            sides[k]->numbers[0]);
        r->numbers[k] = sides[k]->numbers[0];
        r->lanes[k] =
            (int)(channel - self->recording.groups[groups[k]].channels);
    }
    r->group = groups[0];
    if (pair->a.n != 1 || pair->b.n != 1 || groups[0] != groups[1]) {
        r->state = EMG_STATE_UNDEFINED;
        return EMG_OK;
    }
    emg_status status = init_group(self, r->group, conditioning, error);
    return status ? status
                  : emg_coscalogram_init(&r->signals, &self->works[r->group],
                                         error);
}

static emg_status
init(wavelet *self, const emg_recording *recording, const emg_epoch *windows,
     emg_error *error)
{
    size_t n = (size_t)recording->n_groups;
    emg_status status = emg_recording_copy(&self->recording, recording, error);
    self->sides = emg_new(n, sizeof *self->sides, error);
    self->works = emg_new(n, sizeof *self->works, error);
    self->segments = emg_new(n, sizeof *self->segments, error);
    self->starts = emg_new(n, sizeof *self->starts, error);
    self->rows = emg_new((size_t)self->n_rows, sizeof *self->rows, error);
    self->windows =
        emg_new((size_t)self->n_windows, sizeof *self->windows, error);
    if (status || !self->sides || !self->works || !self->segments ||
        !self->starts || !self->rows || !self->windows)
        return EMG_NO_MEMORY;
    for (int w = 0; w < self->n_windows; w++)
        self->windows[w] = windows[w];
    return EMG_OK;
}

emg_analysis *
emg_wavelet_create(const emg_recording *recording,
                   const emg_conditioning *conditioning,
                   const emg_group_pair *pairs, int n_pairs,
                   const emg_epoch *windows, int n_windows, emg_error *error)
{
    wavelet *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->analysis.ops = &wavelet_ops;
    self->analysis.sink.ops = &wavelet_ops.sink;
    self->mask = conditioning->mask;
    self->n_rows = n_pairs;
    self->n_windows = n_windows;
    emg_status status = init(self, recording, windows, error);
    for (int i = 0; i < n_pairs && !status; i++)
        status = init_row(self, &self->rows[i], &pairs[i], conditioning, error);
    if (!status)
        return &self->analysis;
    wavelet_destroy(&self->analysis.sink);
    return NULL;
}

/* ---- results ---------------------------------------------------------------
 */

emg_wavelet_support
emg_wavelet_of(const emg_analysis *analysis, int pair, int number)
{
    const wavelet *self = (const wavelet *)analysis;
    const row *r = &self->rows[pair];
    const window *w = &r->windows[number];
    emg_wavelet_support s = {
        .state = r->state, .time = NAN, .low_hz = NAN, .high_hz = NAN};
    if (!s.state && w->frames == 0)
        s.state = EMG_STATE_TOO_SHORT;
    else if (!s.state && !(r->signals.peak > 0))
        s.state = EMG_STATE_SILENT;
    if (s.state)
        return s;
    const emg_morlet *m = &self->works[r->group].morlet;
    s.time = 100 * (double)w->shared / (double)w->frames;
    for (int v = 0; v < m->n_voices; v++) {
        if (!(w->voices >> v & 1))
            continue;
        s.high_hz = emg_morlet_hz(m, v);
        if (isnan(s.low_hz))
            s.low_hz = s.high_hz;
    }
    return s;
}
