/* Lines and outliers of spectra, see replace.h. */
#include "dsp/replace.h"

#include <math.h>

#define INSIDE_HZ 0.5  /* a line, on each side */
#define OUTSIDE_HZ 2.5 /* what it is compared with ends there */
#define MIDDLE_HZ 1.5  /* and has its middle there */
#define REACH_HZ 2     /* of an outlier's neighbours */
#define TO_SD 1.4826   /* from a median distance to a standard deviation */
#define ROUNDING 1e-9  /* of a bin: edges in Hz are no whole bins */

static double
magnitude(const emg_spectrum *s, int bin)
{
    double re = s->half[2 * bin], im = s->half[2 * bin + 1];
    return sqrt(re * re + im * im);
}

static void
set_magnitude(const emg_spectrum *s, int bin, double wanted)
{
    double is = magnitude(s, bin);
    if (!(is > 0))
        return; /* without a phase there is none to keep */
    s->half[2 * bin] *= wanted / is;
    s->half[2 * bin + 1] *= wanted / is;
}

void
emg_magnitudes(const emg_spectrum *spectrum, double *magnitudes)
{
    for (int k = 0; k < spectrum->n_bins; k++)
        magnitudes[k] = magnitude(spectrum, k);
}

static int
between(int least, double number, int most)
{
    return number < least ? least : number > most ? most : (int)number;
}

int
emg_bin_from(const emg_spectrum *s, double hz)
{
    return between(0, ceil(hz / s->width_hz - ROUNDING), s->n_bins);
}

int
emg_bin_past(const emg_spectrum *s, double hz)
{
    return between(0, floor(hz / s->width_hz + ROUNDING) + 1, s->n_bins);
}

/* NaN where there is no bin. */
static double
mean(const emg_spectrum *s, int from, int to)
{
    double sum = 0;
    for (int k = from; k < to; k++)
        sum += magnitude(s, k);
    return to > from ? sum / (to - from) : NAN;
}

int
emg_replace_line(const emg_spectrum *spectrum, double hz)
{
    const emg_spectrum *s = spectrum;
    int from = emg_bin_from(s, hz - INSIDE_HZ),
        to = emg_bin_past(s, hz + INSIDE_HZ);
    double low = mean(s, emg_bin_from(s, hz - OUTSIDE_HZ), from);
    double high = mean(s, to, emg_bin_past(s, hz + OUTSIDE_HZ));
    low = isnan(low) ? high : low;
    high = isnan(high) ? low : high;
    if (isnan(low))
        return 0;
    for (int k = from; k < to; k++) {
        double way = (k * s->width_hz - (hz - MIDDLE_HZ)) / (2 * MIDDLE_HZ);
        set_magnitude(s, k, low + way * (high - low));
    }
    return to - from;
}

/* Sorts a few numbers in place. */
static void
sort(double *x, int n)
{
    for (int i = 1; i < n; i++) {
        double one = x[i];
        int at = i;
        for (; at > 0 && x[at - 1] > one; at--)
            x[at] = x[at - 1];
        x[at] = one;
    }
}

static double
median_of_sorted(const double *x, int n)
{
    return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

int
emg_replace_reach(double width_hz)
{
    return (int)floor(REACH_HZ / width_hz + ROUNDING);
}

int
emg_replace_outliers(const emg_spectrum *spectrum, const double *magnitudes,
                     int from, int to, double threshold, double *work)
{
    int reach = emg_replace_reach(spectrum->width_hz), replaced = 0;
    for (int k = from; k < to; k++) {
        int first = k > reach ? k - reach : 0;
        int last =
            k + reach < spectrum->n_bins ? k + reach : spectrum->n_bins - 1;
        int n = last - first + 1;
        for (int i = 0; i < n; i++)
            work[i] = magnitudes[first + i];
        sort(work, n);
        double median = median_of_sorted(work, n);
        for (int i = 0; i < n; i++)
            work[i] = fabs(work[i] - median);
        sort(work, n);
        double spread = TO_SD * median_of_sorted(work, n);
        if (magnitudes[k] > median + threshold * spread) {
            set_magnitude(spectrum, k, median);
            replaced++;
        }
    }
    return replaced;
}
