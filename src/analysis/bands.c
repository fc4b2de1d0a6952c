/* One chain in front, one behind it for each band; the bands' frames wait for
 * each other in a ring. */
#include "analysis/bands.h"

#include "base/memory.h"
#include "dsp/kernels.h"
#include "emg/filter.h"
#include "filter/standstill.h"
#include "filter/lines.h"

#include <math.h>

#define FRAME_S 0.01
#define LOW_RATE_HZ 1000
#define FRONT_HZ 30 /* no jerk shall reach what follows lines */
#define LOW_FROM_HZ 40
#define BETWEEN_HZ 250
#define HIGH_TO_HZ 450
#define NARROWEST_HZ 50   /* of the high band, to be of use */
#define MOST_OF_RATE 0.45 /* no band reaches above this share of the rate */

enum { LOW, HIGH, BANDS };

/* One band on its way into frames. */
typedef struct band {
    emg_chain *chain;
    int64_t frames; /* that are complete */
    int filled;     /* raw samples of the next one */
} band;

struct emg_bands {
    const emg_kernels_table *kernels;
    emg_bands_shape shape;
    int n_channels, n_banks;
    emg_chain *front;
    band bands[BANDS];
    emg_marks marks;
    bool bridges;
    bool only_listens; /* to the front: the bands are left out */
    emg_line_finder *finder;
    emg_block work, copy;
    int64_t room, given;
    emg_lanes *energy; /* [room][bank][BANDS] */
    emg_lanes *low;    /* [room][bank][samples] */
    bool *missing;     /* [channel], of the frame that is given */
    emg_segment segment;
};

emg_bands_shape
emg_bands_shape_of(double rate_hz)
{
    emg_bands_shape shape = {.low_from = LOW_FROM_HZ};
    double most = MOST_OF_RATE * rate_hz;
    shape.every = (int)fmax(1, round(rate_hz / LOW_RATE_HZ));
    shape.samples = (int)fmax(1, round(rate_hz / shape.every * FRAME_S));
    shape.frame = shape.every * shape.samples;
    shape.frame_s = shape.frame / rate_hz;
    shape.low_to = fmin(BETWEEN_HZ, most);
    shape.high_to = fmin(HIGH_TO_HZ, most);
    if (shape.high_to < shape.low_to + NARROWEST_HZ)
        shape.high_to = 0;
    return shape;
}

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
build_bands(emg_bands *self, const emg_format *format, emg_error *error)
{
    const emg_bands_shape *shape = &self->shape;
    for (int i = LOW; i <= HIGH; i++) {
        if (i == HIGH && shape->high_to <= 0)
            continue;
        self->bands[i].chain = emg_chain_create(format, error);
        if (!self->bands[i].chain)
            return EMG_NO_MEMORY;
        emg_stage *stage = i == LOW
                               ? filter(format, EMG_BAND_PASS, 2,
                                        shape->low_from, shape->low_to, error)
                               : filter(format, EMG_BAND_PASS, 3, shape->low_to,
                                        shape->high_to, error);
        if (emg_chain_add(self->bands[i].chain, stage, error))
            return error ? error->status : EMG_NO_MEMORY;
    }
    return EMG_OK;
}

static int64_t
lag_of(const emg_bands *self, int i)
{
    return self->bands[i].chain ? emg_chain_lag(self->bands[i].chain) : 0;
}

static emg_status
take_memory(emg_bands *self, int n_channels, emg_error *error)
{
    size_t banks = (size_t)self->n_banks;
    int64_t lag = lag_of(self, LOW) + lag_of(self, HIGH) + EMG_BLOCK_FRAMES;
    self->room = lag / self->shape.frame + 4;
    size_t room = (size_t)self->room;
    self->energy = emg_new(room * banks * BANDS, sizeof(emg_lanes), error);
    self->low = emg_new(room * banks * (size_t)self->shape.samples,
                        sizeof(emg_lanes), error);
    self->missing = emg_new((size_t)n_channels, sizeof(bool), error);
    return self->energy && self->low && self->missing &&
                   !emg_marks_init(&self->marks, n_channels, self->shape.frame,
                                   lag + emg_chain_lag(self->front), error) &&
                   !emg_block_init(&self->work, n_channels, EMG_BLOCK_FRAMES,
                                   error) &&
                   !emg_block_init(&self->copy, n_channels, EMG_BLOCK_FRAMES,
                                   error)
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
    self->shape = emg_bands_shape_of(format->rate_hz);
    self->kernels = emg_kernels();
    self->n_channels = format->n_channels;
    self->n_banks = emg_banks(format->n_channels);
    self->bridges = bridge;
    self->segment.number = -1;
    self->marks.chunk = self->shape.frame; /* the stages need no more of it */
    if (build_front(self, format, lines, error) ||
        build_bands(self, format, error) ||
        take_memory(self, format->n_channels, error)) {
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

/* ---- frames ------------------------------------------------------------ */

static emg_lanes *
energy_at(const emg_bands *self, int64_t frame, int bank)
{
    return self->energy + (frame % self->room * self->n_banks + bank) * BANDS;
}

static emg_lanes *
low_at(const emg_bands *self, int64_t frame, int bank)
{
    return self->low +
           (frame % self->room * self->n_banks + bank) * self->shape.samples;
}

/* n samples that lie in one frame, from sample `from` of it on. */
static void
add_to_frame(emg_bands *self, int which, int bank, const emg_lanes *samples,
             int from, int n)
{
    const emg_bands_shape *shape = &self->shape;
    int64_t frame = self->bands[which].frames;
    emg_lanes *energy = energy_at(self, frame, bank) + which;
    emg_lanes sum = {{0}};
    if (from > 0)
        sum = *energy;
    self->kernels->add_squares(samples, n, &sum);
    for (int k = 0; k < EMG_LANES && from + n == shape->frame; k++)
        sum.v[k] /= shape->frame;
    *energy = sum;
    if (which != LOW)
        return;
    int first = (shape->every - from % shape->every) % shape->every;
    for (int i = first; i < n; i += shape->every)
        low_at(self, frame, bank)[(from + i) / shape->every] = samples[i];
}

static void
put_in_frames(emg_bands *self, int which, const emg_block *block)
{
    band *b = &self->bands[which];
    for (int done = 0; done < block->n_frames;) {
        int n = self->shape.frame - b->filled;
        n = n < block->n_frames - done ? n : block->n_frames - done;
        for (int bank = 0; bank < self->n_banks; bank++)
            add_to_frame(self, which, bank, emg_block_bank(block, bank) + done,
                         b->filled, n);
        done += n;
        b->filled += n;
        if (b->filled == self->shape.frame) {
            b->filled = 0;
            b->frames++;
        }
    }
}

static int64_t
ready(const emg_bands *self)
{
    int64_t low = self->bands[LOW].frames, high = self->bands[HIGH].frames;
    return self->bands[HIGH].chain && high < low ? high : low;
}

static emg_status
give(emg_bands *self, emg_bands_taker *taker, void *to, emg_error *error)
{
    emg_status status = EMG_OK;
    for (; self->given < ready(self) && !status; self->given++) {
        emg_bands_frame frame = {
            .number = self->given,
            .segment = self->segment,
            .energy = energy_at(self, self->given, 0),
            .low = low_at(self, self->given, 0),
            .missing = self->missing,
        };
        for (int c = 0; c < self->n_channels; c++)
            self->missing[c] =
                self->bridges && emg_marks_at(&self->marks, c, self->given);
        status = taker(to, &frame, error);
    }
    return status;
}

/* ---- through the chains ------------------------------------------------ */

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
through_band(emg_bands *self, int i, emg_block *block, emg_error *error)
{
    emg_status status = emg_chain_process(self->bands[i].chain, block, error);
    if (!status)
        put_in_frames(self, i, block);
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
    if (self->bands[HIGH].chain) {
        emg_block_copy(&self->copy, &self->work, 0, self->work.n_frames);
        status = through_band(self, HIGH, &self->copy, error);
    }
    if (!status)
        status = through_band(self, LOW, &self->work, error);
    return status ? status : give(self, taker, to, error);
}

static emg_status
flush_bands(emg_bands *self, emg_bands_taker *taker, void *to, emg_error *error)
{
    emg_status status = EMG_OK;
    for (bool more = true; more && !status;) {
        more = false;
        for (int i = LOW; i <= HIGH && !status; i++) {
            if (!self->bands[i].chain)
                continue;
            status = emg_chain_flush(self->bands[i].chain, &self->copy, error);
            if (status || self->copy.n_frames == 0)
                continue;
            put_in_frames(self, i, &self->copy);
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
    for (int i = LOW; i <= HIGH; i++) {
        if (self->bands[i].chain)
            emg_chain_gap(self->bands[i].chain);
        self->bands[i].frames = self->bands[i].filled = 0;
    }
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
    for (int i = LOW; i <= HIGH; i++)
        emg_chain_destroy(self->bands[i].chain);
    emg_marks_clear(&self->marks);
    emg_block_clear(&self->work);
    emg_block_clear(&self->copy);
    emg_free(self->energy);
    emg_free(self->low);
    emg_free(self->missing);
    emg_free(self);
}
