#include "unit.h"

#include "analysis/pair.h"

#include "memory.h"

#define N 3000

/* A pair at 1000 Hz whose noise has variance 1, with these candidates. */
static emg_pair_state
made(emg_candidate *candidates, size_t n)
{
    emg_pair_state pair = {.wanted = emg_pair_default(1, 2),
                           .rate_hz = 1000,
                           .candidates = candidates,
                           .n_candidates = n};
    pair.a.lane = 0;
    pair.b.lane = 1;
    pair.a.quiet = pair.b.quiet = 1;
    ck_assert_int_eq(emg_pair_edges_init(&pair, NULL), EMG_OK);
    for (size_t i = 0; i < n; i++) {
        candidates[i].from = -1;
        candidates[i].segment_to =
            candidates[i].segment_to ? candidates[i].segment_to : N;
    }
    return pair;
}

/* Quiet is +-1 in turn, loud +-3, in each muscle by itself. */
static double band_a[N], band_b[N];

static void
loud(double *to, int from, int end)
{
    for (int i = 0; i < N; i++)
        if (i >= from && i < end)
            to[i] = i % 2 ? 3 : -3;
        else if (to[i] == 0)
            to[i] = i % 2 ? 1 : -1;
}

static void
quiet(void)
{
    for (int i = 0; i < N; i++)
        band_a[i] = band_b[i] = 0;
}

static void
settle(emg_pair_state *pair, int block)
{
    for (int at = 0; at < N; at += block) {
        emg_block band;
        int n = block < N - at ? block : N - at;
        emg_block_init(&band, 2, n, NULL);
        band.n_frames = n;
        band.first_frame = at;
        for (int i = 0; i < n; i++) {
            band.frames[i].v[0] = band_a[at + i];
            band.frames[i].v[1] = band_b[at + i];
        }
        emg_pair_edges(pair, &band);
        emg_block_clear(&band);
    }
    pair->candidates = NULL; /* the test's own */
    emg_pair_clear(pair);
}

/* Envelopes put the edges 40 ms outside. */
START_TEST(edges_are_where_the_variance_changes)
{
    for (int block = 1; block <= N; block += 733) {
        emg_candidate c[] = {{.run = {460, 1040, 0}}, {.run = {1960, 2110, 0}}};
        emg_pair_state pair = made(c, 2);
        quiet();
        loud(band_a, 500, 1000);
        loud(band_b, 500, 1000);
        loud(band_a, 2000, 2070);
        loud(band_b, 2000, 2070);
        settle(&pair, block);
        ck_assert_int_eq(c[0].from, 500);
        ck_assert_int_eq(c[0].to, 1000);
        ck_assert_int_eq(c[1].from, 2000);
        ck_assert_int_eq(c[1].to, 2070);
    }
}
END_TEST

START_TEST(both_muscles_must_be_on)
{
    emg_candidate c[] = {{.run = {460, 1040, 0}}};
    emg_pair_state pair = made(c, 1);
    quiet();
    loud(band_a, 500, 1000);
    loud(band_b, 530, 970);
    settle(&pair, 100);
    ck_assert_int_eq(c[0].from, 530);
    ck_assert_int_eq(c[0].to, 970);
}
END_TEST

START_TEST(a_window_ends_at_its_segment_and_at_its_neighbour)
{
    emg_candidate c[] = {
        {.run = {1000, 1400, 1}, .segment_from = 1000, .segment_to = 2000},
        {.run = {1430, 2000, 1}, .segment_from = 1000, .segment_to = 2000}};
    emg_pair_state pair = made(c, 2);
    quiet();
    loud(band_a, 900, 2100); /* beyond the segment on both sides */
    loud(band_b, 900, 2100);
    settle(&pair, 1000);
    ck_assert_int_eq(c[0].from, 1000);
    ck_assert_int_eq(c[0].to, 1430);
    ck_assert_int_eq(c[1].from, 1400);
    ck_assert_int_eq(c[1].to, 2000);
}
END_TEST

START_TEST(where_nothing_changes_the_level_keeps_the_edge)
{
    emg_candidate c[] = {{.run = {460, 1040, 0}}};
    emg_pair_state pair = made(c, 1);
    quiet();
    loud(band_a, 0, 0);
    loud(band_b, 0, 0);
    settle(&pair, 1000);
    ck_assert_int_eq(c[0].from, 460);
    ck_assert_int_eq(c[0].to, 1040);
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    for (int n = 1; n <= 2; n++) {
        emg_pair_state pair = {.rate_hz = 1000};
        emg_error error = EMG_NO_ERROR;
        memory_refuse(n);
        ck_assert_int_eq(emg_pair_edges_init(&pair, &error), EMG_NO_MEMORY);
        ck_assert_int_eq(error.status, EMG_NO_MEMORY);
        emg_pair_clear(&pair);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, edges_are_where_the_variance_changes);
    tcase_add_test(tests, both_muscles_must_be_on);
    tcase_add_test(tests, a_window_ends_at_its_segment_and_at_its_neighbour);
    tcase_add_test(tests, where_nothing_changes_the_level_keeps_the_edge);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("pair_edges", add);
}
