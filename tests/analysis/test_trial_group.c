#include "toys.h"
#include "unit.h"

#include "analysis/trial_group.h"
#include "memory.h"

#include <math.h>

#define N 600

/* No filter, so that energies are those of the samples. */
static const emg_conditioning plain = {.n_filters = 0};

/* Gives frames [from, to) of channel c, sample frame + 100 c + 5000, to a group
 * of this rate, n at a time, and to its first trial. */
static void
give(emg_trial_group *g, int from, int to, int n, bool *over)
{
    emg_block raw;
    emg_block_init(&raw, g->format->n_channels, N, NULL);
    raw.n_frames = to - from;
    raw.first_frame = from;
    for (int c = 0; c < raw.n_channels; c++)
        for (int i = from; i < to; i++)
            emg_block_bank(&raw, 0)[i - from].v[c] = i + 100 * c + 5000;
    if (from == 0)
        emg_trial_group_segment(g, &raw);
    for (int done = 0; done < to - from; done += n) {
        int part = to - from - done < n ? to - from - done : n;
        ck_assert_int_eq(emg_trial_group_filter(g, &raw, done, part, NULL),
                         EMG_OK);
        ck_assert_int_eq(emg_trial_group_gather(g, 0, over, NULL), EMG_OK);
    }
    emg_block_clear(&raw);
}

/* 5000 Hz: 2 or 3 frames a cell, rounded to 3 (1667 cells a second). */
static emg_format
fast(void)
{
    emg_format format;
    toy_format(&format, 2);
    emg_rate_set(&format.rate, 5000, 1);
    format.rate_hz = 5000;
    return format;
}

START_TEST(energies_of_cells_are_summed_without_the_first_sample)
{
    emg_format format = fast();
    emg_trial trial = {0.02, 0.03, 0};
    emg_trial_group g;
    bool over = false;
    for (int n = 1; n < 200; n += 33) {
        ck_assert_int_eq(
            emg_trial_group_init(&g, &format, &plain, &trial, 1, NULL), EMG_OK);
        give(&g, 0, 149, n, &over);
        ck_assert(!over);
        give(&g, 149, 200, n, &over);
        ck_assert(over);
        const emg_gathered *all = emg_trial_group_of(&g, 0, 1);
        ck_assert_uint_eq(all->n, 16); /* 50 frames, 3 a cell */
        double sum = 0;
        for (int i = 100; i < 148; i++)
            sum += i * i / 3.0;
        ck_assert_double_eq_tol(all->sums[16], sum, 1e-9 * sum);
        ck_assert_double_eq_tol(all->sums[1],
                                (1e4 + 101 * 101 + 102 * 102) / 3.0, 1e-9);
        ck_assert_double_eq_tol(emg_trial_group_time(&g, 0, 2), 0.0212, 1e-12);
        ck_assert_double_eq_tol(emg_trial_group_cells(&g), 5000.0 / 3, 1e-9);
        emg_trial_group_end(&g, 0);
        ck_assert_uint_eq(emg_trial_group_of(&g, 0, 1)->n, 0);
        emg_trial_group_clear(&g);
    }
    emg_format_clear(&format);
}
END_TEST

START_TEST(a_trial_that_did_not_come_has_no_time)
{
    emg_format format = fast();
    emg_trial trial = {9, 10, 9};
    emg_trial_group g;
    bool over = true;
    ck_assert_int_eq(emg_trial_group_init(&g, &format, &plain, &trial, 1, NULL),
                     EMG_OK);
    give(&g, 0, 300, 256, &over);
    ck_assert(!over);
    ck_assert_double_nan(emg_trial_group_time(&g, 0, 0));
    emg_trial_group_clear(&g);
    emg_format_clear(&format);
}
END_TEST

START_TEST(init_without_memory_says_so)
{
    emg_format format = fast();
    emg_trial trial = {0, 1, 0};
    bool failed = true;
    for (int64_t n = 1; failed; n++) {
        emg_trial_group g;
        emg_conditioning how = emg_conditioning_default();
        memory_refuse(n);
        emg_status status =
            emg_trial_group_init(&g, &format, &how, &trial, 1, NULL);
        failed = memory_refused();
        memory_refuse(0);
        ck_assert_int_eq(status, failed ? EMG_NO_MEMORY : EMG_OK);
        emg_trial_group_clear(&g);
    }
    emg_format_clear(&format);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   energies_of_cells_are_summed_without_the_first_sample);
    tcase_add_test(tests, a_trial_that_did_not_come_has_no_time);
    tcase_add_test(tests, init_without_memory_says_so);
}

int
main(void)
{
    return unit_main("trial group", add);
}
