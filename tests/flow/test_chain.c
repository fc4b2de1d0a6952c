#include "unit.h"

#include "flow/chain.h"
#include "toys.h"

#include <string.h>

/* Fills a block with frames `first`.. of group 0. */
static void
fill(emg_block *block, int64_t first, int n, emg_segment segment)
{
    for (int f = 0; f < n; f++)
        for (int c = 0; c < block->n_channels; c++)
            emg_block_bank(block, c / EMG_LANES)[f].v[c % EMG_LANES] =
                toy_sample(0, first + f, c);
    block->n_frames = n;
    block->first_frame = first;
    block->segment = segment;
}

static emg_chain *
chain_with(emg_stage *(*make)(const emg_format *, int), int n_channels,
           int value)
{
    emg_format in;
    toy_format(&in, n_channels);
    emg_chain *chain = emg_chain_create(&in, NULL);
    emg_chain_add(chain, make(&in, value), NULL);
    emg_format_clear(&in);
    return chain;
}

START_TEST(the_last_stage_is_the_one_added_last)
{
    emg_format in;
    toy_format(&in, 1);
    emg_chain *chain = emg_chain_create(&in, NULL);
    ck_assert_ptr_null(emg_chain_last(chain));
    for (int i = 0; i < 2; i++) {
        emg_stage *stage = toy_lag(&in, 1 + i);
        emg_chain_add(chain, stage, NULL);
        ck_assert_ptr_eq(emg_chain_last(chain), stage);
    }
    emg_chain_destroy(chain);
    emg_format_clear(&in);
}
END_TEST

START_TEST(without_stages_all_passes_as_it_is)
{
    emg_format in;
    emg_block block;
    toy_format(&in, 9);
    emg_chain *chain = emg_chain_create(&in, NULL);
    emg_block_init(&block, 9, 10, NULL);
    fill(&block, 0, 10, (emg_segment){.number = 0});
    ck_assert_int_eq(emg_chain_process(chain, &block, NULL), EMG_OK);
    ck_assert_int_eq(block.n_frames, 10);
    ck_assert_double_eq(emg_block_at(&block, 8, 9), toy_sample(0, 9, 8));
    ck_assert_int_eq(emg_chain_flush(chain, &block, NULL), EMG_OK);
    ck_assert_int_eq(block.n_frames, 0);
    ck_assert_int_eq(emg_chain_format(chain)->n_channels, 9);
    ck_assert_int_eq(emg_chain_lag(chain), 0);
    emg_chain_destroy(chain);
    emg_block_clear(&block);
    emg_format_clear(&in);
}
END_TEST

START_TEST(stages_work_in_the_order_they_were_added)
{
    emg_format in;
    emg_block block;
    toy_format(&in, 17);
    emg_chain *chain = emg_chain_create(&in, NULL);
    emg_chain_add(chain, toy_add(&in, 0.5), NULL);
    emg_chain_add(chain, toy_halve(&in), NULL);
    emg_chain_add(chain, toy_judge(emg_chain_format(chain), 1000.5), NULL);
    emg_block_init(&block, 17, 10, NULL);
    /* frame 1 would be judged, but only even ones come that far */
    fill(&block, 0, 10, (emg_segment){.number = 0});
    ck_assert_int_eq(emg_chain_process(chain, &block, NULL), EMG_OK);
    ck_assert_int_eq(block.n_frames, 5);
    for (int f = 0; f < 5; f++)
        ck_assert_double_eq(emg_block_at(&block, 16, f),
                            toy_sample(0, 2 * f, 16) + 0.5);
    ck_assert_double_eq(emg_chain_format(chain)->rate_hz, 500);
    emg_chain_destroy(chain);
    emg_block_clear(&block);
    emg_format_clear(&in);
}
END_TEST

/* All frames through a chain in blocks of `step`; appends to a toy sink. */
static void
run_segment(emg_chain *chain, int64_t first, int64_t n, int step,
            emg_segment segment, toy_sink *sink)
{
    emg_block block;
    emg_block_init(&block, emg_chain_format(chain)->n_channels, step, NULL);
    for (int64_t at = 0; at < n; at += step) {
        int here = n - at < step ? (int)(n - at) : step;
        fill(&block, first + at, here, segment);
        ck_assert_int_eq(emg_chain_process(chain, &block, NULL), EMG_OK);
        sink->sink.ops->take(&sink->sink, &block, NULL);
    }
    do {
        ck_assert_int_eq(emg_chain_flush(chain, &block, NULL), EMG_OK);
        sink->sink.ops->take(&sink->sink, &block, NULL);
    } while (block.n_frames > 0);
    emg_chain_gap(chain);
    emg_block_clear(&block);
}

START_TEST(frames_held_back_come_out_with_their_numbers)
{
    static const int steps[] = {1, 3, 64, 100, 1000};
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        toy_sink sink;
        toy_sink_init(&sink, 0);
        emg_chain *chain = chain_with(toy_lag, 11, 37);
        emg_chain_add(chain, toy_lag(emg_chain_format(chain), 5), NULL);
        ck_assert_int_eq(emg_chain_lag(chain), 42);
        emg_segment segment = {.number = 0};
        run_segment(chain, 0, 100, steps[s], segment, &sink);
        ck_assert_uint_eq(sink.n_frames, 100);
        ck_assert_int_eq(sink.n_channels, 11);
        for (int f = 0; f < 100; f++) {
            ck_assert_int_eq(sink.frames[f].frame, f);
            ck_assert_double_eq(sink.frames[f].last, toy_sample(0, f, 10));
        }
        emg_chain_destroy(chain);
        toy_sink_clear(&sink);
    }
}
END_TEST

START_TEST(a_segment_shorter_than_the_lag_comes_out_whole)
{
    toy_sink sink;
    toy_sink_init(&sink, 0);
    emg_chain *chain = chain_with(toy_lag, 2, 37);
    run_segment(chain, 0, 20, 7, (emg_segment){.number = 0}, &sink);
    ck_assert_uint_eq(sink.n_frames, 20);
    ck_assert_double_eq(sink.frames[19].first, toy_sample(0, 19, 0));
    emg_chain_destroy(chain);
    toy_sink_clear(&sink);
}
END_TEST

START_TEST(frames_leave_with_the_segment_they_came_in)
{
    toy_sink sink;
    toy_sink_init(&sink, 0);
    emg_chain *chain = chain_with(toy_lag, 2, 10);
    emg_segment first = {.number = 0};
    emg_segment second = {.number = 1, .start = 777, .first_frame = 30};
    run_segment(chain, 0, 30, 8, first, &sink);
    run_segment(chain, 30, 30, 8, second, &sink);
    ck_assert_uint_eq(sink.n_frames, 60);
    for (int f = 0; f < 60; f++) {
        ck_assert_int_eq(sink.frames[f].frame, f);
        ck_assert_int_eq(sink.frames[f].segment.number, f / 30);
        ck_assert_int_eq(sink.frames[f].segment.start, f < 30 ? 0 : 777);
        ck_assert_int_eq(sink.frames[f].segment.first_frame, f / 30 * 30);
        ck_assert_double_eq(sink.frames[f].first, toy_sample(0, f, 0));
    }
    emg_chain_destroy(chain);
    toy_sink_clear(&sink);
}
END_TEST

static emg_stage *
halve(const emg_format *in, int unused)
{
    (void)unused;
    return toy_halve(in);
}

START_TEST(segments_are_counted_in_frames_that_leave)
{
    toy_sink sink;
    toy_sink_init(&sink, 0);
    emg_chain *chain = chain_with(halve, 1, 0);
    emg_segment first = {.number = 0};
    emg_segment second = {.number = 1, .start = 99, .first_frame = 31};
    run_segment(chain, 0, 31, 8, first, &sink);
    run_segment(chain, 31, 30, 8, second, &sink);
    ck_assert_uint_eq(sink.n_frames, 31);
    ck_assert_int_eq(sink.frames[15].segment.number, 0);
    ck_assert_int_eq(sink.frames[16].segment.number, 1);
    ck_assert_int_eq(sink.frames[16].segment.first_frame, 16);
    ck_assert_double_eq(sink.frames[16].first, toy_sample(0, 31, 0));
    emg_chain_destroy(chain);
    toy_sink_clear(&sink);
}
END_TEST

START_TEST(reset_is_as_good_as_new)
{
    toy_sink sink;
    toy_sink_init(&sink, 0);
    emg_chain *chain = chain_with(toy_lag, 2, 10);
    emg_block block;
    emg_block_init(&block, 2, 25, NULL);
    fill(&block, 0, 25, (emg_segment){.number = 0});
    emg_chain_process(chain, &block, NULL);
    emg_chain_flush(chain, &block, NULL); /* left half emptied */
    emg_chain_reset(chain);
    run_segment(chain, 0, 40, 25, (emg_segment){.number = 0}, &sink);
    ck_assert_uint_eq(sink.n_frames, 40);
    for (int f = 0; f < 40; f++) {
        ck_assert_int_eq(sink.frames[f].frame, f);
        ck_assert_double_eq(sink.frames[f].first, toy_sample(0, f, 0));
    }
    emg_chain_destroy(chain);
    emg_block_clear(&block);
    toy_sink_clear(&sink);
}
END_TEST

START_TEST(a_chain_that_lacks_a_stage_stays_failed)
{
    emg_format in;
    emg_block block;
    emg_error error = EMG_NO_ERROR;
    toy_format(&in, 1);
    emg_chain *chain = emg_chain_create(&in, NULL);
    emg_fail(&error, EMG_BAD_OPTION, "the band is upside down");
    ck_assert_int_eq(emg_chain_add(chain, NULL, &error), EMG_BAD_OPTION);
    ck_assert_int_eq(emg_chain_add(chain, toy_add(&in, 1), &error),
                     EMG_BAD_OPTION);
    ck_assert_int_eq(toy_stages_alive(), 0);
    emg_block_init(&block, 1, 4, NULL);
    fill(&block, 0, 4, (emg_segment){.number = 0});
    error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_chain_process(chain, &block, &error), EMG_INTERNAL);
    emg_chain_destroy(chain);
    emg_block_clear(&block);
    emg_format_clear(&in);
}
END_TEST

START_TEST(a_stage_that_judges_stops_the_chain)
{
    emg_format in;
    emg_block block;
    emg_error error = EMG_NO_ERROR;
    toy_format(&in, 9);
    emg_chain *chain = emg_chain_create(&in, NULL);
    emg_chain_add(chain, toy_lag(&in, 6), NULL);
    emg_chain_add(chain, toy_judge(&in, toy_sample(0, 7, 0)), NULL);
    emg_block_init(&block, 9, 10, NULL);
    fill(&block, 0, 10, (emg_segment){.number = 0});
    ck_assert_int_eq(emg_chain_process(chain, &block, &error), EMG_OK);
    ck_assert_int_eq(block.n_frames, 4);
    ck_assert_int_eq(emg_chain_flush(chain, &block, &error), EMG_BAD_FILE);
    ck_assert_str_eq(error.text, "the toy judges");
    emg_chain_destroy(chain);
    emg_block_clear(&block);
    emg_format_clear(&in);
}
END_TEST

START_TEST(a_chain_owns_its_stages_and_its_format)
{
    emg_format in;
    toy_format(&in, 3);
    emg_chain *chain = emg_chain_create(&in, NULL);
    emg_chain_add(chain, toy_add(&in, 1), NULL);
    emg_chain_add(chain, toy_lag(&in, 4), NULL);
    emg_format_clear(&in);
    ck_assert_int_eq(toy_stages_alive(), 2);
    ck_assert_str_eq(emg_chain_format(chain)->channels[2].label, "M3");
    emg_chain_destroy(chain);
    ck_assert_int_eq(toy_stages_alive(), 0);
    emg_chain_destroy(NULL);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_last_stage_is_the_one_added_last);
    tcase_add_test(tests, without_stages_all_passes_as_it_is);
    tcase_add_test(tests, stages_work_in_the_order_they_were_added);
    tcase_add_test(tests, frames_held_back_come_out_with_their_numbers);
    tcase_add_test(tests, a_segment_shorter_than_the_lag_comes_out_whole);
    tcase_add_test(tests, frames_leave_with_the_segment_they_came_in);
    tcase_add_test(tests, segments_are_counted_in_frames_that_leave);
    tcase_add_test(tests, reset_is_as_good_as_new);
    tcase_add_test(tests, a_chain_that_lacks_a_stage_stays_failed);
    tcase_add_test(tests, a_stage_that_judges_stops_the_chain);
    tcase_add_test(tests, a_chain_owns_its_stages_and_its_format);
}

int
main(void)
{
    return unit_main("chain", add);
}
