#include "toys.h"
#include "unit.h"

#include "emg/flow.h"

#include <string.h>

/* 300 frames at 1000 Hz from 0 s, a gap, 300 more from 1 s; beside them 148
 * frames a second of another group. */
static const toy_stretch stretches[] = {{0, 300, {0, 0, 0}},
                                        {1, 45, {0, 0, 0}},
                                        {0, 300, {1, 10000000, 300}},
                                        {1, 45, {1, 10000000, 45}}};

static emg_source *
cut_of(toy_source *toy, double from_s, double to_s, bool shift)
{
    static const int groups[] = {2, 1};
    toy_source_init(toy, 2, groups, stretches, 4);
    emg_rate_set(&toy->source.recording.groups[1].rate, 148, 1);
    toy->source.recording.groups[1].rate_hz = 148;
    toy->source.recording.duration_s = 1.3;
    toy->event = (emg_event){0.25, 0.9, "squeeze"};
    emg_source *source =
        emg_cut_create(&toy->source, from_s, to_s, shift, NULL);
    ck_assert_ptr_nonnull(source);
    return source;
}

/* Keeps the frames of one group; blocks of seven. */
static toy_sink
run(emg_source *source, int group)
{
    toy_sink sink;
    toy_sink_init(&sink, group);
    ck_assert_int_eq(emg_run(source, NULL, &sink.sink, 7, NULL), EMG_OK);
    return sink;
}

START_TEST(frames_are_exact_and_begin_at_0)
{
    toy_source toy;
    emg_source *source = cut_of(&toy, 0.1, 0.2, true);
    ck_assert_double_eq(source->recording.duration_s, -1);
    toy_sink kept = run(source, 0);
    ck_assert_uint_eq(kept.n_frames, 100);
    for (int64_t i = 0; i < 100; i++) {
        ck_assert_double_eq(kept.frames[i].first, toy_sample(0, 100 + i, 0));
        ck_assert_double_eq(kept.frames[i].last, toy_sample(0, 100 + i, 1));
        ck_assert_int_eq(kept.frames[i].frame, i);
        ck_assert_int_eq(kept.frames[i].segment.start, 0);
    }
    toy_sink_clear(&kept);
    emg_source_destroy(source);
}
END_TEST

/* 0.1 s x 148 Hz = 14.8: frame 15 is the first, 29 (0.196 s) the last. */
START_TEST(slower_groups_have_the_frames_that_lie_inside)
{
    toy_source toy;
    emg_source *source = cut_of(&toy, 0.1, 0.2, true);
    toy_sink kept = run(source, 1);
    ck_assert_uint_eq(kept.n_frames, 15);
    ck_assert_double_eq(kept.frames[0].first, toy_sample(1, 15, 0));
    ck_assert_double_eq(kept.frames[14].first, toy_sample(1, 29, 0));
    toy_sink_clear(&kept);
    emg_source_destroy(source);
}
END_TEST

START_TEST(a_gap_stays_and_times_may_stay_too)
{
    for (int shift = 0; shift < 2; shift++) {
        toy_source toy;
        emg_source *source = cut_of(&toy, 0.25, 1.1, shift);
        emg_ticks taken = shift ? 2500000 : 0;
        toy_sink kept = run(source, 0);
        ck_assert_uint_eq(kept.n_frames, 150);
        ck_assert_double_eq(kept.frames[49].first, toy_sample(0, 299, 0));
        ck_assert_double_eq(kept.frames[50].first, toy_sample(0, 300, 0));
        ck_assert_double_eq(kept.frames[149].first, toy_sample(0, 399, 0));
        ck_assert_int_eq(kept.frames[0].segment.start, 2500000 - taken);
        ck_assert_int_eq(kept.frames[50].segment.start, 10000000 - taken);
        ck_assert_int_eq(kept.frames[50].segment.number, 1);
        ck_assert_int_eq(kept.frames[50].segment.first_frame, 50);
        toy_sink_clear(&kept);
        emg_source_destroy(source);
    }
}
END_TEST

/* The onset becomes that of the first frame, 0.1 s; written as 0.09995. */
START_TEST(time_0_is_that_of_the_first_frame)
{
    toy_source toy;
    emg_source *source = cut_of(&toy, 0.09995, 0.2, true);
    toy_sink kept = run(source, 0);
    ck_assert_uint_eq(kept.n_frames, 100);
    ck_assert_double_eq(kept.frames[0].first, toy_sample(0, 100, 0));
    ck_assert_int_eq(kept.frames[0].segment.start, 0);
    toy_sink_clear(&kept);
    emg_source_destroy(source);
}
END_TEST

/* The event that comes through a cut, or duration -1 when none does. */
static emg_event
event_of(double from_s, double to_s, bool shift)
{
    toy_source toy;
    emg_event event = {0, -1, ""};
    emg_block block;
    emg_source *source = cut_of(&toy, from_s, to_s, shift);
    emg_block_init(&block, 2, 1000, NULL);
    while (!source->ended) {
        ck_assert_int_eq(source->ops->next(source, &block, NULL), EMG_OK);
        if (source->n_events > 0)
            event = source->events[0];
    }
    emg_block_clear(&block);
    emg_source_destroy(source);
    return event;
}

/* It lasts from 0.25 s to 1.15 s. */
START_TEST(events_are_shifted_and_cut)
{
    static const struct {
        double from, to, onset, duration;
        bool shift;
    } cases[] = {{0.2, 2, 0.05, 0.9, true}, {0.2, 2, 0.25, 0.9, false},
                 {0.25, 2, 0, 0.9, true},   {0.5, 1, 0, 0.5, true},
                 {0.5, 1, 0.5, 0.5, false}, {0, 0.3, 0.25, 0.05, true},
                 {1.15, 2, 0, -1, true},    {0, 0.25, 0, -1, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        emg_event event = event_of(cases[i].from, cases[i].to, cases[i].shift);
        ck_assert_double_eq_tol(event.onset_s, cases[i].onset, 1e-12);
        ck_assert_double_eq_tol(event.duration_s, cases[i].duration, 1e-12);
    }
}
END_TEST

START_TEST(a_second_pass_gives_the_same)
{
    toy_source toy;
    emg_source *source = cut_of(&toy, 0.1, 1.2, true);
    toy_sink first = run(source, 0);
    ck_assert_int_eq(source->ops->rewind(source, NULL), EMG_OK);
    toy_sink second = run(source, 0);
    ck_assert_uint_eq(first.n_frames, 400);
    ck_assert_uint_eq(second.n_frames, first.n_frames);
    ck_assert_mem_eq(first.frames, second.frames,
                     first.n_frames * sizeof *first.frames);
    toy_sink_clear(&first);
    toy_sink_clear(&second);
    emg_source_destroy(source);
}
END_TEST

START_TEST(segments_count_from_the_first_that_anything_is_left_of)
{
    toy_source toy;
    emg_source *source = cut_of(&toy, 1.1, 2, true);
    for (int pass = 0; pass < 2; pass++) {
        toy_sink kept = run(source, 0);
        ck_assert_uint_eq(kept.n_frames, 200);
        ck_assert_int_eq(kept.frames[0].segment.number, 0);
        ck_assert_int_eq(source->ops->rewind(source, NULL), EMG_OK);
        toy_sink_clear(&kept);
    }
    emg_source_destroy(source);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, frames_are_exact_and_begin_at_0);
    tcase_add_test(tests, slower_groups_have_the_frames_that_lie_inside);
    tcase_add_test(tests, a_gap_stays_and_times_may_stay_too);
    tcase_add_test(tests, time_0_is_that_of_the_first_frame);
    tcase_add_test(tests, events_are_shifted_and_cut);
    tcase_add_test(tests, a_second_pass_gives_the_same);
    tcase_add_test(tests,
                   segments_count_from_the_first_that_anything_is_left_of);
}

int
main(void)
{
    return unit_main("cut", add);
}
