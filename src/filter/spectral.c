/* Blocks into spectra, some bins replaced, and back. */
#include "filter/spectral.h"

#include "base/memory.h"
#include "dsp/fft.h"
#include "dsp/replace.h"
#include "filter/windowed.h"

#include <math.h>
#include <string.h>

#define LONGEST_S 5 /* bins of 0.2 Hz */
#define NEAR_HZ 1   /* how far from a frequency outliers are looked for */
#define LEAST_RATE_HZ 20
#define MOST_RATE_HZ 1000000 /* 5 s of more should not wait in memory */

typedef struct spectral {
    double rate_hz;
    int sizes[LONGEST_S]; /* frames of 1 s, 2 s ... */
    emg_fft *ffts[LONGEST_S];
    emg_line_list *lists; /* of each channel, or NULL */
    double threshold;     /* of outliers, 0: lines are drawn */
} spectral;

/* Where a window's scratch holds what; FFTW's arrays begin at cache lines. */
typedef struct room {
    double *real, *half, *magnitudes, *work;
} room;

static size_t
in_lines(int n)
{
    return ((size_t)n + EMG_LANES - 1) / EMG_LANES * EMG_LANES;
}

static room
room_of(const spectral *self, double *scratch)
{
    int longest = self->sizes[LONGEST_S - 1];
    room r = {.real = scratch};
    r.half = r.real + in_lines(longest);
    r.magnitudes = r.half + in_lines(emg_fft_half(longest));
    r.work = r.magnitudes + in_lines(longest / 2 + 1);
    return r;
}

static size_t
scratch_of(const spectral *self)
{
    int longest = self->sizes[LONGEST_S - 1];
    int reach = emg_replace_reach(self->rate_hz / longest);
    return in_lines(longest) + in_lines(emg_fft_half(longest)) +
           in_lines(longest / 2 + 1) + 2 * (size_t)reach + 1;
}

static int
draw_lines(const emg_spectrum *spectrum, const emg_line_list *list)
{
    int bins = 0;
    for (int i = 0; i < list->n; i++)
        bins += emg_replace_line(spectrum, list->hz[i]);
    return bins;
}

/* Within 1 Hz of each frequency of the list, no bin twice: it is sorted. */
static int
cut_near(const spectral *self, const emg_spectrum *s, const emg_line_list *list,
         const room *r)
{
    int bins = 0, done = 0;
    for (int i = 0; i < list->n; i++) {
        int from = emg_bin_from(s, list->hz[i] - NEAR_HZ);
        int to = emg_bin_past(s, list->hz[i] + NEAR_HZ);
        from = from > done ? from : done;
        bins += emg_replace_outliers(s, r->magnitudes, from, to,
                                     self->threshold, r->work);
        done = to > done ? to : done;
    }
    return bins;
}

static int
replace(const spectral *self, const emg_spectrum *spectrum, int channel,
        const room *r)
{
    const emg_line_list *list = self->lists ? &self->lists[channel] : NULL;
    if (self->threshold <= 0)
        return draw_lines(spectrum, list);
    emg_magnitudes(spectrum, r->magnitudes);
    if (list)
        return cut_near(self, spectrum, list, r);
    return emg_replace_outliers(spectrum, r->magnitudes, 0, spectrum->n_bins,
                                self->threshold, r->work);
}

/* One block of so many whole seconds, in place; its samples before `keep` stay
 * as they are. */
static int
run_block(const spectral *self, const emg_window *window, int seconds,
          int first, int keep)
{
    int n = self->sizes[seconds - 1];
    const emg_fft *fft = self->ffts[seconds - 1];
    room r = room_of(self, window->scratch);
    emg_spectrum spectrum = {r.half, n / 2 + 1, self->rate_hz / n};
    memcpy(r.real, window->samples + first, (size_t)n * sizeof *r.real);
    emg_fft_forward(fft, r.real, r.half);
    int bins = replace(self, &spectrum, window->channel, &r);
    if (bins == 0)
        return 0;
    emg_fft_inverse(fft, r.half, r.real);
    for (int i = keep; i < n; i++)
        window->samples[first + i] = r.real[i] / n;
    return bins;
}

/* A whole window is one block. A shorter segment may need two that overlap:
 * the later one first, which changes only what the other does not see. */
static int64_t
spectral_work(const void *worker, const emg_window *window)
{
    const spectral *self = worker;
    int seconds = LONGEST_S, bins = 0;
    if (self->lists && self->lists[window->channel].n == 0)
        return 0;
    while (seconds > 0 && self->sizes[seconds - 1] > window->n)
        seconds--;
    if (seconds == 0)
        return 0;
    int n = self->sizes[seconds - 1], rest = window->n - n;
    if (rest > 0)
        bins += run_block(self, window, seconds, rest, n - rest);
    return bins + run_block(self, window, seconds, 0, 0);
}

static void
spectral_destroy(void *worker)
{
    spectral *self = worker;
    for (int i = 0; i < LONGEST_S; i++)
        emg_fft_destroy(self->ffts[i]);
    emg_free(self->lists);
    emg_free(self);
}

static emg_status
prepare(spectral *self, const emg_format *in, const emg_line_list *lists,
        emg_error *error)
{
    size_t n = (size_t)in->n_channels;
    self->rate_hz = in->rate_hz;
    for (int i = 0; i < LONGEST_S; i++) {
        self->sizes[i] = (int)round((i + 1) * in->rate_hz);
        self->ffts[i] = emg_fft_create(self->sizes[i], error);
        if (!self->ffts[i])
            return error ? error->status : EMG_NO_MEMORY;
    }
    if (!lists)
        return EMG_OK;
    self->lists = emg_new(n, sizeof *lists, error);
    if (!self->lists)
        return EMG_NO_MEMORY;
    memcpy(self->lists, lists, n * sizeof *lists);
    return EMG_OK;
}

static emg_stage *
create(const emg_format *in, const char *name, const emg_line_list *lists,
       double threshold, emg_error *error)
{
    if (!(in->rate_hz >= LEAST_RATE_HZ && in->rate_hz <= MOST_RATE_HZ)) {
        emg_fail(error, EMG_BAD_OPTION,
                 "no spectra at %.6g Hz: a rate is %d to %d Hz for them",
                 in->rate_hz, LEAST_RATE_HZ, MOST_RATE_HZ);
        return NULL;
    }
    spectral *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->threshold = threshold;
    if (prepare(self, in, lists, error)) {
        spectral_destroy(self);
        return NULL;
    }
    const emg_windows windows = {.name = name,
                                 .step = self->sizes[LONGEST_S - 1],
                                 .scratch = scratch_of(self),
                                 .work = spectral_work,
                                 .destroy = spectral_destroy};
    return emg_windowed_create(in, &windows, self, error);
}

emg_stage *
emg_interpolate_create(const emg_format *in, const emg_line_list *lists,
                       emg_error *error)
{
    return create(in, "spectrum interpolation", lists, 0, error);
}

emg_stage *
emg_hampel_create(const emg_format *in, const emg_line_list *lists,
                  double threshold, emg_error *error)
{
    return create(in, "spectral outliers", lists, threshold, error);
}
