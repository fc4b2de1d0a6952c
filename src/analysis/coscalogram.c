/* Stretches overlap by twice the reach of the longest wavelet, so that each
 * frame is looked at once, where the ring is not felt. */
#include "analysis/coscalogram.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

emg_status
emg_coscalogram_work_init(emg_coscalogram_work *work, double rate_hz,
                          double low_hz, double high_hz, emg_error *error)
{
    emg_status status =
        emg_morlet_init(&work->morlet, rate_hz, low_hz, high_hz, error);
    size_t n = (size_t)work->morlet.n;
    for (int i = 0; i < 2 && !status; i++) {
        work->spectra[i] =
            emg_new(2 * (size_t)emg_fft_half((int)n), sizeof(double), error);
        status = work->spectra[i] ? EMG_OK : EMG_NO_MEMORY;
    }
    for (int i = 0; i < 4 && !status; i++) {
        work->parts[i] = emg_new(n, sizeof(double), error);
        status = work->parts[i] ? EMG_OK : EMG_NO_MEMORY;
    }
    if (status)
        return status;
    work->voices = emg_new(n, sizeof *work->voices, error);
    return work->voices ? EMG_OK : EMG_NO_MEMORY;
}

void
emg_coscalogram_work_clear(emg_coscalogram_work *work)
{
    emg_morlet_clear(&work->morlet);
    for (int i = 0; i < 2; i++)
        emg_free(work->spectra[i]);
    for (int i = 0; i < 4; i++)
        emg_free(work->parts[i]);
    emg_free(work->voices);
    *work = (emg_coscalogram_work){0};
}

emg_status
emg_coscalogram_init(emg_coscalogram *self, emg_coscalogram_work *work,
                     emg_error *error)
{
    size_t n = (size_t)work->morlet.n;
    *self = (emg_coscalogram){.work = work};
    self->stretches[0] = emg_new(n, sizeof(double), error);
    self->stretches[1] = emg_new(n, sizeof(double), error);
    self->hidden = emg_new(n, 1, error);
    return self->stretches[0] && self->stretches[1] && self->hidden
               ? EMG_OK
               : EMG_NO_MEMORY;
}

void
emg_coscalogram_clear(emg_coscalogram *self)
{
    emg_free(self->stretches[0]);
    emg_free(self->stretches[1]);
    emg_free(self->hidden);
    *self = (emg_coscalogram){0};
}

/* ---- a stretch ------------------------------------------------------------
 */

static void
look_at_voice(emg_coscalogram *self, int voice, int from, int to)
{
    emg_coscalogram_work *w = self->work;
    double **p = w->parts;
    double least = self->threshold * self->threshold;
    double most = self->peak * self->peak;
    for (int i = 0; i < 2; i++)
        emg_morlet_voice(&w->morlet, w->spectra[i], voice, p[2 * i],
                         p[2 * i + 1]);
    for (int i = from; i < to; i++) {
        double a = p[0][i] * p[0][i] + p[1][i] * p[1][i];
        double b = p[2][i] * p[2][i] + p[3][i] * p[3][i];
        if (self->hidden[i])
            continue;
        if (least > 0 && a * b >= least)
            w->voices[i] |= (emg_voices)1 << voice;
        most = fmax(most, a * b);
    }
    self->peak = fmax(self->peak, sqrt(most));
}

/* The frames in the middle, up to `to`, then the stretch moves on. */
static emg_status
look(emg_coscalogram *self, int to, emg_coscalogram_taker *taker, void *taken)
{
    emg_coscalogram_work *w = self->work;
    int reach = w->morlet.reach, n = w->morlet.n;
    emg_coscalogram_part part = {self->first, to - reach, self->hidden + reach,
                                 w->voices + reach};
    memset(w->voices, 0, (size_t)n * sizeof *w->voices);
    for (int i = 0; i < 2; i++)
        emg_morlet_forward(&w->morlet, self->stretches[i], w->spectra[i]);
    for (int v = 0; v < w->morlet.n_voices; v++)
        look_at_voice(self, v, reach, to);
    emg_status status = taker ? taker(taken, &part) : EMG_OK;
    int kept = 2 * reach, gone = n - kept;
    for (int i = 0; i < 2; i++)
        memmove(self->stretches[i], self->stretches[i] + gone,
                (size_t)kept * sizeof(double));
    memmove(self->hidden, self->hidden + gone, (size_t)kept);
    self->filled = kept;
    self->first += part.n;
    return status;
}

/* ---- frames ---------------------------------------------------------------
 */

static void
push(emg_coscalogram *self, double a, double b, bool hidden)
{
    self->stretches[0][self->filled] = hidden ? 0 : a;
    self->stretches[1][self->filled] = hidden ? 0 : b;
    self->hidden[self->filled++] = hidden;
}

void
emg_coscalogram_begin(emg_coscalogram *self, int64_t first)
{
    self->filled = 0;
    self->first = first;
    for (int i = 0; i < self->work->morlet.reach; i++)
        push(self, 0, 0, true);
}

emg_status
emg_coscalogram_add(emg_coscalogram *self, double a, double b, bool hidden,
                    emg_coscalogram_taker *taker, void *to)
{
    const emg_morlet *m = &self->work->morlet;
    push(self, a, b, hidden);
    return self->filled < m->n ? EMG_OK
                               : look(self, m->n - m->reach, taker, to);
}

emg_status
emg_coscalogram_end(emg_coscalogram *self, emg_coscalogram_taker *taker,
                    void *to)
{
    const emg_morlet *m = &self->work->morlet;
    int middle = m->n - m->reach, end = self->filled;
    emg_status status = EMG_OK;
    while (end > m->reach && !status) {
        while (self->filled < m->n)
            push(self, 0, 0, true);
        status = look(self, end < middle ? end : middle, taker, to);
        end -= middle - m->reach;
    }
    self->filled = 0;
    return status;
}
