#include "made.h"

START_TEST(the_bytes_do_not_depend_on_blocks_nor_on_lag)
{
    size_t size, other_size;
    uint8_t *bytes = made_stream(256, 0, &size);
    static const int frames[] = {1, 7, 80, 4096};
    for (size_t i = 0; i < 4; i++) {
        for (int lag = 0; lag <= 300; lag += 150) {
            uint8_t *other = made_stream(frames[i], lag, &other_size);
            ck_assert_uint_eq(other_size, size);
            ck_assert_mem_eq(other, bytes, size);
            free(other);
        }
    }
    free(bytes);
}
END_TEST

/* The whole layout of a small stream, byte by byte. */
START_TEST(a_small_stream_has_exactly_these_bytes)
{
    static const char expected[] =
        "{\"emg_stream\":1,\"name\":\"a.edf\",\"duration\":-1,"
        "\"groups\":[{\"rate\":[25,2]}],\"channels\":[{\"number\":3,"
        "\"group\":0,\"use\":\"pass\",\"label\":\"x\",\"unit\":\"g\","
        "\"to_uv\":0,\"kind\":\"MISC\",\"rectified\":false,\"step\":0.1,"
        "\"scale\":{\"physical\":[0,0],\"digital\":[0,0],\"bytes\":0,"
        "\"text\":[\"\",\"\",\"\",\"\"]},\"prefilter\":\"\","
        "\"transducer\":\"\"}],\"history\":[{\"program\":\"emg-x\"}]}\n"
        "EVNT\x12\0\0\0\0\0\0\0\0\0\0\0\0\0\xE0\x3F\0\0\0\0\0\0\0\0Hi"
        "SEGM\x10\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\x80\x96\x98\0\0\0\0\0"
        "SAMP\x0C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xF0\x3F"
        "DONE\x10\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0";
    emg_error error = EMG_NO_ERROR;
    emg_channel channel = {
        .label = "x", .unit = "g", .kind = EMG_KIND_OTHER, .number = 3};
    channel.step = 0.1;
    emg_rate rate = {25, 2};
    emg_use use = EMG_PASS;
    emg_recording recording = {.name = "a.edf", .duration_s = -1};
    ck_assert_int_eq(
        emg_recording_group(&recording, 1, &channel, &rate, &use, &error),
        EMG_OK);
    emg_create_options options = {.step = "{\"program\":\"emg-x\"}"};
    emg_output *output = emg_output_to_memory(true, &error);
    emg_sink *sink = emg_stream_create(output, &recording, &options, &error);
    emg_block block;
    emg_block_init(&block, 1, 1, &error);
    block.n_frames = 1;
    block.segment = (emg_segment){2, EMG_TICKS_PER_S, 0};
    block.frames[0].v[0] = 1;
    emg_event event = {0.5, 0, "Hi"};
    ck_assert_int_eq(sink->ops->event(sink, &event, &error), EMG_OK);
    ck_assert_int_eq(sink->ops->take(sink, &block, &error), EMG_OK);
    ck_assert_int_eq(sink->ops->finish(sink, &error), EMG_OK);
    size_t size;
    const uint8_t *bytes = emg_output_bytes(output, &size);
    ck_assert_uint_eq(size, sizeof expected - 1);
    ck_assert_mem_eq(bytes, expected, size);
    emg_block_clear(&block);
    emg_sink_destroy(sink);
    emg_recording_clear(&recording);
}
END_TEST

/* Where a record with this tag begins, from `from` on; size when nowhere. */
static size_t
find(const uint8_t *bytes, size_t size, size_t from, const char *tag)
{
    const uint8_t *at = memmem(bytes + from, size - from, tag, 4);
    return at ? (size_t)(at - bytes) : size;
}

START_TEST(an_event_goes_before_the_samples_in_which_it_lies)
{
    size_t size;
    uint8_t *bytes = made_stream(1, 0, &size);
    size_t first = find(bytes, size, 0, "SAMP");
    size_t second = find(bytes, size, find(bytes, size, 0, "SAMP") + 4, "SEGM");
    size_t event = find(bytes, size, 0, "EVNT");
    ck_assert_uint_lt(event, first); /* 0.25 s lies in the first record */
    event = find(bytes, size, event + 4, "EVNT");
    ck_assert_uint_lt(event, first); /* 0.125 s follows, as in the file */
    event = find(bytes, size, event + 4, "EVNT");
    ck_assert_uint_gt(event, second); /* 5.5 s lies in the last segment */
    ck_assert_uint_lt(event, size);
    free(bytes);
}
END_TEST

START_TEST(channels_of_one_rate_that_differ_in_length_are_refused)
{
    emg_error error = EMG_NO_ERROR;
    emg_recording recording;
    made_recording(&recording);
    emg_output *output = emg_output_to_memory(true, &error);
    emg_sink *sink = emg_stream_create(output, &recording, NULL, &error);
    emg_segment segment = {0, 0, 0};
    ck_assert_int_eq(made_block(sink, &recording, 0, segment, 0, 7, &error), 0);
    ck_assert_int_eq(made_block(sink, &recording, 2, segment, 0, 6, &error), 0);
    ck_assert_int_eq(sink->ops->finish(sink, &error), EMG_BAD_FILE);
    ck_assert_str_eq(error.text, "channels of one rate differ in how many "
                                 "frames they have");
    emg_sink_destroy(sink);
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(channels_of_one_rate_that_differ_in_a_gap_are_refused)
{
    emg_error error = EMG_NO_ERROR;
    emg_recording recording;
    made_recording(&recording);
    emg_output *output = emg_output_to_memory(true, &error);
    emg_sink *sink = emg_stream_create(output, &recording, NULL, &error);
    emg_segment segment = {0, 0, 0}, other = {1, 5, 0};
    ck_assert_int_eq(made_block(sink, &recording, 0, segment, 0, 7, &error), 0);
    ck_assert_int_eq(made_block(sink, &recording, 2, other, 0, 7, &error),
                     EMG_BAD_FILE);
    ck_assert_str_eq(error.text,
                     "channels of one rate differ in their segments");
    emg_sink_destroy(sink);
    emg_recording_clear(&recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_bytes_do_not_depend_on_blocks_nor_on_lag);
    tcase_add_test(tests, a_small_stream_has_exactly_these_bytes);
    tcase_add_test(tests, an_event_goes_before_the_samples_in_which_it_lies);
    tcase_add_test(tests,
                   channels_of_one_rate_that_differ_in_length_are_refused);
    tcase_add_test(tests,
                   channels_of_one_rate_that_differ_in_a_gap_are_refused);
}

int
main(void)
{
    return unit_main("stream sink", add);
}
