/* Logarithms, weights and counts against plain loops. */
#include "tables.h"
#include "unit.h"

#include "dsp/logarithm.h"

#include <math.h>
#include <string.h>

/* Anything a double can be, now and then what is none. */
static double
any_value(void)
{
    uint64_t word = tables_bits();
    double x;
    memcpy(&x, &word, sizeof x);
    return tables_bits() % 4 ? fabs(x) : x;
}

START_TEST(many_logarithms_are_those_of_one)
{
    double values[TABLES_MOST], ln[TABLES_MOST + 1], wanted[TABLES_MOST];
    tables all = tables_find();
    for (int n = 0; n <= TABLES_MOST; n++) {
        for (int i = 0; i < n; i++) {
            values[i] = i % 2 ? any_value() : fabs(tables_value());
            wanted[i] = emg_ln(values[i]);
        }
        for (int t = 0; t < all.n; t++) {
            ln[n] = 7;
            all.at[t]->logarithms(values, n, ln);
            tables_check(all.at[t], "logarithms", n, ln, wanted,
                         (size_t)n * sizeof *ln);
            ck_assert_double_eq(ln[n], 7);
            memcpy(ln, values, sizeof values);
            all.at[t]->logarithms(ln, n, ln);
            tables_check(all.at[t], "logarithms in place", n, ln, wanted,
                         (size_t)n * sizeof *ln);
        }
    }
}
END_TEST

START_TEST(lower_values_around_are_counted)
{
    enum { AROUND = 11 };
    double values[60 + AROUND];
    int64_t below[61], wanted;
    tables all = tables_find();
    for (int i = 0; i < 60 + AROUND; i++)
        values[i] = i % 9 ? fabs(tables_value()) : HUGE_VAL;
    for (int t = 0; t < all.n; t++)
        for (int n = 0; n <= 60; n++) {
            below[n] = 99;
            all.at[t]->count_lower(values, n, AROUND, 4, below);
            for (int i = 0; i < n; i++) {
                wanted = 0;
                for (int k = 0; k < AROUND; k++)
                    wanted += values[i + k] * 4 < values[i + AROUND / 2];
                ck_assert_int_eq(below[i], wanted);
            }
            ck_assert_int_eq(below[n], 99);
        }
}
END_TEST

/* values[i % step][i / step] is value i. */
static void
check_slide(int step, int from, int length, int n)
{
    enum { ROOM = 200 };
    double values[3 * ROOM], weights[ROOM], sums[TABLES_MOST],
        wanted[TABLES_MOST];
    for (int i = 0; i < 3 * ROOM; i++)
        values[i] = tables_value();
    for (int i = 0; i < length; i++)
        weights[i] = tables_value();
    for (int j = 0; j < n; j++) {
        wanted[j] = j;
        for (int i = 0; i < length; i++) {
            int at = from + j * step + i;
            wanted[j] += values[at % step * ROOM + at / step] * weights[i];
        }
    }
    tables all = tables_find();
    for (int t = 0; t < all.n; t++) {
        emg_slide how = {values, weights, step, ROOM, from, length};
        for (int j = 0; j < TABLES_MOST; j++)
            sums[j] = j;
        all.at[t]->slide(&how, sums, n);
        tables_check(all.at[t], "slide", n, sums, wanted,
                     (size_t)n * sizeof *sums);
    }
}

START_TEST(weights_slide_over_values)
{
    for (int step = 1; step <= 3; step++)
        for (int n = 0; n <= 70; n += 7)
            check_slide(step, 5 + n % 4, 3 * n / 4, n);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, many_logarithms_are_those_of_one);
    tcase_add_test(tests, lower_values_around_are_counted);
    tcase_add_test(tests, weights_slide_over_values);
}

int
main(void)
{
    return unit_main("kernel_likely", add);
}
