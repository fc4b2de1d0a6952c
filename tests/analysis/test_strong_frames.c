#include "unit.h"

#include "analysis/strong_frames.h"

#define CHANNELS 3
#define SAMPLES 5

/* Frames are known by their number. */
static void
fill(emg_strong_frames *frames, int n)
{
    for (int i = 0; i < n; i++) {
        emg_strong_frame frame;
        ck_assert_int_eq(emg_strong_frames_next(frames, &frame, NULL), EMG_OK);
        for (int c = 0; c < CHANNELS; c++) {
            frame.energy[2 * c] = 10 * i + c;
            frame.energy[2 * c + 1] = -i;
            frame.low[c * SAMPLES] = (float)i;
            frame.low[c * SAMPLES + SAMPLES - 1] = (float)c;
            frame.missing[c] = i % 7 == c;
        }
    }
}

static void
expect(const emg_strong_frames *frames, int i)
{
    emg_strong_frame frame = emg_strong_frames_at(frames, i);
    for (int c = 0; c < CHANNELS; c++) {
        ck_assert_double_eq(frame.energy[2 * c], 10 * i + c);
        ck_assert_double_eq(frame.energy[2 * c + 1], -i);
        ck_assert_float_eq(frame.low[c * SAMPLES], (float)i);
        ck_assert_float_eq(frame.low[c * SAMPLES + SAMPLES - 1], (float)c);
        ck_assert(frame.missing[c] == (i % 7 == c));
    }
}

START_TEST(every_frame_is_where_it_was_put)
{
    emg_strong_frames frames;
    ck_assert_int_eq(emg_strong_frames_init(&frames, CHANNELS, SAMPLES, NULL),
                     EMG_OK);
    fill(&frames, 1000);
    ck_assert(frames.keeps);
    ck_assert_int_eq(frames.n, 1000);
    for (int i = 0; i < 1000; i++)
        expect(&frames, i);
    emg_strong_frames_clear(&frames);
}
END_TEST

START_TEST(segments_begin_where_they_began)
{
    emg_strong_frames frames;
    emg_segment one = {.number = 4, .first_frame = 77};
    emg_strong_frames_init(&frames, CHANNELS, SAMPLES, NULL);
    fill(&frames, 300);
    ck_assert_int_eq(emg_strong_frames_begin(&frames, &one, NULL), EMG_OK);
    fill(&frames, 1);
    ck_assert_int_eq(frames.n_starts, 1);
    ck_assert_int_eq(frames.starts[0].frame, 300);
    ck_assert_int_eq(frames.starts[0].segment.first_frame, 77);
    emg_strong_frames_restart(&frames);
    ck_assert_int_eq(frames.n_starts, 0);
    fill(&frames, 2);
    ck_assert_int_eq(frames.n, 2);
    expect(&frames, 1);
    emg_strong_frames_clear(&frames);
}
END_TEST

/* 8 MiB hold 73,000 frames of 3 channels of 37 bytes. */
START_TEST(too_many_are_not_kept)
{
    emg_strong_frames frames;
    emg_segment one = {.number = 1};
    emg_strong_frames_init(&frames, CHANNELS, SAMPLES, NULL);
    fill(&frames, 70000);
    ck_assert(frames.keeps);
    fill(&frames, 10000);
    ck_assert(!frames.keeps);
    ck_assert_int_eq(frames.n_pieces, 1);
    emg_strong_frames_restart(&frames);
    ck_assert_int_eq(emg_strong_frames_begin(&frames, &one, NULL), EMG_OK);
    fill(&frames, 1000);
    ck_assert(!frames.keeps);
    ck_assert_int_eq(frames.n_pieces, 1);
    emg_strong_frames_clear(&frames);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, every_frame_is_where_it_was_put);
    tcase_add_test(tests, segments_begin_where_they_began);
    tcase_add_test(tests, too_many_are_not_kept);
}

int
main(void)
{
    return unit_main("strong_frames", add);
}
