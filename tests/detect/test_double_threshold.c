/* Chances are those of scipy.stats.binom and of the paper's table. */
#include "unit.h"

#include "detect/double_threshold.h"

#include <math.h>

typedef struct known {
    int points, enough;
    double chance, each, level; /* over the variance */
    double in_emg[3];           /* at 3, 6 and 10 dB */
} known;

/* scipy.stats.binom.sf(enough - 1, points, each) is chance; the last ones are
 * of each ** (1 / (1 + 10 ** (dB / 10))). */
static const known table[] = {
    {5, 1, 0.05, 0.010206, 9.1695, {0.7045, 0.9212, 0.9954}},
    {5, 1, 0.01, 0.002008, 12.4212, {0.4893, 0.8163, 0.9851}},
    {5, 2, 0.05, 0.076440, 5.1425, {0.7030, 0.9105, 0.9921}},
    {5, 2, 0.01, 0.032682, 6.8419, {0.5108, 0.8165, 0.9799}},
    {10, 3, 0.01, 0.047507, 6.0938, {0.7627, 0.9694, 0.9997}},
};

START_TEST(levels_and_chances_are_those_of_the_table)
{
    static const double db[] = {3, 6, 10};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const known *k = &table[i];
        double p = emg_chance_of_each(k->points, k->enough, k->chance);
        ck_assert_double_eq_tol(p, k->each, 5e-7);
        ck_assert_double_eq_tol(emg_level_of_chance(1, p), k->level, 5e-5);
        for (int n = 0; n < 3; n++) {
            double each = emg_chance_in_emg(p, pow(10, db[n] / 10));
            ck_assert_double_eq_tol(
                emg_chance_of_enough(k->points, k->enough, each), k->in_emg[n],
                6e-5);
        }
    }
}
END_TEST

/* x[n] = 0.9 x[n - 1] + e[n]: its first weight is 0.9, and e is left. */
START_TEST(noise_loses_its_colour)
{
    enum { N = 50000 };
    static double e[N];
    emg_whitening white = {0};
    double x = 0, squares = 0, left = 0;
    for (uint64_t i = 0, state = 9; i < N; i++) {
        double sum = -6; /* of 12 even numbers: nearly Gaussian, variance 1 */
        for (int k = 0; k < 12; k++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            sum += (double)(state >> 11) / 9007199254740992.0;
        }
        e[i] = sum;
    }
    for (int i = 0; i < N; i++) {
        x = 0.9 * x + e[i];
        squares += e[i] * e[i];
        emg_whitening_add(&white, x, true);
    }
    ck_assert(emg_whitening_settle(&white));
    ck_assert_double_eq_tol(white.weights[0], 0.9, 0.02);
    ck_assert_double_eq_tol(white.weights[1], 0, 0.02);
    ck_assert_double_eq_tol(white.variance, squares / N, 0.01);
    emg_whitening_gap(&white);
    x = 0;
    for (int i = 0; i < N; i++) {
        x = 0.9 * x + e[i];
        double one = emg_whitened(&white, x);
        left += (one - e[i]) * (one - e[i]);
    }
    ck_assert_double_le(left / N, 0.005);
}
END_TEST

START_TEST(silence_cannot_be_made_white)
{
    emg_whitening white = {0};
    for (int i = 0; i < 100; i++)
        emg_whitening_add(&white, 0, true);
    ck_assert(!emg_whitening_settle(&white));
}
END_TEST

/* Values (pairs of samples) above the level are x; 2 of 3 are enough. */
START_TEST(a_run_reaches_from_the_first_value_above_to_the_last)
{
    static const char *const values = "..x...xx.x....x";
    emg_intervals runs = {0};
    emg_double_threshold two = {
        .level = 5, .points = 3, .enough = 2, .runs = &runs};
    emg_double_threshold_begin(&two, 100, 4);
    for (const char *v = values; *v; v++) {
        emg_double_threshold_add(&two, 1, NULL);
        emg_double_threshold_add(&two, *v == 'x' ? 3 : 1, NULL);
    }
    emg_double_threshold_end(&two, NULL);
    ck_assert_uint_eq(runs.n, 1);
    ck_assert_int_eq(runs.at[0].from, 100 + 2 * 6);
    ck_assert_int_eq(runs.at[0].to, 100 + 2 * 10);
    ck_assert_int_eq(runs.at[0].segment, 4);
    emg_intervals_free(&runs);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, levels_and_chances_are_those_of_the_table);
    tcase_add_test(tests, noise_loses_its_colour);
    tcase_add_test(tests, silence_cannot_be_made_white);
    tcase_add_test(tests, a_run_reaches_from_the_first_value_above_to_the_last);
}

int
main(void)
{
    return unit_main("double threshold", add);
}
