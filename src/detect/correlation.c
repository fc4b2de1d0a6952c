/* Sums over all lags, frame by frame, so that no block border can show. */
#include "detect/correlation.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

emg_status
emg_correlation_init(emg_correlation *correlation, int reach, emg_error *error)
{
    size_t lags = 2 * (size_t)reach + 1;
    *correlation = (emg_correlation){.reach = reach};
    correlation->sums = emg_new(lags, sizeof(double), error);
    correlation->recent =
        emg_new(2 * 2 * (size_t)reach + 1, sizeof(double), error);
    return correlation->sums && correlation->recent ? EMG_OK : EMG_NO_MEMORY;
}

/* The newest frame is put at two places of a ring, so that behind one of them
 * the last `reach` frames always lie in a row, the newest first. */
static double *
newest(emg_correlation *c, int channel)
{
    int64_t place = c->reach - 1 - c->n % c->reach;
    return c->recent + (int64_t)channel * 2 * c->reach + place;
}

static void
add_lags(emg_correlation *c, const double *a, const double *b, double now_a,
         double now_b, int64_t known)
{
    double *later = c->sums + c->reach + 1; /* b now, a `i + 1` frames ago */
    double *earlier = c->sums + c->reach - 1;
    for (int64_t i = 0; i < known; i++)
        later[i] += a[i] * now_b;
    for (int64_t i = 0; i < known; i++)
        earlier[-i] += now_a * b[i];
}

void
emg_correlation_add(emg_correlation *c, double a, double b)
{
    c->sums[c->reach] += a * b;
    c->power_a += a * a;
    c->power_b += b * b;
    if (c->reach > 0) {
        int64_t known = c->n < c->reach ? c->n : c->reach;
        double *here_a = newest(c, 0), *here_b = newest(c, 1);
        add_lags(c, here_a + 1, here_b + 1, a, b, known);
        here_a[0] = a;
        here_b[0] = b;
        here_a[c->reach] = a;
        here_b[c->reach] = b;
    }
    c->n++;
}

double
emg_correlation_peak(const emg_correlation *correlation, int *lag)
{
    double norm = sqrt(correlation->power_a) * sqrt(correlation->power_b);
    double most = -1;
    *lag = 0;
    if (!(norm > 0))
        return NAN;
    for (int i = 0; i <= 2 * correlation->reach; i++)
        if (fabs(correlation->sums[i]) > most) {
            most = fabs(correlation->sums[i]);
            *lag = i - correlation->reach;
        }
    return most / norm;
}

void
emg_correlation_reset(emg_correlation *correlation)
{
    memset(correlation->sums, 0,
           (2 * (size_t)correlation->reach + 1) * sizeof(double));
    correlation->n = 0;
    correlation->power_a = correlation->power_b = 0;
}

void
emg_correlation_clear(emg_correlation *correlation)
{
    emg_free(correlation->sums);
    emg_free(correlation->recent);
    *correlation = (emg_correlation){0};
}
