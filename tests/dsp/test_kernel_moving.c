/* Moving sums against whole windows. */
#include "tables.h"
#include "unit.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* Whole numbers: their sums are exact in any order. */
static void
check_moving(const emg_kernels_table *table, int length, int block,
             bool squares)
{
    static emg_lanes in[TABLES_MOST], out[TABLES_MOST];
    emg_moving moving = {.length = length, .squares = squares};
    moving.ring = emg_new((size_t)length + 1, sizeof(emg_lanes), NULL);
    for (int i = 0; i < TABLES_MOST; i++)
        for (int k = 0; k < EMG_LANES; k++)
            in[i].v[k] = (double)(tables_bits() % 4096);
    memcpy(out, in, sizeof out);
    for (int at = 0; at < TABLES_MOST; at += block)
        table->moving_sum(&moving, out + at,
                          block < TABLES_MOST - at ? block : TABLES_MOST - at);
    for (int i = 0; i < TABLES_MOST; i++)
        for (int k = 0; k < EMG_LANES; k++) {
            double sum = 0;
            for (int j = i; j >= 0 && j > i - length; j--)
                sum += squares ? in[j].v[k] * in[j].v[k] : in[j].v[k];
            ck_assert_msg(out[i].v[k] == sum,
                          "table %s, %d frames by %d: frame %d", table->name,
                          length, block, i);
        }
    emg_free(moving.ring);
}

START_TEST(a_moving_sum_is_the_sum_over_its_window)
{
    static const int lengths[] = {1, 2, 3, 7, 64, 101, 299, 300, 301, 1000};
    static const int blocks[] = {1, 3, 64, 300};
    tables all = tables_find();
    for (int t = 0; t < all.n; t++)
        for (int l = 0; l < 10; l++)
            for (int b = 0; b < 8; b++)
                check_moving(all.at[t], lengths[l], blocks[b / 2], b % 2);
}
END_TEST

/* As many calls as blocks; both go on with what the other left. */
START_TEST(a_moving_root_is_the_root_of_the_moving_sum)
{
    tables all = tables_find();
    for (int t = 0; t < all.n; t++) {
        static emg_lanes sums[TABLES_MOST], roots[TABLES_MOST], one[38],
            two[38];
        emg_moving a = {.length = 37, .squares = true, .ring = one};
        emg_moving b = {.length = 37, .squares = true, .ring = two};
        const double factor = 1.0 / 37;
        memset(one, 0, sizeof one);
        memset(two, 0, sizeof two);
        tables_fill(sums, TABLES_MOST);
        sums[TABLES_MOST / 2].v[3] = HUGE_VAL;
        memcpy(roots, sums, sizeof roots);
        for (int at = 0; at < TABLES_MOST; at += 50) {
            all.at[t]->moving_sum(&a, sums + at, 50);
            all.at[t]->scaled_root(sums + at, 50, factor);
            all.at[t]->moving_root(&b, roots + at, 50, factor);
        }
        tables_check(all.at[t], "moving_root", TABLES_MOST, roots, sums,
                     sizeof sums);
        tables_check(all.at[t], "ring", TABLES_MOST, two, one, sizeof one);
    }
}
END_TEST

/* Sections of each kind, and more than one loop takes. */
static emg_sos
sections_of(int kind, int n)
{
    emg_sos sos = {0};
    if (kind == 1)
        emg_notch(&sos, 50, 30, 1000, NULL);
    while (sos.n < n)
        emg_butterworth(&sos, kind == 2 ? EMG_BAND_LOW : EMG_BAND_PASSES, 1, 20,
                        400, 1000, 1, NULL);
    return sos;
}

START_TEST(a_cascade_and_roots_are_those_of_both_apart)
{
    tables all = tables_find();
    for (int i = 0; i < all.n * 8 * 3; i++) {
        static emg_lanes apart[TABLES_MOST], led[TABLES_MOST], one[38], two[38],
            state_a[16], state_b[16];
        const emg_kernels_table *table = all.at[i / 24];
        emg_sos sos = sections_of(i % 3, 1 + i / 3 % 8);
        emg_moving a = {.length = 37, .squares = true, .ring = one}, b = a;
        b.ring = two;
        memset(one, 0, sizeof one);
        memset(two, 0, sizeof two);
        memset(state_a, 0, sizeof state_a);
        memset(state_b, 0, sizeof state_b);
        tables_fill(apart, TABLES_MOST);
        memcpy(led, apart, sizeof led);
        for (int at = 0, n = 1; at < TABLES_MOST; at += n, n = n % 70 + 3) {
            n = n < TABLES_MOST - at ? n : TABLES_MOST - at;
            table->cascade(&sos, state_a, apart + at, n, 1);
            table->moving_root(&a, apart + at, n, 1.0 / 37);
            table->cascade_root(&sos, state_b, &b, led + at, n, 1.0 / 37);
        }
        tables_check(table, "cascade_root", TABLES_MOST, led, apart,
                     sizeof apart);
        tables_check(table, "its ring", 38, two, one, sizeof one);
        tables_check(table, "its state", 16, state_b, state_a, sizeof state_a);
    }
}
END_TEST

/* A large value that has left the window must leave nothing behind. */
START_TEST(a_moving_sum_does_not_drift)
{
    tables all = tables_find();
    for (int t = 0; t < all.n; t++) {
        static emg_lanes frames[TABLES_MOST], ring[11];
        emg_moving moving = {.length = 10, .ring = ring};
        memset(ring, 0, sizeof ring);
        for (int i = 0; i < TABLES_MOST; i++)
            for (int k = 0; k < EMG_LANES; k++)
                frames[i].v[k] = i == 5 ? 1e17 : 0.1;
        all.at[t]->moving_sum(&moving, frames, TABLES_MOST);
        for (int i = 15; i < TABLES_MOST; i++)
            ck_assert_double_eq_tol(frames[i].v[2], 1, 1e-15);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_moving_sum_is_the_sum_over_its_window);
    tcase_add_test(tests, a_moving_root_is_the_root_of_the_moving_sum);
    tcase_add_test(tests, a_cascade_and_roots_are_those_of_both_apart);
    tcase_add_test(tests, a_moving_sum_does_not_drift);
}

int
main(void)
{
    return unit_main("kernel_moving", add);
}
