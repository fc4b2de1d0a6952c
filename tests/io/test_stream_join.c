#include "unit.h"

#include "base/memory.h"
#include "io/stream_join.h"

static emg_stream_rate
rate_of(int record_frames)
{
    return (emg_stream_rate){.rate_hz = 1000, .record_frames = record_frames};
}

static void
take(emg_stream_rate *rate, emg_stream_member *member, int segment, int n)
{
    emg_block block;
    emg_error error = EMG_NO_ERROR;
    emg_block_init(&block, 1, n, &error);
    block.n_frames = n;
    block.segment = (emg_segment){segment, segment * 10, member->frames};
    ck_assert_int_eq(emg_stream_join(rate, member, &block, &error), EMG_OK);
    emg_block_clear(&block);
}

START_TEST(a_record_is_whole_when_its_frames_are_there)
{
    emg_stream_rate rate = rate_of(10);
    emg_stream_member member = {.fifo.n_banks = 1, .segment = -1};
    ck_assert_int_eq(emg_stream_look_ahead(&rate, 0, false).segment, -1);
    take(&rate, &member, 0, 9);
    emg_stream_head head = emg_stream_look_ahead(&rate, 9, false);
    ck_assert(!head.is_whole);
    ck_assert_int_eq(head.frames, 10);
    take(&rate, &member, 0, 1);
    head = emg_stream_look_ahead(&rate, 10, false);
    ck_assert(head.is_whole);
    rate.written = 10;
    head = emg_stream_look_ahead(&rate, 0, false);
    ck_assert(!head.is_whole);
    ck_assert_double_eq(head.since_s, 0.01);
    emg_fifo_clear(&member.fifo);
    emg_free(rate.segments);
}
END_TEST

START_TEST(a_record_ends_with_its_segment)
{
    emg_stream_rate rate = rate_of(10);
    emg_stream_member member = {.fifo.n_banks = 1, .segment = -1};
    take(&rate, &member, 0, 4);
    take(&rate, &member, 3, 5);
    emg_stream_head head = emg_stream_look_ahead(&rate, 9, false);
    ck_assert(head.is_whole);
    ck_assert_int_eq(head.frames, 4);
    rate.written = 4;
    head = emg_stream_look_ahead(&rate, 5, false);
    ck_assert(!head.is_whole);
    ck_assert_int_eq(head.segment, 3);
    ck_assert_double_eq(head.since_s, 0);
    head = emg_stream_look_ahead(&rate, 5, true);
    ck_assert(head.is_whole);
    ck_assert_int_eq(head.frames, 5);
    rate.written = 9;
    ck_assert_int_eq(emg_stream_look_ahead(&rate, 0, true).frames, 0);
    emg_fifo_clear(&member.fifo);
    emg_free(rate.segments);
}
END_TEST

START_TEST(memory_is_bounded_by_the_segments_that_wait)
{
    emg_stream_rate rate = rate_of(10);
    emg_stream_member member = {.fifo.n_banks = 1, .segment = -1};
    for (int s = 0; s < 1000; s++) {
        take(&rate, &member, s, 1);
        emg_stream_look_ahead(&rate, 1, false);
        rate.written = member.frames;
        emg_fifo_drop(&member.fifo, 1);
    }
    ck_assert_uint_le(rate.room, 4);
    ck_assert_int_eq(rate.dropped, 999);
    emg_fifo_clear(&member.fifo);
    emg_free(rate.segments);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_record_is_whole_when_its_frames_are_there);
    tcase_add_test(tests, a_record_ends_with_its_segment);
    tcase_add_test(tests, memory_is_bounded_by_the_segments_that_wait);
}

int
main(void)
{
    return unit_main("stream join", add);
}
