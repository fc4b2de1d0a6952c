/* Paths and products in rows against plain loops. */
#include "tables.h"
#include "unit.h"

#include <math.h>
#include <stdlib.h>

/* The best way to one level, the lowest of equals. */
static int
best_way(const emg_climb *how, int level, float *score)
{
    int best = 0;
    *score = -HUGE_VALF;
    for (int i = 0; i < how->levels; i++) {
        bool turns = (i >= how->on_from) != (level >= how->on_from);
        float one = how->score[i] - how->cost[EMG_CLIMB_ROW + level - i] -
                    (turns ? how->turn : 0);
        if (one > *score) {
            *score = one;
            best = i;
        }
    }
    return best;
}

/* The scores after a step, and whence they come. */
static void
climb_plainly(const emg_climb *how, double energy, float *best, uint8_t *from)
{
    float most = -HUGE_VALF;
    for (int k = 0; k < EMG_CLIMB_ROW; k++) {
        from[k] = (uint8_t)best_way(how, k, &best[k]);
        if (energy >= 0)
            best[k] -= (float)(how->freedom *
                               (how->log[k] + energy * how->inverse[k]));
        if (k < how->levels && best[k] > most)
            most = best[k];
    }
    for (int k = 0; k < EMG_CLIMB_ROW; k++)
        best[k] -= most;
}

static void
check_climb(const emg_climb *how, double energy)
{
    tables all = tables_find();
    for (int t = 0; t < all.n; t++) {
        emg_climb climb = *how;
        float best[EMG_CLIMB_ROW];
        uint8_t from[EMG_CLIMB_ROW], wanted[EMG_CLIMB_ROW];
        all.at[t]->climb(&climb, energy, from);
        climb_plainly(how, energy, best, wanted);
        for (int k = 0; k < how->levels; k++) {
            ck_assert_int_eq(from[k], wanted[k]);
            ck_assert_float_eq(climb.score[k], best[k]);
        }
    }
}

START_TEST(a_climb_takes_the_best_way_to_each_level)
{
    emg_climb how = {.turn = 5, .freedom = 1.7};
    for (int k = -EMG_CLIMB_ROW; k < EMG_CLIMB_ROW; k++)
        how.cost[EMG_CLIMB_ROW + k] = fminf(0.625F * (float)abs(k), 8);
    for (int k = 0; k < EMG_CLIMB_ROW; k++) {
        how.log[k] = 0.25 * k;
        how.inverse[k] = exp(-how.log[k]);
    }
    for (int round = 0; round < 120; round++) {
        how.levels = 29 + round % 4;
        how.on_from = round % 30 + 1;
        for (int k = 0; k < EMG_CLIMB_ROW; k++) /* many are equal */
            how.score[k] = (float)(tables_bits() % 64) / 4;
        check_climb(&how, round % 3 ? 100 * fabs(tables_value()) : -1);
    }
}
END_TEST

START_TEST(products_are_summed_sample_by_sample)
{
    enum { N = 50, ROOM = N + EMG_PATH_REACH + EMG_PATH_ROW };
    float source[ROOM], with[N];
    tables all = tables_find();
    for (int i = 0; i < ROOM; i++)
        source[i] = (float)tables_value();
    for (int i = 0; i < N; i++)
        with[i] = (float)tables_value();
    for (int t = 0; t < all.n; t++) {
        emg_path_sums sums = {0};
        sums.at[3][4] = 2;
        all.at[t]->products(source + EMG_PATH_REACH, with, N, 0.7F, sums.at);
        for (int i = 0; i <= EMG_PATH_TAPS; i++)
            for (int k = 0; k < EMG_PATH_ROW; k++) {
                float sum = 0;
                for (int n = 0; n < N; n++)
                    sum += (i < EMG_PATH_TAPS ? source[n + i] : with[n]) *
                           source[n + k];
                ck_assert_float_eq(sums.at[i][k],
                                   (i == 3 && k == 4 ? 2 : 0) + 0.7F * sum);
            }
    }
}
END_TEST

START_TEST(an_image_adds_taps_half_the_row_apart)
{
    enum { N = 40, ROOM = N + EMG_PATH_REACH + 2 * EMG_PATH_ROW };
    float source[ROOM], taps[EMG_PATH_ROW], out[N + EMG_PATH_ROW], wanted[N];
    tables all = tables_find();
    for (int i = 0; i < ROOM; i++)
        source[i] = (float)tables_value();
    for (int k = 0; k < EMG_PATH_ROW; k++)
        taps[k] = (float)tables_value();
    for (int n = 0; n < N; n++) {
        float sum[EMG_PATH_ROW];
        for (int k = 0; k < EMG_PATH_ROW; k++)
            sum[k] = taps[k] * source[n + k];
        for (int half = EMG_PATH_ROW / 2; half > 0; half /= 2)
            for (int k = 0; k < half; k++)
                sum[k] += sum[k + half];
        wanted[n] = sum[0];
    }
    for (int t = 0; t < all.n; t++)
        for (int n = 1; n <= N; n += 13) {
            all.at[t]->image(taps, source + EMG_PATH_REACH, n, out);
            tables_check(all.at[t], "image", n, out, wanted,
                         (size_t)n * sizeof *out);
        }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_climb_takes_the_best_way_to_each_level);
    tcase_add_test(tests, products_are_summed_sample_by_sample);
    tcase_add_test(tests, an_image_adds_taps_half_the_row_apart);
}

int
main(void)
{
    return unit_main("kernel_rows", add);
}
