#include "unit.h"

#include "analysis/band_frames.h"

START_TEST(a_slow_recording_has_no_high_band)
{
    emg_bands_shape shape = emg_bands_shape_of(500);
    ck_assert_double_eq(shape.high_to, 0);
    ck_assert_double_eq(shape.low_to, 225);
    ck_assert_int_eq(shape.every, 1);
    ck_assert_int_eq(shape.frame, 5);
    shape = emg_bands_shape_of(10000);
    ck_assert_int_eq(shape.every, 10);
    ck_assert_int_eq(shape.frame, 100);
    ck_assert_double_eq(shape.high_to, 450);
}
END_TEST

#define FRAME 30

/* 3 kHz: 30 samples a frame, of which every third one of the low band is kept.
 */
static emg_band_frames
begin(int64_t lag, int n_banks)
{
    emg_bands_shape shape = emg_bands_shape_of(3000);
    emg_band_frames frames = {0};
    ck_assert_int_eq(emg_band_frames_init(&frames, &shape, n_banks, lag, NULL),
                     EMG_OK);
    return frames;
}

static double
sample_at(int channel, int64_t i)
{
    return (double)(i % 7 - 3 + channel);
}

/* Samples [from, to) of two channels, the second one in another bank. */
static void
add_samples(emg_band_frames *frames, emg_which_band band, int64_t from,
            int64_t to)
{
    emg_block block;
    emg_block_init(&block, EMG_LANES + 1, (int)(to - from), NULL);
    block.n_frames = (int)(to - from);
    for (int64_t i = from; i < to; i++) {
        emg_block_bank(&block, 0)[i - from].v[0] = sample_at(0, i);
        emg_block_bank(&block, 1)[i - from].v[0] = sample_at(1, i);
    }
    emg_band_frames_add(frames, band, &block);
    emg_block_clear(&block);
}

static void
expect_frame(const emg_band_frames *frames, int64_t frame, emg_which_band band)
{
    for (int c = 0; c < 2; c++) {
        double squares = 0;
        for (int64_t i = FRAME * frame; i < FRAME * (frame + 1); i++)
            squares += sample_at(c, i) * sample_at(c, i);
        ck_assert_double_eq(emg_band_frames_energy(frames, frame, c)[band].v[0],
                            squares / FRAME);
        for (int i = 0; i < 10 && band == EMG_LOW_BAND; i++)
            ck_assert_double_eq(emg_band_frames_low(frames, frame, c)[i].v[0],
                                sample_at(c, FRAME * frame + 3 * i));
    }
}

/* _i samples at a time. */
START_TEST(frames_hold_mean_squares_and_every_so_manieth_sample)
{
    emg_band_frames frames = begin(600, 2);
    for (int64_t at = 0; at < 600; at += _i) {
        int64_t to = at + _i < 600 ? at + _i : 600;
        add_samples(&frames, EMG_HIGH_BAND, at, to);
        add_samples(&frames, EMG_LOW_BAND, at, to);
    }
    ck_assert_int_eq(emg_band_frames_ready(&frames), 20);
    for (int64_t frame = 0; frame < 20; frame++) {
        expect_frame(&frames, frame, EMG_LOW_BAND);
        expect_frame(&frames, frame, EMG_HIGH_BAND);
    }
    emg_band_frames_clear(&frames);
}
END_TEST

START_TEST(the_slower_band_says_what_is_ready)
{
    emg_band_frames frames = begin(300, 2);
    add_samples(&frames, EMG_LOW_BAND, 0, 299);
    ck_assert_int_eq(emg_band_frames_ready(&frames), 0);
    add_samples(&frames, EMG_HIGH_BAND, 0, 95);
    ck_assert_int_eq(emg_band_frames_ready(&frames), 3);
    add_samples(&frames, EMG_HIGH_BAND, 95, 300);
    ck_assert_int_eq(emg_band_frames_ready(&frames), 9);
    emg_band_frames_clear(&frames);
}
END_TEST

START_TEST(where_there_is_no_high_band_none_is_waited_for)
{
    emg_band_frames frames = begin(300, 2);
    frames.shape.high_to = 0;
    add_samples(&frames, EMG_LOW_BAND, 0, 95);
    ck_assert_int_eq(emg_band_frames_ready(&frames), 3);
    emg_band_frames_clear(&frames);
}
END_TEST

START_TEST(the_ring_goes_round_and_starts_again)
{
    emg_band_frames frames = begin(0, 2); /* four frames */
    for (int round = 0; round < 2; round++) {
        for (int64_t at = 0; at < 300; at += FRAME) {
            add_samples(&frames, EMG_LOW_BAND, at, at + FRAME);
            add_samples(&frames, EMG_HIGH_BAND, at, at + FRAME);
            expect_frame(&frames, at / FRAME, EMG_LOW_BAND);
            expect_frame(&frames, at / FRAME, EMG_HIGH_BAND);
        }
        add_samples(&frames, EMG_LOW_BAND, 300, 305);
        emg_band_frames_restart(&frames);
        ck_assert_int_eq(emg_band_frames_ready(&frames), 0);
    }
    emg_band_frames_clear(&frames);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_slow_recording_has_no_high_band);
    tcase_add_loop_test(
        tests, frames_hold_mean_squares_and_every_so_manieth_sample, 1, 60);
    tcase_add_test(tests, the_slower_band_says_what_is_ready);
    tcase_add_test(tests, where_there_is_no_high_band_none_is_waited_for);
    tcase_add_test(tests, the_ring_goes_round_and_starts_again);
}

int
main(void)
{
    return unit_main("band_frames", add);
}
