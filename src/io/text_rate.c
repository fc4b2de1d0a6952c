/* Exact rates from numbers that were rounded to be written. */
#include "io/text.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>

#define MOST 1e9L
#define ROUNDED_DIGITS 7 /* with so many a text is taken for a rounded one */

/* 10^ten, exact as far as a long double goes. */
static long double
power_of_ten(int ten)
{
    long double power = 1;
    for (int i = abs(ten); i > 0; i--)
        power *= 10;
    return ten < 0 ? 1 / power : power;
}

double
emg_text_half(int ten)
{
    return (double)(power_of_ten(ten) / 2);
}

/*
 * The ratio of the smallest numbers between low and high: the whole parts of
 * their continued fractions agree up to where they part.
 */
static bool
simplest(long double low, long double high, int depth, long double *above,
         long double *below)
{
    long double whole = floorl(low), next = ceill(low);
    if (depth == 0 || high > MOST)
        return false;
    if (next <= high) {
        *above = next;
        *below = 1;
        return true;
    }
    long double up, down;
    if (!simplest(1 / (high - whole), 1 / (low - whole), depth - 1, &up, &down))
        return false;
    *above = whole * up + down;
    *below = up;
    return *above <= MOST; /* and what is below is no more */
}

/* The simplest rate near `middle`: a whole one, if there is any. */
static bool
set_simplest(emg_rate *rate, long double low, long double middle,
             long double high)
{
    long double above, below, whole = roundl(middle);
    if (low > 0 && low <= whole && whole <= high && high <= MOST)
        return emg_rate_set(rate, (int64_t)whole, 1);
    if (!(low > 0) || !simplest(low, high, 24, &above, &below))
        return false;
    return emg_rate_set(rate, (int64_t)above, (int64_t)below);
}

bool
emg_text_rate_near(double rate_hz, double half, emg_rate *rate)
{
    long double middle = rate_hz;
    return isfinite(rate_hz) &&
           set_simplest(rate, middle - half, middle, middle + half);
}

bool
emg_text_rate_read(const char *text, size_t length, emg_rate *rate)
{
    const emg_text_cell cell = {text, length};
    emg_cell_number number;

    if (emg_text_cell_read(&cell, true, &number) != EMG_CELL_NUMBER ||
        !(number.value > 0) || !isfinite(number.value))
        return false;
    if (number.significant >= ROUNDED_DIGITS) {
        return emg_text_rate_near(number.value, emg_text_half(number.ten),
                                  rate);
    }
    if (number.ten < -9 || number.value > 1e9)
        return false;
    long double below = number.ten < 0 ? power_of_ten(-number.ten) : 1;
    return emg_rate_set(rate, llroundl(number.value * below), (int64_t)below);
}

bool
emg_text_rate_of(double rate_hz, emg_rate *rate)
{
    char text[EMG_NUMBER_SIZE];
    int length = emg_number_print(text, rate_hz);
    return emg_text_rate_read(text, (size_t)length, rate);
}

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* 0 when there is no memory, which *error then says. */
static double
median_step(const double *times_s, int n, emg_error *error)
{
    double *steps = emg_new((size_t)n - 1, sizeof *steps, error);
    if (!steps)
        return 0;
    for (int i = 1; i < n; i++)
        steps[i - 1] = times_s[i] - times_s[i - 1];
    qsort(steps, (size_t)n - 1, sizeof *steps, by_size);
    double median = steps[(n - 1) / 2];
    emg_free(steps);
    return median;
}

/* The largest of up to 16 before `to`, and of the one at `to`: shortest texts
 * drop zeros, so that one alone may look coarse. */
static double
finest(const double *half_s, int from, int to)
{
    double half = half_s[from];
    for (int i = from; i < to; i++)
        half = half_s[i] < half ? half_s[i] : half;
    return half;
}

bool
emg_text_rate_of_times(const double *times_s, const double *half_s, int n,
                       emg_rate *rate, emg_error *error)
{
    double step = median_step(times_s, n, error);
    int last = 1;
    if (!(step > 0))
        return false;
    while (last < n && fabs(times_s[last] - times_s[last - 1] - step) <
                           step / 2 + half_s[last] + half_s[last - 1])
        last++;
    last--;
    if (last < 1)
        return false;
    int start =
        last + 1 > EMG_TEXT_CLOCK_ROWS ? last + 1 - EMG_TEXT_CLOCK_ROWS : 0;
    int near = n < EMG_TEXT_CLOCK_ROWS ? n : EMG_TEXT_CLOCK_ROWS;
    long double span = (long double)times_s[last] - times_s[0];
    long double off = (long double)finest(half_s, 0, near) +
                      finest(half_s, start, last + 1) +
                      4 * (long double)fabs(times_s[last]) * 0x1p-52L;
    if (off > span / 2) /* a few rows: their digits are believed */
        off = span * 1e-6L;
    return set_simplest(rate, last / (span + off), last / span,
                        last / (span - off));
}
