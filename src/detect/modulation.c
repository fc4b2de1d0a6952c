/* The rectified signal in cells of 10 ms (of its own rate nothing is needed
 * above 15 Hz), a Hann-windowed spectrum of every 2 s. */
#include "detect/modulation.h"

#include "base/math.h"

#include <math.h>
#include <string.h>

#define CELLS_PER_S 100
#define STEP_HZ 0.5
#define FIRST_HZ 2.0
#define NEAR_HZ 1.0

void
emg_modulation_start(emg_modulation *modulation, double rate_hz)
{
    memset(modulation, 0, sizeof *modulation);
    modulation->rate_hz = rate_hz;
}

/* One-sided power of the mean-free cells in each bin, over the window's
 * energy: its sum over bins is the variance that lies in them. */
static void
add_spectrum(emg_modulation *m)
{
    enum { N = EMG_MODULATION_CELLS };
    double windowed[N];
    double mean = 0, energy = 0;
    for (int i = 0; i < N; i++)
        mean += m->cells[i] / N;
    for (int i = 0; i < N; i++) {
        double w = 0.5 - 0.5 * emg_cos(2 * (double)EMG_PI * i / N);
        windowed[i] = w * (m->cells[i] - mean);
        energy += w * w;
    }
    for (int k = 0; k < EMG_MODULATION_BINS; k++) {
        double turn =
            2 * (double)EMG_PI * (FIRST_HZ + k * STEP_HZ) / CELLS_PER_S;
        double step_re = emg_cos(turn), step_im = emg_sin(turn);
        double re = 0, im = 0, c = 1, s = 0;
        for (int i = 0; i < N; i++) {
            double next = c * step_re - s * step_im;
            re += windowed[i] * c;
            im += windowed[i] * s;
            s = c * step_im + s * step_re;
            c = next;
        }
        m->power[k] += 2 * (re * re + im * im) / (N * energy);
    }
    m->n_spectra++;
}

static void
add_cell(emg_modulation *m)
{
    int64_t half = EMG_MODULATION_CELLS / 2;
    m->cells[m->n_cells++] = m->cell / (double)m->in_cell;
    m->cell = 0;
    m->in_cell = 0;
    m->done++;
    if (m->n_cells < EMG_MODULATION_CELLS)
        return;
    add_spectrum(m);
    memmove(m->cells, m->cells + half, (size_t)half * sizeof *m->cells);
    m->n_cells = half;
}

/* A cell ends with the frame that reaches its time: where 10 ms are no whole
 * number of frames, some cells hold one more than others. */
void
emg_modulation_add(emg_modulation *m, double rectified)
{
    m->sum += rectified;
    m->n++;
    m->cell += rectified;
    m->in_cell++;
    if (m->rate_hz >= CELLS_PER_S &&
        (double)m->n * CELLS_PER_S >= (double)(m->done + 1) * m->rate_hz)
        add_cell(m);
}

/* By how much the mean over a cell flattens this frequency. */
static double
flattening(const emg_modulation *m, double hz)
{
    double frames = m->rate_hz / CELLS_PER_S;
    return emg_sin((double)EMG_PI * hz / CELLS_PER_S) /
           (frames * emg_sin((double)EMG_PI * hz / m->rate_hz));
}

void
emg_modulation_peak(const emg_modulation *m, double *hz, double *depth)
{
    int best = 0, reach = (int)(NEAR_HZ / STEP_HZ);
    double variance = 0;
    *hz = *depth = NAN;
    if (m->n_spectra == 0 || !(m->sum > 0))
        return;
    for (int k = 1; k < EMG_MODULATION_BINS; k++)
        if (m->power[k] > m->power[best])
            best = k;
    for (int k = best - reach; k <= best + reach; k++)
        if (k >= 0 && k < EMG_MODULATION_BINS)
            variance += m->power[k] / (double)m->n_spectra;
    *hz = FIRST_HZ + best * STEP_HZ;
    *depth = sqrt(2 * variance) / (m->sum / (double)m->n) / flattening(m, *hz);
}
