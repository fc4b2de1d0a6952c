/* One chain in front, one behind it for each band. */
#include "analysis/bands.h"

#include "base/memory.h"
#include "emg/filter.h"
#include "filter/standstill.h"
#include "filter/lines.h"

#define FRONT_HZ 30 /* no jerk shall reach what follows lines */

struct emg_bands {
    int n_channels;
    emg_chain *front;
    emg_chain *bands[EMG_BANDS];
    emg_band_frames frames;
    emg_marks marks;
    bool bridges;
    bool only_listens; /* to the front: the bands are left out */
    emg_line_finder *finder;
    emg_block work, copy;
    int64_t given;
    bool *missing; /* [channel], of the frame that is given */
    emg_segment segment;
};

static emg_stage *
filter(const emg_format *in, emg_filter_kind kind, int order, double low_hz,
       double high_hz, emg_error *error)
{
    emg_direction both = {.zero_phase = true};
    emg_filter one = {
        .kind = kind, .order = order, .low_hz = low_hz, .high_hz = high_hz};
    return emg_filter_create(in, &one, 1, both, error);
}

static emg_status
build_front(emg_bands *self, const emg_format *format, const emg_lines *lines,
            emg_error *error)
{
    self->front = emg_chain_create(format, error);
    if (!self->front)
        return EMG_NO_MEMORY;
    if (!emg_format_is_digital(format))
        emg_chain_add(self->front, emg_finite_create(format, error), error);
    if (self->bridges)
        emg_chain_add(self->front,
                      emg_standstill_create(format, &self->marks, error),
                      error);
    emg_status status = emg_chain_add(
        self->front, filter(format, EMG_HIGH_PASS, 2, FRONT_HZ, 0, error),
        error);
    return status || !lines
               ? status
               : emg_chain_add(
                     self->front,
                     emg_lines_create(format, lines, &self->marks, error),
                     error);
}

static emg_status
build_bands(emg_bands *self, const emg_format *format,
            const emg_bands_shape *shape, emg_error *error)
{
    for (int i = EMG_LOW_BAND; i <= EMG_HIGH_BAND; i++) {
        if (i == EMG_HIGH_BAND && shape->high_to <= 0)
            continue;
        self->bands[i] = emg_chain_create(format, error);
        if (!self->bands[i])
            return EMG_NO_MEMORY;
        emg_stage *stage = i == EMG_LOW_BAND
                               ? filter(format, EMG_BAND_PASS, 2,
                                        shape->low_from, shape->low_to, error)
                               : filter(format, EMG_BAND_PASS, 3, shape->low_to,
                                        shape->high_to, error);
        if (emg_chain_add(self->bands[i], stage, error))
            return error ? error->status : EMG_NO_MEMORY;
    }
    return EMG_OK;
}

static int64_t
lag_of(const emg_bands *self, int i)
{
    return self->bands[i] ? emg_chain_lag(self->bands[i]) : 0;
}

static emg_status
take_memory(emg_bands *self, const emg_bands_shape *shape, emg_error *error)
{
    int n = self->n_channels;
    int64_t lag = lag_of(self, EMG_LOW_BAND) + lag_of(self, EMG_HIGH_BAND) +
                  EMG_BLOCK_FRAMES;
    self->missing = emg_new((size_t)n, sizeof(bool), error);
    return self->missing &&
                   !emg_band_frames_init(&self->frames, shape, emg_banks(n),
                                         lag, error) &&
                   !emg_marks_init(&self->marks, n, shape->frame,
                                   lag + emg_chain_lag(self->front), error) &&
                   !emg_block_init(&self->work, n, EMG_BLOCK_FRAMES, error) &&
                   !emg_block_init(&self->copy, n, EMG_BLOCK_FRAMES, error)
               ? EMG_OK
               : EMG_NO_MEMORY;
}

emg_bands *
emg_bands_create(const emg_format *format, const emg_lines *lines, bool bridge,
                 emg_error *error)
{
    emg_bands *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    emg_bands_shape shape = emg_bands_shape_of(format->rate_hz);
    self->n_channels = format->n_channels;
    self->bridges = bridge;
    self->segment.number = -1;
    self->marks.chunk = shape.frame; /* the stages need no more of it */
    if (build_front(self, format, lines, error) ||
        build_bands(self, format, &shape, error) ||
        take_memory(self, &shape, error)) {
        emg_bands_destroy(self);
        return NULL;
    }
    return self;
}

void
emg_bands_listen(emg_bands *self, emg_line_finder *finder)
{
    self->finder = finder;
}

void
emg_bands_only_listen(emg_bands *self)
{
    self->only_listens = true;
}

/* ---- through the chains ------------------------------------------------ */

static emg_status
give(emg_bands *self, emg_bands_taker *taker, void *to, emg_error *error)
{
    emg_status status = EMG_OK;
    int64_t ready = emg_band_frames_ready(&self->frames);
    for (; self->given < ready && !status; self->given++) {
        emg_bands_frame frame = {
            .number = self->given,
            .segment = self->segment,
            .energy = emg_band_frames_energy(&self->frames, self->given, 0),
            .low = emg_band_frames_low(&self->frames, self->given, 0),
            .missing = self->missing,
        };
        for (int c = 0; c < self->n_channels; c++)
            self->missing[c] =
                self->bridges && emg_marks_at(&self->marks, c, self->given);
        status = taker(to, &frame, error);
    }
    return status;
}

static void
listen(emg_bands *self)
{
    for (int c = 0; self->finder && c < self->n_channels; c++)
        emg_line_finder_add(
            self->finder, c,
            &emg_block_bank(&self->work, c / EMG_LANES)->v[c % EMG_LANES],
            EMG_LANES, self->work.n_frames);
}

static emg_status
through_band(emg_bands *self, emg_which_band i, emg_block *block,
             emg_error *error)
{
    emg_status status = emg_chain_process(self->bands[i], block, error);
    if (!status)
        emg_band_frames_add(&self->frames, i, block);
    return status;
}

/* What left the front (in work) goes through both bands, and away. */
static emg_status
split(emg_bands *self, emg_bands_taker *taker, void *to, emg_error *error)
{
    emg_status status = EMG_OK;
    listen(self);
    if (self->only_listens)
        return EMG_OK;
    if (self->bands[EMG_HIGH_BAND]) {
        emg_block_copy(&self->copy, &self->work, 0, self->work.n_frames);
        status = through_band(self, EMG_HIGH_BAND, &self->copy, error);
    }
    if (!status)
        status = through_band(self, EMG_LOW_BAND, &self->work, error);
    return status ? status : give(self, taker, to, error);
}

static emg_status
flush_bands(emg_bands *self, emg_bands_taker *taker, void *to, emg_error *error)
{
    emg_status status = EMG_OK;
    for (bool more = true; more && !status;) {
        more = false;
        for (int i = EMG_LOW_BAND; i <= EMG_HIGH_BAND && !status; i++) {
            if (!self->bands[i])
                continue;
            status = emg_chain_flush(self->bands[i], &self->copy, error);
            if (status || self->copy.n_frames == 0)
                continue;
            emg_band_frames_add(&self->frames, (emg_which_band)i, &self->copy);
            more = true;
        }
        if (!status)
            status = give(self, taker, to, error);
    }
    return status;
}

emg_status
emg_bands_end(emg_bands *self, emg_bands_taker *taker, void *to,
              emg_error *error)
{
    emg_status status = EMG_OK;
    if (self->segment.number < 0)
        return EMG_OK;
    for (bool more = true; more && !status;) {
        status = emg_chain_flush(self->front, &self->work, error);
        more = !status && self->work.n_frames > 0;
        if (more)
            status = split(self, taker, to, error);
    }
    if (!status && !self->only_listens)
        status = flush_bands(self, taker, to, error);
    emg_chain_gap(self->front);
    for (int i = EMG_LOW_BAND; i <= EMG_HIGH_BAND; i++)
        if (self->bands[i])
            emg_chain_gap(self->bands[i]);
    emg_band_frames_restart(&self->frames);
    if (self->finder)
        emg_line_finder_gap(self->finder);
    self->given = 0;
    self->segment.number = -1;
    return status;
}

emg_status
emg_bands_take(emg_bands *self, const emg_block *raw, emg_bands_taker *taker,
               void *to, emg_error *error)
{
    emg_status status = EMG_OK;
    if (self->segment.number >= 0 &&
        self->segment.number != raw->segment.number)
        status = emg_bands_end(self, taker, to, error);
    self->segment = raw->segment;
    for (int done = 0; done < raw->n_frames && !status;) {
        int n = raw->n_frames - done;
        n = n < EMG_BLOCK_FRAMES ? n : EMG_BLOCK_FRAMES;
        emg_block_copy(&self->work, raw, done, n);
        status = emg_chain_process(self->front, &self->work, error);
        if (!status && self->work.n_frames > 0)
            status = split(self, taker, to, error);
        done += n;
    }
    return status;
}

void
emg_bands_hide(emg_bands *self, int channel, int64_t from, int64_t to)
{
    emg_marks_add(&self->marks, channel, from, to);
}

double
emg_bands_same(const emg_bands *self, int channel)
{
    return emg_marks_same(&self->marks, channel);
}

bool
emg_bands_bridged(const emg_bands *self)
{
    return self->marks.any;
}

void
emg_bands_destroy(emg_bands *self)
{
    if (!self)
        return;
    emg_chain_destroy(self->front);
    for (int i = EMG_LOW_BAND; i <= EMG_HIGH_BAND; i++)
        emg_chain_destroy(self->bands[i]);
    emg_marks_clear(&self->marks);
    emg_block_clear(&self->work);
    emg_block_clear(&self->copy);
    emg_band_frames_clear(&self->frames);
    emg_free(self->missing);
    emg_free(self);
}
