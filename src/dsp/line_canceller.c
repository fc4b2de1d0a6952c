/* A line's phasor is summed chunk by chunk; two running boxes over these sums
 * make the triangle. The last two tracks follow the number of good samples
 * under each of the two triangles. */
#include "dsp/line_canceller.h"

#include "base/math.h"
#include "base/memory.h"
#include "dsp/kernels.h"

#include <math.h>
#include <string.h>

#define BOX_S 0.5
#define STRONG_BOX_S 0.3
#define STRONG_DB 25

/* One line, or the count of good samples. */
typedef struct track {
    int half;       /* a box is of 2 half + 1 chunks */
    double step[2]; /* the phasor's turn in a chunk */
    double now[2];  /* its turn at the newest chunk, and at the one */
    double then[2]; /* that leaves */
    double box[2], sum[2];
} track;

struct emg_line_canceller {
    const emg_kernels_table *kernels;
    int n_lines, n_tracks;
    int width; /* n_lines rounded up to whole lanes */
    int chunk, lag, room;
    double *table;   /* [chunk][2][width]: cos, sin from a chunk's start */
    double *sums;    /* [room][n_tracks][2]: of each chunk */
    double *boxes;   /* the same, of the first box around it */
    double *waiting; /* [room][chunk] */
    bool *good;      /* [room] */
    double *work;    /* [2][width] */
    track *tracks;
    int64_t taken, given;
    int64_t moved; /* chunks that the boxes moved on by */
};

static void
times(double z[2], const double by[2])
{
    double re = z[0] * by[0] - z[1] * by[1];
    z[1] = z[0] * by[1] + z[1] * by[0];
    z[0] = re;
}

static int
half_of(double box_s, double chunk_s)
{
    return (int)(box_s / chunk_s / 2 + 0.5);
}

static void
set_tracks(emg_line_canceller *self, const emg_lines *lines, double rate_hz)
{
    double chunk_s = self->chunk / rate_hz;
    int wide = half_of(BOX_S, chunk_s), narrow = half_of(STRONG_BOX_S, chunk_s);
    for (int l = 0; l < self->n_lines; l++) {
        double turn = 2 * (double)EMG_PI * lines->at[l].hz / rate_hz;
        track *t = &self->tracks[l];
        t->half = lines->at[l].over_db > STRONG_DB ? narrow : wide;
        t->step[0] = emg_cos(turn * self->chunk);
        t->step[1] = -emg_sin(turn * self->chunk);
        for (int i = 0; i < self->chunk; i++) {
            double *row = self->table + (ptrdiff_t)i * 2 * self->width;
            row[l] = emg_cos(turn * i);
            row[self->width + l] = emg_sin(turn * i);
        }
    }
    self->tracks[self->n_lines].half = wide;
    self->tracks[self->n_lines + 1].half = narrow;
    self->lag = 2 * wide;
}

static emg_status
take_memory(emg_line_canceller *self, double rate_hz, emg_error *error)
{
    int wide = half_of(BOX_S, self->chunk / rate_hz);
    size_t width = (size_t)self->width, chunk = (size_t)self->chunk;
    size_t tracks = (size_t)self->n_tracks;
    self->room = 6 * wide + 4;
    size_t room = (size_t)self->room;
    self->table = emg_new(chunk * 2 * width, sizeof(double), error);
    self->sums = emg_new(room * tracks * 2, sizeof(double), error);
    self->boxes = emg_new(room * tracks * 2, sizeof(double), error);
    self->waiting = emg_new(room * chunk, sizeof(double), error);
    self->good = emg_new(room, sizeof(bool), error);
    self->work = emg_new(2 * width, sizeof(double), error);
    self->tracks = emg_new(tracks, sizeof(track), error);
    return self->table && self->sums && self->boxes && self->waiting &&
                   self->good && self->work && self->tracks
               ? EMG_OK
               : EMG_NO_MEMORY;
}

emg_line_canceller *
emg_line_canceller_create(const emg_lines *lines, double rate_hz, int chunk,
                          emg_error *error)
{
    emg_line_canceller *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->n_lines = lines->n;
    self->n_tracks = lines->n + 2;
    self->kernels = emg_kernels();
    self->width = (lines->n + EMG_LANES - 1) / EMG_LANES * EMG_LANES;
    self->chunk = chunk;
    if (take_memory(self, rate_hz, error)) {
        emg_line_canceller_destroy(self);
        return NULL;
    }
    set_tracks(self, lines, rate_hz);
    emg_line_canceller_gap(self);
    return self;
}

int
emg_line_canceller_lag(const emg_line_canceller *self)
{
    return self->lag;
}

static double *
at(const emg_line_canceller *self, double *ring, int64_t chunk)
{
    return ring + chunk % self->room * self->n_tracks * 2;
}

static const emg_lanes *
rows_of(const emg_line_canceller *self)
{
    return (const emg_lanes *)self->table;
}

static int
wide(const emg_line_canceller *self)
{
    return 2 * self->width / EMG_LANES;
}

static void
put_sums(emg_line_canceller *self, const double *z, bool good)
{
    double *sums = at(self, self->sums, self->taken);
    memset(sums, 0, (size_t)self->n_tracks * 2 * sizeof *sums);
    if (good) {
        self->kernels->project(z, self->chunk, rows_of(self), wide(self),
                               (emg_lanes *)self->work);
        for (int l = 0; l < self->n_lines; l++) {
            sums[2 * l] = self->work[l];
            sums[2 * l + 1] = -self->work[self->width + l];
            times(sums + 2 * l, self->tracks[l].now);
        }
        sums[2 * self->n_lines] = sums[2 * self->n_lines + 2] = self->chunk;
    }
    for (int l = 0; l < self->n_lines; l++)
        times(self->tracks[l].now, self->tracks[l].step);
}

/* Two running boxes, for the chunk that leaves when `newest` is the last. */
static void
advance(emg_line_canceller *self, int64_t newest)
{
    for (int k = 0; k < self->n_tracks; k++) {
        track *t = &self->tracks[k];
        int64_t in = newest - self->lag + 2 * t->half;
        int64_t middle = in - t->half;
        if (in < 0)
            continue;
        for (int part = 0; part < 2; part++) {
            int64_t out = in - 2 * t->half - 1;
            t->box[part] += at(self, self->sums, in)[2 * k + part];
            if (out >= 0)
                t->box[part] -= at(self, self->sums, out)[2 * k + part];
            if (middle < 0)
                continue;
            at(self, self->boxes, middle)[2 * k + part] = t->box[part];
            t->sum[part] += t->box[part];
            out = middle - 2 * t->half - 1;
            if (out >= 0)
                t->sum[part] -= at(self, self->boxes, out)[2 * k + part];
        }
    }
}

static void
set_work(emg_line_canceller *self)
{
    memset(self->work, 0, 2 * (size_t)self->width * sizeof *self->work);
    for (int l = 0; l < self->n_lines; l++) {
        track *t = &self->tracks[l];
        const track *count = &self->tracks[self->n_lines];
        count += count->half != t->half;
        double q[2] = {t->sum[0], t->sum[1]};
        double back[2] = {t->then[0], -t->then[1]};
        double n = count->sum[0];
        times(q, back);
        if (n > 0.5) {
            self->work[l] = 2 * q[0] / n;
            self->work[self->width + l] = -2 * q[1] / n;
        }
        times(t->then, t->step);
    }
}

static void
give(emg_line_canceller *self, double *out)
{
    int64_t chunk = self->given++;
    const double *z = self->waiting + chunk % self->room * self->chunk;
    set_work(self);
    memcpy(out, z, (size_t)self->chunk * sizeof *out);
    if (!self->good[chunk % self->room])
        return;
    self->kernels->take_away(out, self->chunk, rows_of(self), wide(self),
                             (const emg_lanes *)self->work);
}

bool
emg_line_canceller_push(emg_line_canceller *self, const double *in, bool good,
                        double *out)
{
    int64_t chunk = self->taken;
    memcpy(self->waiting + chunk % self->room * self->chunk, in,
           (size_t)self->chunk * sizeof *in);
    self->good[chunk % self->room] = good;
    put_sums(self, in, good);
    advance(self, chunk);
    self->moved = ++self->taken;
    if (chunk < self->lag)
        return false;
    give(self, out);
    return true;
}

bool
emg_line_canceller_flush(emg_line_canceller *self, double *out)
{
    if (self->given == self->taken)
        return false;
    while (self->moved <= self->given + self->lag) {
        memset(at(self, self->sums, self->moved), 0,
               (size_t)self->n_tracks * 2 * sizeof(double));
        advance(self, self->moved++);
    }
    give(self, out);
    return true;
}

void
emg_line_canceller_gap(emg_line_canceller *self)
{
    self->taken = self->given = self->moved = 0;
    for (int k = 0; k < self->n_tracks; k++) {
        track *t = &self->tracks[k];
        t->now[0] = t->then[0] = 1;
        t->now[1] = t->then[1] = 0;
        t->box[0] = t->box[1] = t->sum[0] = t->sum[1] = 0;
    }
}

void
emg_line_canceller_destroy(emg_line_canceller *self)
{
    if (!self)
        return;
    emg_free(self->table);
    emg_free(self->sums);
    emg_free(self->boxes);
    emg_free(self->waiting);
    emg_free(self->good);
    emg_free(self->work);
    emg_free(self->tracks);
    emg_free(self);
}
