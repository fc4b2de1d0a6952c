#include "unit.h"

#include "dsp/rake_follow.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N (10 * RATE)

/* Ahead of 50 Hz, in turns: off, and 0.04 Hz about that in 8 s. */
static double
ahead(double seconds, double off_hz)
{
    return off_hz * seconds +
           0.04 * 8 / (2 * M_PI) * sin(2 * M_PI * seconds / 8);
}

static const double offs[] = {-0.45, -0.1, 0, 0.013, 0.31};

START_TEST(a_drifting_phase_is_followed)
{
    emg_rake rake;
    emg_rake_init(&rake, 50, RATE, NULL);
    double *work = calloc(emg_teeth_room(&rake, N), sizeof *work);
    double *x = calloc(N, sizeof *x);
    emg_teeth v = emg_teeth_over(&rake, N, work);
    for (int i = 0; i < N; i++) {
        double t = (double)i / RATE, turns = 50 * t + ahead(t, offs[_i]);
        x[i] = sin(2 * M_PI * turns) + 0.4 * sin(6 * M_PI * turns);
    }
    emg_rake_project(&v, x);
    for (int b = 0; b < v.n; b++)
        v.weights[b] = 1;
    emg_rake_follow(&v, _i % 2 == 0);
    for (int b = 100; b < v.n - 100; b++) {
        double turns = v.turns[b] - v.turns[100];
        double is = ahead(b / 100.0, offs[_i]) - ahead(1, offs[_i]);
        ck_assert_double_eq_tol(turns, is, 0.005);
        ck_assert_double_eq_tol(v.drift[2 * b], cos(2 * M_PI * v.turns[b]),
                                1e-12);
    }
    free(x);
    free(work);
    emg_rake_clear(&rake);
}
END_TEST

static void
add(TCase *tests)
{
    int n = sizeof offs / sizeof *offs;
    tcase_add_loop_test(tests, a_drifting_phase_is_followed, 0, n);
}

int
main(void)
{
    return unit_main("rake follow", add);
}
