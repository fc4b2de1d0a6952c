/* Running boxes over both parts and the weights. */
#include "dsp/triangle.h"

#include <math.h>
#include <string.h>

#define PARTS 3 /* real, imaginary, weight */

size_t
emg_triangle_room(int n)
{
    return 2 * PARTS * (size_t)n;
}

/* Sums over [i - half, i + half]. */
static void
box(const double *x, int n, int half, double *out)
{
    double sum[PARTS] = {0};
    for (int i = -half; i < n; i++)
        for (int p = 0; p < PARTS; p++) {
            if (i + half < n)
                sum[p] += x[PARTS * (i + half) + p];
            if (i - half > 0)
                sum[p] -= x[PARTS * (i - half - 1) + p];
            if (i >= 0)
                out[PARTS * i + p] = sum[p];
        }
}

void
emg_triangle(double *pairs, int n, int half, const double *weights,
             double *work)
{
    double *sums = work + PARTS * (size_t)n;
    for (int i = 0; i < n; i++) {
        double weight = weights ? weights[i] : 1;
        work[PARTS * i] = weight * pairs[2 * i];
        work[PARTS * i + 1] = weight * pairs[2 * i + 1];
        work[PARTS * i + 2] = weight;
    }
    box(work, n, half, sums);
    box(sums, n, half, work);
    for (int i = 0; i < n; i++) {
        pairs[2 * i] = work[PARTS * i] / work[PARTS * i + 2];
        pairs[2 * i + 1] = work[PARTS * i + 1] / work[PARTS * i + 2];
    }
}

static double
height(int half, int at)
{
    double width = 2 * half + 1;
    return fmax(0, width - fabs((double)at)) / (width * width);
}

double
emg_triangle_chance(int wide, int narrow)
{
    double alone = 0, apart = 0;
    for (int i = -2 * wide; i <= 2 * wide; i++) {
        double a = height(wide, i), off = a - height(narrow, i);
        alone += a * a;
        apart += off * off;
    }
    return apart > 0 ? alone / apart : 1;
}
