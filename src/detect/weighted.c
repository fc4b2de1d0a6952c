/* By sorting, equal values in the order they came: sums depend on it. */
#include "detect/weighted.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static int
by_value(const void *a, const void *b)
{
    double x = ((const emg_weighted *)a)->value;
    double y = ((const emg_weighted *)b)->value;
    return (x > y) - (x < y);
}

#define FEW 160 /* that are sorted here, four times as fast as by qsort */
#define RUN 8

static void
sort_run(emg_weighted *values, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        emg_weighted one = values[i];
        size_t k = i;
        for (; k > 0 && values[k - 1].value > one.value; k--)
            values[k] = values[k - 1];
        values[k] = one;
    }
}

/* Which of the two comes first is anybody's guess: no branch depends on it. */
static void
merge(const emg_weighted *a, size_t n_a, const emg_weighted *b, size_t n_b,
      emg_weighted *to)
{
    const emg_weighted *end_a = a + n_a, *end_b = b + n_b;
    while (a < end_a && b < end_b) {
        bool second = b->value < a->value;
        const emg_weighted *from = second ? b : a;
        *to++ = *from;
        b += second;
        a += !second;
    }
    while (a < end_a)
        *to++ = *a++;
    while (b < end_b)
        *to++ = *b++;
}

static size_t
less(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void
sort_few(emg_weighted *values, size_t n)
{
    emg_weighted other[FEW];
    for (size_t i = 0; i < n; i += RUN)
        sort_run(values + i, less(RUN, n - i));
    for (size_t run = RUN; run < n; run *= 2) {
        for (size_t i = 0; i < n; i += 2 * run) {
            size_t first = less(run, n - i);
            merge(values + i, first, values + i + first,
                  less(run, n - i - first), other + i);
        }
        memcpy(values, other, n * sizeof *values);
    }
}

static bool
in_order(const emg_weighted *values, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (values[i].value < values[i - 1].value)
            return false;
    return true;
}

static double
sorted_weight(emg_weighted *values, size_t n)
{
    double sum = 0;
    if (!in_order(values, n)) { /* who asks again and again keeps them so */
        if (n <= FEW)
            sort_few(values, n);
        else
            qsort(values, n, sizeof *values, by_value);
    }
    for (size_t i = 0; i < n; i++)
        sum += values[i].weight;
    return sum;
}

double
emg_weighted_quantile(emg_weighted *values, size_t n, double share)
{
    double wanted = share * sorted_weight(values, n), sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += values[i].weight;
        if (sum > 0 && sum >= wanted)
            return values[i].value;
    }
    return NAN;
}

/* The weight within reach of each, by two ends that only move up; the first
 * that holds enough and is not outdone within reach is the mode. */
double
emg_weighted_lowest_mode(emg_weighted *values, size_t n, double share,
                         double reach)
{
    double least = share * sorted_weight(values, n);
    double inside = 0, best = 0, mode = NAN;
    size_t low = 0, high = 0;
    for (size_t i = 0; i < n; i++) {
        double here = values[i].value;
        while (high < n && values[high].value <= here + reach)
            inside += values[high++].weight;
        while (values[low].value < here - reach)
            inside -= values[low++].weight;
        if (best > 0 && here > mode + reach)
            return mode;
        if (inside > 0 && inside >= least && inside > best) {
            best = inside;
            mode = here;
        }
    }
    return mode;
}
