#include "made.h"
#include <stdlib.h>

/* A header of one channel, and records that are put together by hand. */
static uint8_t stream[1 << 18];
static size_t size, records;

static void
put(const void *bytes, size_t n)
{
    memcpy(stream + size, bytes, n);
    size += n;
}

static void
put_record(const char *tag, uint64_t length, const void *bytes, size_t n)
{
    put(tag, 4);
    put(&length, 8);
    put(bytes, n);
}

static void
begin(void)
{
    emg_error error = EMG_NO_ERROR;
    emg_stream_header header;
    emg_text text = {0};
    emg_stream_header_init(&header, 1, 1, &error);
    header.rates[0] = (emg_rate){1000, 1};
    header.channels[0].number = 1;
    header.uses[0] = EMG_TREAT;
    emg_stream_header_number(&header);
    emg_stream_header_print(&text, &header, NULL);
    size = 0;
    put(text.chars, text.length);
    records = size;
    emg_text_free(&text);
    emg_stream_header_clear(&header);
}

/* Frames that were read, or -1 with the error. */
static int64_t
read_all(emg_error *error)
{
    emg_block block;
    int64_t frames = 0;
    *error = EMG_NO_ERROR;
    emg_source *source = emg_stream_open(
        emg_bytes_from_memory(stream, size, "x", error), NULL, error);
    emg_block_init(&block, 1, 16, error);
    while (!error->status && !source->ended) {
        source->ops->next(source, &block, error);
        frames += block.n_frames;
    }
    emg_block_clear(&block);
    emg_source_destroy(source);
    return error->status ? -1 : frames;
}

static const uint32_t first_segment[4] = {0};
static const uint64_t end_of_one[2] = {1, 0}, end_of_none[2] = {0, 0};

static void
put_sample(void)
{
    uint8_t frame[12] = {0};
    put_record("SAMP", 12, frame, 12);
}

START_TEST(records_of_unknown_kind_in_lower_case_are_passed_over)
{
    emg_error error;
    begin();
    put_record("note", 5, "hello", 5);
    put_record("SEGM", 16, first_segment, 16);
    put_record("more", 0, "", 0);
    put_sample();
    put_record("DONE", 16, end_of_one, 16);
    ck_assert_int_eq(read_all(&error), 1);
}
END_TEST

/* One record that is wrong, first in the stream: where, and what is said. */
static void
expect(const char *tag, uint64_t length, const void *bytes, size_t n,
       const char *why)
{
    emg_error error;
    put_record(tag, length, bytes, n);
    ck_assert_int_eq(read_all(&error), -1);
    ck_assert_int_eq(error.status, EMG_BAD_FILE);
    ck_assert_str_eq(error.text, why);
    ck_assert_str_eq(error.file, "x");
}

START_TEST(a_wrong_record_is_refused_and_said_where)
{
    static const uint32_t no_group[4] = {1, 0, 0, 0},
                          late[4] = {0, 0, 0, 1 << 30};
    static const uint32_t large[4] = {0, 0x80000000, 0, 0};
    static const uint8_t event[18] = {0};
    static const uint64_t other[2] = {2, 0}, events[2] = {0, 1};
    static const struct {
        const char *tag;
        uint64_t length;
        const void *bytes;
        size_t n;
        const char *why;
    } rows[] = {
        {"NOTE", 0, "", 0,
         "the stream's record NOTE is of a kind that this version does not "
         "know"},
        {"noTe", 0, "", 0,
         "the stream's record noTe is of a kind that this version does not "
         "know"},
        {"note", 16777217, "", 0,
         "the stream's record note is longer than 16 MiB"},
        {"SEGM", 15, first_segment, 16,
         "the stream's record SEGM has a wrong length"},
        {"SEGM", 16, no_group, 16, "the stream's record SEGM is of no group"},
        {"SEGM", 16, large, 16, "the stream's record SEGM is out of order"},
        {"SEGM", 16, late, 16,
         "the stream's record SEGM starts at no sensible time"},
        {"SAMP", 3, first_segment, 16,
         "the stream's record SAMP has a wrong length"},
        {"SAMP", 12, no_group, 16, "the stream's record SAMP is of no group"},
        {"SAMP", 4, first_segment, 16,
         "the stream's record SAMP holds no whole frames"},
        {"SAMP", 13, first_segment, 16,
         "the stream's record SAMP holds no whole frames"},
        {"SAMP", 12, first_segment, 16,
         "the stream's record SAMP comes before its segment"},
        {"EVNT", 15, event, 18, "the stream's record EVNT has a wrong length"},
        {"EVNT", 18, event, 18,
         "the stream's record EVNT holds a zero byte in its text"},
        {"DONE", 15, end_of_none, 16,
         "the stream's record DONE has a wrong length"},
        {"DONE", 49, end_of_none, 16,
         "the stream's record DONE has a wrong length"},
        {"DONE", 16, other, 16,
         "the stream's record DONE counts other frames than came"},
        {"DONE", 16, events, 16,
         "the stream's record DONE counts other events than came"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        begin();
        expect(rows[i].tag, rows[i].length, rows[i].bytes, rows[i].n,
               rows[i].why);
    }
}
END_TEST

START_TEST(segments_must_rise)
{
    begin();
    put_record("SEGM", 16, first_segment, 16);
    expect("SEGM", 16, first_segment, 16,
           "the stream's record SEGM is out of order");
}
END_TEST

START_TEST(nothing_may_follow_the_end)
{
    emg_error error;
    begin();
    put_record("DONE", 16, end_of_none, 16);
    ck_assert_int_eq(read_all(&error), 0);
    put("x", 1);
    ck_assert_int_eq(read_all(&error), -1);
    ck_assert_int_eq(error.byte, (int64_t)size - 1);
    ck_assert_str_eq(error.text, "something follows the end of the stream; a "
                                 "stream holds one recording");
}
END_TEST

START_TEST(a_fingerprint_has_32_digits_or_none)
{
    emg_error error;
    char done[48] = {0};
    begin();
    memcpy(done + 16, "0123456789abcdef0123456789abcdef", 32);
    put_record("DONE", 48, done, 48);
    ck_assert_int_eq(read_all(&error), 0);
    begin();
    done[47] = 'g';
    expect("DONE", 48, done, 48,
           "the stream's record DONE holds no fingerprint");
}
END_TEST

START_TEST(segments_start_as_late_as_readers_take_them)
{
    static const uint32_t latest[4] = {0, 0, 0x4EC80000, 0x1BC16D67},
                          later[4] = {0, 0, 0x4EC80001, 0x1BC16D67};
    emg_error error;
    begin();
    put_record("SEGM", 16, latest, 16);
    put_sample();
    put_record("DONE", 16, end_of_one, 16);
    ck_assert_int_eq(read_all(&error), 1);
    begin();
    expect("SEGM", 16, later, 16,
           "the stream's record SEGM starts at no sensible time");
}
END_TEST

START_TEST(many_events_come_in_several_turns)
{
    static uint8_t event[16 + 40000];
    uint64_t counts[2] = {0, 70};
    emg_error error;
    begin();
    for (int i = 0; i < 70; i++)
        put_record("EVNT", 16, event, 16);
    put_record("DONE", 16, counts, 16);
    ck_assert_int_eq(read_all(&error), 0);
    counts[1] = 3;
    memset(event + 16, 'a', 40000);
    begin();
    for (int i = 0; i < 3; i++)
        put_record("EVNT", sizeof event, event, sizeof event);
    put_record("DONE", 16, counts, 16);
    ck_assert_int_eq(read_all(&error), 0);
}
END_TEST

START_TEST(a_fingerprint_of_a_broken_stream_is_an_error)
{
    char text[EMG_FINGERPRINT_SIZE];
    emg_error error = EMG_NO_ERROR;
    begin();
    put_record("SEGM", 16, first_segment, 16);
    emg_source *source = emg_stream_open(
        emg_bytes_from_memory(stream, size, "x", &error), NULL, &error);
    ck_assert_int_eq(source->ops->fingerprint(source, text, &error),
                     EMG_BAD_FILE);
    ck_assert_str_eq(error.file, "x");
    emg_source_destroy(source);
}
END_TEST

START_TEST(a_first_line_without_end_is_refused)
{
    static const char head[] = "{\"emg_stream\":1,\"name\":\"";
    const size_t n = ((size_t)16 << 20) + 1000;
    emg_error error = EMG_NO_ERROR;
    char *line = malloc(n);
    memset(line, 'a', n);
    memcpy(line, head, sizeof head - 1);
    ck_assert_ptr_null(emg_stream_open(
        emg_bytes_from_memory(line, n, "x", &error), NULL, &error));
    ck_assert_str_eq(error.text,
                     "the stream's first line is longer than 16 MiB");
    free(line);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   records_of_unknown_kind_in_lower_case_are_passed_over);
    tcase_add_test(tests, a_wrong_record_is_refused_and_said_where);
    tcase_add_test(tests, segments_must_rise);
    tcase_add_test(tests, nothing_may_follow_the_end);
    tcase_add_test(tests, a_fingerprint_has_32_digits_or_none);
    tcase_add_test(tests, segments_start_as_late_as_readers_take_them);
    tcase_add_test(tests, many_events_come_in_several_turns);
    tcase_add_test(tests, a_fingerprint_of_a_broken_stream_is_an_error);
    tcase_add_test(tests, a_first_line_without_end_is_refused);
}

int
main(void)
{
    return unit_main("stream record", add);
}
