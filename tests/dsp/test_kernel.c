/* What all tables do sample by sample, against plain loops. */
#include "tables.h"
#include "unit.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

static double
plain(int what, double x, double factor)
{
    switch (what) {
    case 0:
        return x < 0 ? -x : x;
    case 1:
        return x > 0 ? x : 0;
    case 2:
        return x * factor;
    default:
        return sqrt(x * factor);
    }
}

static void
run_one(const emg_kernels_table *table, int what, emg_lanes *frames, int n,
        double factor)
{
    if (what == 0)
        table->full_wave(frames, n);
    else if (what == 1)
        table->half_wave(frames, n);
    else if (what == 2)
        table->scale(frames, n, factor);
    else
        table->scaled_root(frames, n, factor);
}

static void
check_one(const emg_kernels_table *table, int what, int n)
{
    static const char *const names[] = {"full_wave", "half_wave", "scale",
                                        "scaled_root"};
    static emg_lanes frames[TABLES_MOST + 1], wanted[TABLES_MOST + 1];
    double factor = fabs(tables_value());
    tables_fill(frames, TABLES_MOST + 1);
    for (int i = 0; what == 3 && i <= TABLES_MOST; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] = fabs(frames[i].v[k]);
    memcpy(wanted, frames, sizeof wanted);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            wanted[i].v[k] = plain(what, wanted[i].v[k], factor);
    run_one(table, what, frames, n, factor);
    /* all of it: what lies behind the n frames stays as it was */
    tables_check(table, names[what], n, frames, wanted, sizeof wanted);
}

START_TEST(samples_are_changed_one_by_one_as_by_plain_loops)
{
    tables all = tables_find();
    for (int t = 0; t < all.n; t++)
        for (int n = 0; n <= TABLES_MOST; n++)
            check_one(all.at[t], _i, n);
}
END_TEST

START_TEST(half_wave_leaves_no_negative_zero)
{
    tables all = tables_find();
    for (int t = 0; t < all.n; t++) {
        emg_lanes frame = {{-1, -0.0, 0, 1, -1e-300, 1e-300, -5, 5}};
        all.at[t]->half_wave(&frame, 1);
        for (int k = 0; k < EMG_LANES; k++)
            ck_assert(!signbit(frame.v[k]));
        all.at[t]->full_wave(&frame, 1);
        ck_assert_double_eq(frame.v[3], 1);
    }
}
END_TEST

typedef struct plain_tally {
    double least, most, sum, squares, before, still, stillest;
} plain_tally;

static void
plain_add(plain_tally *t, double x, double step)
{
    if (x < t->least)
        t->least = x;
    if (x > t->most)
        t->most = x;
    t->sum += x;
    t->squares += x * x;
    t->still = fabs(x - t->before) <= step ? t->still + 1 : 0;
    if (t->still > t->stillest)
        t->stillest = t->still;
    t->before = x;
}

static void
check_lane(const emg_kernels_table *table, const emg_tally *t, int k,
           const plain_tally *wanted)
{
    plain_tally got = {t->least.v[k],   t->most.v[k],   t->sum.v[k],
                       t->squares.v[k], t->before.v[k], t->still.v[k],
                       t->stillest.v[k]};
    tables_check(table, "tally", k, &got, wanted, sizeof got);
}

static void
check_tally(const emg_kernels_table *table, int n, int block)
{
    static emg_lanes frames[TABLES_MOST];
    emg_tally t = {0};
    for (int k = 0; k < EMG_LANES; k++) {
        t.least.v[k] = INFINITY;
        t.most.v[k] = -INFINITY;
        t.before.v[k] = NAN;
        t.step.v[k] = k % 3;
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] = (double)(tables_bits() % 5) - 2 + 0.1 * k;
    for (int at = 0; at < n; at += block)
        table->tally(&t, frames + at, block < n - at ? block : n - at);
    for (int k = 0; k < EMG_LANES; k++) {
        plain_tally wanted = {INFINITY, -INFINITY, 0, 0, NAN, 0, 0};
        for (int i = 0; i < n; i++)
            plain_add(&wanted, frames[i].v[k], k % 3);
        check_lane(table, &t, k, &wanted);
    }
}

START_TEST(a_tally_counts_as_a_plain_loop_does)
{
    tables all = tables_find();
    for (int t = 0; t < all.n; t++)
        for (int n = 1; n <= TABLES_MOST; n++)
            check_tally(all.at[t], n, n % 50 + 1);
}
END_TEST

START_TEST(one_sample_that_is_not_finite_is_seen_wherever_it_stands)
{
    static const double bad[] = {NAN, INFINITY, -INFINITY};
    static emg_lanes frames[TABLES_MOST];
    tables all = tables_find();
    tables_fill(frames, TABLES_MOST);
    frames[17].v[2] = 1.7e308; /* large is finite */
    frames[18].v[2] = -1.7e308;
    for (int t = 0; t < all.n; t++)
        for (int at = 0; at < TABLES_MOST; at++)
            for (int k = 0; k < EMG_LANES; k++) {
                double was = frames[at].v[k];
                ck_assert(all.at[t]->finite(frames, TABLES_MOST, EMG_LANES));
                frames[at].v[k] = bad[(at + k) % 3];
                ck_assert(!all.at[t]->finite(frames, TABLES_MOST, EMG_LANES));
                ck_assert(!all.at[t]->finite(frames, TABLES_MOST, k + 1));
                ck_assert(all.at[t]->finite(frames, TABLES_MOST, k));
                ck_assert(all.at[t]->finite(frames, at, EMG_LANES));
                frames[at].v[k] = was;
            }
}
END_TEST

START_TEST(a_weighted_sum_adds_what_even_and_odd_frames_give)
{
    emg_lanes *frames = emg_new(TABLES_MOST, sizeof *frames, NULL), sum;
    double weights[TABLES_MOST];
    tables all = tables_find();
    tables_fill(frames, TABLES_MOST);
    for (int i = 0; i < TABLES_MOST; i++)
        weights[i] = tables_value();
    for (int t = 0; t < all.n; t++)
        for (int n = 0; n < TABLES_MOST; n += 1 + n / 3) {
            all.at[t]->weighted_sum(weights, frames, n, &sum);
            for (int k = 0; k < EMG_LANES; k++) {
                double parts[2] = {0, 0};
                for (int i = 0; i < n; i++)
                    parts[i % 2] += weights[i] * frames[i].v[k];
                ck_assert_double_eq(sum.v[k], parts[0] + parts[1]);
            }
        }
    emg_free(frames);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, samples_are_changed_one_by_one_as_by_plain_loops,
                        0, 4);
    tcase_add_test(tests, half_wave_leaves_no_negative_zero);
    tcase_add_test(tests, a_tally_counts_as_a_plain_loop_does);
    tcase_add_test(tests,
                   one_sample_that_is_not_finite_is_seen_wherever_it_stands);
    tcase_add_test(tests, a_weighted_sum_adds_what_even_and_odd_frames_give);
}

int
main(void)
{
    return unit_main("kernel", add);
}
