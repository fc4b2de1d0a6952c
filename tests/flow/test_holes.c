#include "unit.h"

#include "flow/holes.h"

#include "toys.h"

#include <math.h>
#include <string.h>

/* One group of two channels at 1000 Hz that are no digital ones. */
static void
begin(emg_holes *holes, emg_recording *recording, double longest_s)
{
    static emg_use use = EMG_TREAT;
    static emg_format format;
    format.n_channels = 0;
    toy_format(&format, 2);
    for (int c = 0; c < 2; c++)
        format.channels[c].scale = (emg_scale){.bytes = 0};
    *recording =
        (emg_recording){.n_groups = 1, .groups = &format, .uses = &use};
    ck_assert_int_eq(emg_holes_init(holes, recording, longest_s, NULL), EMG_OK);
}

/* Samples of the first channel; those of the second are all 7. */
static void
scan(emg_holes *holes, const double *samples, int n, emg_segment segment,
     int64_t first, emg_block *block)
{
    ck_assert_int_eq(emg_block_init(block, 2, n, NULL), EMG_OK);
    block->n_channels = 2;
    block->n_frames = n;
    block->first_frame = first;
    block->segment = segment;
    for (int f = 0; f < n; f++) {
        emg_block_bank(block, 0)[f].v[0] = samples[f];
        emg_block_bank(block, 0)[f].v[1] = 7;
    }
    ck_assert_int_eq(emg_holes_scan(holes, block, NULL), EMG_OK);
}

static void
finish(emg_holes *holes, emg_recording *recording)
{
    emg_holes_clear(holes);
    emg_format_clear(&recording->groups[0]);
}

/* 2 samples at 1000 Hz are 2 ms: as long as the longest; 3 are too long. */
START_TEST(stretches_up_to_the_longest_are_interpolated)
{
    emg_holes holes;
    emg_recording recording;
    emg_block block;
    const double samples[] = {1, NAN, INFINITY, 4, NAN, NAN, NAN, 8, -NAN, 10};
    begin(&holes, &recording, 0.002);
    scan(&holes, samples, 10, (emg_segment){0, 0, 0}, 0, &block);
    ck_assert_int_eq(emg_holes_end(&holes, NULL), EMG_OK);
    ck_assert_int_eq(holes.n_patched, 3);
    ck_assert_uint_eq(holes.n, 1);
    ck_assert_int_eq(holes.holes[0].from, 40000);
    ck_assert_int_eq(holes.holes[0].to, 70000);
    ck_assert(holes.found);
    ck_assert_int_eq(holes.lane, 0);
    ck_assert_double_eq(holes.found_s, 0.001);
    emg_holes_restart(&holes);
    emg_holes_patch(&holes, &block);
    ck_assert_double_eq_tol(emg_block_at(&block, 0, 1), 2, 1e-15);
    ck_assert_double_eq_tol(emg_block_at(&block, 0, 2), 3, 1e-15);
    ck_assert(isnan(emg_block_at(&block, 0, 5)));
    ck_assert_double_eq(emg_block_at(&block, 0, 8), 9);
    ck_assert_double_eq(emg_block_at(&block, 1, 1), 7);
    emg_block_clear(&block);
    finish(&holes, &recording);
}
END_TEST

START_TEST(at_the_ends_of_a_segment_nothing_is_interpolated)
{
    emg_holes holes;
    emg_recording recording;
    emg_block one, two;
    const double samples[] = {NAN, 2, 3, NAN};
    begin(&holes, &recording, 0.002);
    scan(&holes, samples, 4, (emg_segment){0, 0, 0}, 0, &one);
    scan(&holes, samples, 4, (emg_segment){1, 500000, 4}, 4, &two);
    ck_assert_int_eq(emg_holes_end(&holes, NULL), EMG_OK);
    ck_assert_int_eq(holes.n_patched, 0);
    ck_assert_uint_eq(holes.n, 3);
    ck_assert_int_eq(holes.holes[0].from, 0);
    ck_assert_int_eq(holes.holes[0].to, 10000);
    /* to where the next segment begins, and behind its first sample */
    ck_assert_int_eq(holes.holes[1].from, 30000);
    ck_assert_int_eq(holes.holes[1].to, 510000);
    ck_assert_int_eq(holes.holes[2].from, 530000);
    ck_assert(holes.holes[2].to == INT64_MAX);
    emg_block_clear(&one);
    emg_block_clear(&two);
    finish(&holes, &recording);
}
END_TEST

START_TEST(digital_samples_are_not_looked_at)
{
    emg_holes holes;
    emg_recording recording;
    emg_block block;
    const double samples[] = {1, NAN, NAN};
    begin(&holes, &recording, 0.002);
    emg_holes_clear(&holes);
    for (int c = 0; c < 2; c++)
        recording.groups[0].channels[c].scale.bytes = 2;
    ck_assert_int_eq(emg_holes_init(&holes, &recording, 0.002, NULL), EMG_OK);
    scan(&holes, samples, 3, (emg_segment){0, 0, 0}, 0, &block);
    ck_assert_int_eq(emg_holes_end(&holes, NULL), EMG_OK);
    ck_assert(!holes.found);
    emg_block_clear(&block);
    finish(&holes, &recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, stretches_up_to_the_longest_are_interpolated);
    tcase_add_test(tests, at_the_ends_of_a_segment_nothing_is_interpolated);
    tcase_add_test(tests, digital_samples_are_not_looked_at);
}

int
main(void)
{
    return unit_main("holes", add);
}
