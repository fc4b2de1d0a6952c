#include "filter/convolve.h"

#include "trace.h"
#include "unit.h"

#include <math.h>
#include <stdlib.h>

#define MOST 9000

/* Sum by sum, over a signal that is extended as `how` says. */
static double
at(const double *x, int64_t n, int64_t i, const emg_convolution *how)
{
    if (i >= 0 && i < n)
        return x[i];
    if (how->ends != EMG_ENDS_ODD || !how->centred)
        return 0;
    int64_t end = i < 0 ? 0 : n - 1, far = i < 0 ? -i : i - (n - 1);
    far = far < n ? far : n - 1;
    return n == 1 ? x[0] : 2 * x[end] - x[i < 0 ? far : n - 1 - far];
}

static double
wanted(const double *x, int64_t n, int64_t i, const emg_convolution *how)
{
    int64_t ahead = how->centred ? how->n / 2 : 0;
    double sum = 0, inside = 0, all = 0;
    for (int j = 0; j < how->n; j++) {
        int64_t from = i + ahead - j;
        sum += how->taps[j] * at(x, n, from, how);
        inside += from >= 0 && from < n ? how->taps[j] : 0;
        all += how->taps[j];
    }
    double middle = at(x, n, i + ahead - how->n / 2, how);
    if (how->magnitude)
        return sqrt(sum * sum + middle * middle);
    return how->ends == EMG_ENDS_SHARE && how->centred ? sum * all / inside
                                                       : sum;
}

static void
check(emg_convolution how, int64_t n)
{
    static double x[MOST], y[MOST];
    emg_chain *chain = trace_chain(1000);
    trace_noise(x, n, 5);
    for (int64_t i = 0; i < n; i++)
        y[i] = x[i] += 3;
    emg_chain_add(
        chain, emg_convolve_create(emg_chain_format(chain), &how, NULL), NULL);
    trace_run(chain, y, n);
    for (int64_t i = 0; i<n; i += n> 3000 ? 37 : 1)
        ck_assert_double_eq_tol(y[i], wanted(x, n, i, &how), 1e-13);
}

static double taps[401];

static void
set_taps(int n)
{
    for (int j = 0; j < n; j++)
        taps[j] = (1 + (double)(j * 7 % 11)) / (6 * n);
}

START_TEST(every_way_equals_the_plain_sum)
{
    static const int lengths[] = {1, 3, 21, 401};
    static const int64_t frames[] = {1, 2, 5, 200, 201, 1023, 1500, MOST};
    for (int l = 0; l < 4; l++) {
        set_taps(lengths[l]);
        for (int f = 0; f < 8; f++)
            for (int ends = EMG_ENDS_ZERO; ends <= EMG_ENDS_SHARE; ends++)
                for (int way = 0; way < 4; way++)
                    check(
                        (emg_convolution){taps, lengths[l], way & 1,
                                          (emg_ends)ends,
                                          (way & 2) && ends != EMG_ENDS_SHARE},
                        frames[f]);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, every_way_equals_the_plain_sum);
}

int
main(void)
{
    return unit_main("convolve", add);
}
