/* A sine of amplitude A has a mean square of A^2 / 2 over whole periods. */
#include "unit.h"

#include "analysis/track.h"
#include "toys.h"

#include <math.h>

#define N 6000

static void
take(emg_track *track, int64_t first, int n, int segment)
{
    emg_block block;
    emg_block_init(&block, 2, EMG_BLOCK_FRAMES, NULL);
    while (n > 0) {
        block.n_frames = n < EMG_BLOCK_FRAMES ? n : EMG_BLOCK_FRAMES;
        block.first_frame = first;
        block.segment.number = segment;
        for (int i = 0; i < block.n_frames; i++) {
            double t = 2 * M_PI * (double)(first + i) / TOY_RATE_HZ;
            block.frames[i].v[0] = 4 * sin(100 * t);
            block.frames[i].v[1] = 4 * sin(100 * t) + 50 * sin(2 * t);
        }
        ck_assert_int_eq(emg_track_take(track, &block, NULL), EMG_OK);
        first += block.n_frames;
        n -= block.n_frames;
    }
    emg_block_clear(&block);
}

static emg_track *
new_track(void)
{
    emg_format format;
    emg_conditioning conditioning = emg_conditioning_default();
    toy_format(&format, 2);
    emg_track *track = emg_track_create(&format, &conditioning, 0.1, NULL);
    emg_format_clear(&format);
    return track;
}

START_TEST(cells_hold_the_mean_square_of_the_band)
{
    double cells[10];
    emg_track *track = new_track();
    take(track, 0, N, 0);
    ck_assert_int_le(emg_track_frames(track), N);
    ck_assert_int_eq(emg_track_end(track, NULL), EMG_OK);
    ck_assert_int_eq(emg_track_frames(track), N);
    for (int c = 0; c < 2; c++) {
        ck_assert_int_eq(emg_track_cells(track, c, 2000, 3000, cells), 10);
        for (int i = 0; i < 10; i++)
            ck_assert_double_eq_tol(cells[i], 8, 0.02);
    }
    emg_track_destroy(track);
}
END_TEST

START_TEST(only_whole_cells_of_a_stretch_are_given)
{
    double cells[10];
    emg_track *track = new_track();
    take(track, 0, N, 0);
    emg_track_end(track, NULL);
    ck_assert_int_eq(emg_track_cells(track, 0, 1001, 1299, cells), 1);
    ck_assert_int_eq(emg_track_cells(track, 0, 1001, 1199, cells), 0);
    emg_track_destroy(track);
    emg_track_destroy(NULL);
}
END_TEST

START_TEST(what_was_dropped_changes_nothing_of_the_rest)
{
    double before[10], after[10];
    emg_track *track = new_track();
    take(track, 0, N, 0);
    emg_track_end(track, NULL);
    emg_track_cells(track, 1, 5000, 6000, before);
    emg_track_drop(track, 2500);
    emg_track_drop(track, 5000);
    ck_assert_int_eq(emg_track_cells(track, 1, 5000, 6000, after), 10);
    ck_assert_mem_eq(before, after, sizeof before);
    emg_track_destroy(track);
}
END_TEST

START_TEST(a_gap_counts_afresh)
{
    double first[5], second[5];
    emg_track *track = new_track();
    take(track, 0, 1000, 0);
    emg_track_end(track, NULL);
    emg_track_cells(track, 0, 0, 500, first);
    emg_track_drop(track, 1000);
    emg_track_gap(track);
    ck_assert_int_eq(emg_track_frames(track), 0);
    take(track, 1000, 1000, 1);
    emg_track_end(track, NULL);
    emg_track_cells(track, 0, 0, 500, second);
    for (int i = 0; i < 5; i++)
        ck_assert_double_eq_tol(first[i], second[i], 1e-9);
    emg_track_destroy(track);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, cells_hold_the_mean_square_of_the_band);
    tcase_add_test(tests, only_whole_cells_of_a_stretch_are_given);
    tcase_add_test(tests, what_was_dropped_changes_nothing_of_the_rest);
    tcase_add_test(tests, a_gap_counts_afresh);
}

int
main(void)
{
    return unit_main("track", add);
}
