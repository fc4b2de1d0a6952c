/* Bytes as stream.h writes them down; the source reads them in
 * test_stream_sink.c. */
#include "unit.h"

#include "base/memory.h"
#include "io/stream_write.h"

static emg_output *output;

static void
begin(void)
{
    output = emg_output_to_memory(true, NULL);
}

/* So many bytes were written, and these are they. */
static void
expect(const void *bytes, size_t n)
{
    size_t size;
    const uint8_t *got = emg_output_bytes(output, &size);
    ck_assert_uint_eq(size, n);
    ck_assert_mem_eq(got, bytes, n);
    emg_output_destroy(output);
}

START_TEST(a_segment_is_group_number_and_start)
{
    const emg_segment segment = {.number = 0x0102, .start = -2};
    begin();
    ck_assert_int_eq(emg_stream_write_segment(output, 3, &segment, NULL),
                     EMG_OK);
    expect("SEGM\x10\0\0\0\0\0\0\0"
           "\x03\0\0\0"
           "\x02\x01\0\0"
           "\xfe\xff\xff\xff\xff\xff\xff\xff",
           28);
}
END_TEST

START_TEST(an_event_is_two_times_and_its_text)
{
    const emg_event event = {1.5, -2, "rest"};
    begin();
    ck_assert_int_eq(emg_stream_write_event(output, &event, NULL), EMG_OK);
    expect("EVNT\x14\0\0\0\0\0\0\0"
           "\0\0\0\0\0\0\xf8\x3f"
           "\0\0\0\0\0\0\0\xc0"
           "rest",
           32);
}
END_TEST

START_TEST(an_event_longer_than_a_record_is_refused)
{
    char *text = emg_new(EMG_STREAM_RECORD_MAX - 15, 1, NULL);
    const emg_event event = {0, 0, text};
    emg_error error = EMG_NO_ERROR;
    memset(text, 'x', EMG_STREAM_RECORD_MAX - 16);
    begin();
    ck_assert_int_eq(emg_stream_write_event(output, &event, NULL), EMG_OK);
    emg_output_destroy(output);
    emg_free(text);
    text = emg_new(EMG_STREAM_RECORD_MAX - 14, 1, NULL);
    memset(text, 'x', EMG_STREAM_RECORD_MAX - 15);
    begin();
    ck_assert_int_eq(
        emg_stream_write_event(output, &(emg_event){0, 0, text}, &error),
        EMG_BAD_FILE);
    expect("", 0);
    emg_free(text);
}
END_TEST

START_TEST(samples_follow_the_number_of_their_group)
{
    uint8_t record[EMG_STREAM_SAMPLES_HEAD + 16];
    uint8_t *to = emg_stream_put_samples_head(record, 1, 16);
    ck_assert_ptr_eq(to, record + EMG_STREAM_SAMPLES_HEAD);
    to = emg_stream_put_double(to, 1);
    to = emg_stream_put_double(to, -2);
    ck_assert_ptr_eq(to, record + sizeof record);
    ck_assert_mem_eq(record,
                     "SAMP\x14\0\0\0\0\0\0\0"
                     "\x01\0\0\0"
                     "\0\0\0\0\0\0\xf0\x3f"
                     "\0\0\0\0\0\0\0\xc0",
                     sizeof record);
}
END_TEST

START_TEST(the_end_counts_frames_and_events)
{
    const emg_stream_rate rates[2] = {{.written = 258}, {.written = 7}};
    begin();
    ck_assert_int_eq(emg_stream_write_end(output, rates, 2, 1, "abc", NULL),
                     EMG_OK);
    expect("DONE\x1b\0\0\0\0\0\0\0"
           "\x02\x01\0\0\0\0\0\0"
           "\x07\0\0\0\0\0\0\0"
           "\x01\0\0\0\0\0\0\0"
           "abc",
           39);
}
END_TEST

START_TEST(the_header_is_the_line_that_is_printed)
{
    emg_stream_header header;
    emg_text line = {0};
    emg_stream_header_init(&header, 1, 1, NULL);
    header.rates[0] = (emg_rate){1000, 1};
    header.channels[0].number = 1;
    emg_stream_header_number(&header);
    emg_stream_header_print(&line, &header, "{\"a\":1}");
    begin();
    ck_assert_int_eq(
        emg_stream_write_header(output, &header, "{\"a\":1}", NULL), EMG_OK);
    expect(line.chars, line.length);
    emg_text_free(&line);
    emg_stream_header_clear(&header);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_segment_is_group_number_and_start);
    tcase_add_test(tests, an_event_is_two_times_and_its_text);
    tcase_add_test(tests, an_event_longer_than_a_record_is_refused);
    tcase_add_test(tests, samples_follow_the_number_of_their_group);
    tcase_add_test(tests, the_end_counts_frames_and_events);
    tcase_add_test(tests, the_header_is_the_line_that_is_printed);
}

int
main(void)
{
    return unit_main("stream_write", add);
}
