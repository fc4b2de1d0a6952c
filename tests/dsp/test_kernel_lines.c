/* Rows of lines against plain sums. */
#include "tables.h"
#include "unit.h"

#define WIDE 4

START_TEST(rows_are_projected_on_and_taken_away)
{
    static emg_lanes rows[TABLES_MOST * WIDE], sums[WIDE], weights[WIDE];
    tables all = tables_find();
    tables_fill(rows, TABLES_MOST * WIDE);
    tables_fill(weights, WIDE);
    for (int t = 0; t < all.n; t++)
        for (int n = 1; n < TABLES_MOST; n += 1 + n / 2) {
            double samples[TABLES_MOST], left[TABLES_MOST];
            for (int i = 0; i < n; i++)
                left[i] = samples[i] = tables_value();
            all.at[t]->project(samples, n, rows, WIDE, sums);
            all.at[t]->take_away(left, n, rows, WIDE, weights);
            for (int l = 0; l < WIDE * EMG_LANES; l++) {
                double sum = 0;
                for (int i = 0; i < n; i++)
                    sum += samples[i] * rows[i * WIDE + l / 8].v[l % 8];
                ck_assert_double_eq(sums[l / 8].v[l % 8], sum);
            }
            for (int i = 0; i < n; i++) {
                double p[EMG_LANES] = {0};
                for (int l = 0; l < WIDE * EMG_LANES; l++)
                    p[l % 8] += weights[l / 8].v[l % 8] *
                                rows[i * WIDE + l / 8].v[l % 8];
                ck_assert_double_eq(
                    left[i], samples[i] - (((p[0] + p[1]) + (p[2] + p[3])) +
                                           ((p[4] + p[5]) + (p[6] + p[7]))));
            }
        }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, rows_are_projected_on_and_taken_away);
}

int
main(void)
{
    return unit_main("kernel_lines", add);
}
