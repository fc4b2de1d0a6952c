/* By sorting: there are few of them. */
#include "detect/weighted.h"

#include <math.h>
#include <stdlib.h>

static int
by_value(const void *a, const void *b)
{
    double x = ((const emg_weighted *)a)->value;
    double y = ((const emg_weighted *)b)->value;
    return (x > y) - (x < y);
}

static double
sorted_weight(emg_weighted *values, size_t n)
{
    double sum = 0;
    qsort(values, n, sizeof *values, by_value);
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
