#include "unit.h"

#include "folder.h"
#include "io/edf_sink.h"
#include "writing.h"

#include <fcntl.h>
#include <math.h>

static void
digital(emg_channel *channel, double low, double high, int bytes)
{
    channel->scale = (emg_scale){.physical_min = low,
                                 .physical_max = high,
                                 .digital_min = -32768,
                                 .digital_max = 32767,
                                 .bytes = bytes};
}

/* Two channels of 1000 Hz and one of 100: records of 0.1 s. */
static void
set_up(writing *w)
{
    *w = (writing){0};
    digital(writing_add(w, "FCR", "uV", 1000), -3276.8, 3276.7, 2);
    snprintf(w->channels[0].prefilter, 81, "HP:20Hz");
    digital(writing_add(w, "acc", "g", 100), -32.768, 32.767, 2);
    digital(writing_add(w, "ECR", "uV", 1000), -3276.8, 3276.7, 2);
    writing_group(w);
}

static double
ramp(int number, int64_t frame)
{
    return number == 2 ? 0.001 * (double)(frame % 30000)
                       : 0.1 * (double)((frame % 5000) * (number - 2));
}

/* The written file; the caller frees. */
static uint8_t *
run(const writing *w, bool bdf, bool as_pipe, int block_frames, int64_t ms,
    const emg_event *events, int n_events, size_t *size, char heard[1024])
{
    emg_error error = EMG_NO_ERROR;
    emg_create_options options = {.listener = {writing_hear, heard}};
    folder in = folder_create();
    const char *path = folder_file(&in, "out");
    int saved = dup(STDOUT_FILENO);
    *heard = 0;
    if (as_pipe) {
        int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
        ck_assert_int_eq(dup2(fd, STDOUT_FILENO), STDOUT_FILENO);
        close(fd);
    }
    emg_output *output = emg_output_open(as_pipe ? "-" : path, false, &error);
    emg_sink *sink =
        emg_edf_create(output, bdf, &w->recording, &options, &error);
    ck_assert_msg(sink != NULL, "%s", error.text);
    emg_segment first = {0, 0, 0};
    for (int i = 0; i < n_events; i++)
        ck_assert_int_eq(sink->ops->event(sink, &events[i], &error), EMG_OK);
    for (int g = w->recording.n_groups - 1; g >= 0; g--)
        ck_assert_int_eq(writing_give(w, sink, g, first, 0,
                                      (int64_t)(w->recording.groups[g].rate_hz *
                                                (double)ms / 1000),
                                      block_frames, ramp, &error),
                         EMG_OK);
    ck_assert_msg(sink->ops->finish(sink, &error) == EMG_OK, "%s", error.text);
    emg_sink_destroy(sink);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    char *bytes = malloc(1 << 20);
    *size = (size_t)folder_read(&in, "out", bytes, 1 << 20);
    folder_remove(&in);
    return (uint8_t *)bytes;
}

static void
check_field(const uint8_t *bytes, size_t at, const char *text, size_t width)
{
    char padded[81];
    snprintf(padded, sizeof padded, "%-*s", (int)width, text);
    ck_assert_msg(memcmp(bytes + at, padded, width) == 0,
                  "byte %zu: '%.*s' is not '%s'", at, (int)width, bytes + at,
                  padded);
}

static int
sample(const uint8_t *at)
{
    return (int16_t)(at[0] | at[1] << 8);
}

START_TEST(a_file_holds_what_came)
{
    writing w;
    size_t size;
    char heard[1024];
    set_up(&w);
    emg_event event = {0.15, 0.5, "start"};
    uint8_t *b = run(&w, false, false, 7, 300, &event, 1, &size, heard);
    /* 256 x 5 header; a record: 100 + 10 + 100 samples, 48 annotation bytes */
    ck_assert_uint_eq(size, 1280 + 3 * (420 + 48));
    check_field(b, 0, "0", 8);
    check_field(b, 8, "X X X X", 80);
    check_field(b, 88, "Startdate X X X X", 80);
    check_field(b, 168, "01.01.8500.00.00", 16);
    check_field(b, 184, "1280", 8);
    check_field(b, 192, "EDF+C", 44);
    check_field(b, 236, "3", 8);
    check_field(b, 244, "0.1", 8);
    check_field(b, 252, "4", 4);
    check_field(b, 256, "FCR", 16);
    check_field(b, 256 + 16, "acc", 16);
    check_field(b, 256 + 32, "ECR", 16);
    check_field(b, 256 + 48, "EDF Annotations", 16);
    check_field(b, 256 + 4 * 96, "uV", 8);
    check_field(b, 256 + 4 * 104, "-3276.8", 8);
    check_field(b, 256 + 4 * 112 + 8, "32.767", 8);
    check_field(b, 256 + 4 * 120, "-32768", 8);
    check_field(b, 256 + 4 * 128, "32767", 8);
    check_field(b, 256 + 4 * 136, "HP:20Hz", 80);
    check_field(b, 256 + 4 * 216, "100", 8);
    check_field(b, 256 + 4 * 216 + 8, "10", 8);
    check_field(b, 256 + 4 * 216 + 24, "24", 8);
    const uint8_t *second = b + 1280 + 468;
    ck_assert_int_eq(sample(second), -100);          /* FCR, frame 100 */
    ck_assert_int_eq(sample(second + 200), 10);      /* acc, frame 10 */
    ck_assert_int_eq(sample(second + 220 + 2), 101); /* ECR, frame 101 */
    ck_assert_mem_eq(second + 420,
                     "+0.1\x14\x14\0+0.15\x15"
                     "0.5\x14start\x14\0",
                     24);
    ck_assert_mem_eq(second + 468 + 420, "+0.2\x14\x14\0\0", 8);
    ck_assert_str_eq(heard, "");
    free(b);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(blocks_and_pipes_change_no_byte)
{
    writing w;
    size_t size, again;
    char heard[1024];
    set_up(&w);
    emg_event events[2] = {{0.25, 0, "b"}, {0.05, 0, "a"}};
    uint8_t *whole = run(&w, true, false, 4096, 330, events, 2, &size, heard);
    ck_assert_str_eq(heard, "1 stretch was filled up to a whole record with "
                            "0.07 s of the last value\n");
    int blocks[] = {1, 3, 100, 256};
    for (int i = 0; i < 4; i++) {
        uint8_t *b =
            run(&w, true, i % 2, blocks[i], 330, events, 2, &again, heard);
        ck_assert_uint_eq(again, size);
        ck_assert_mem_eq(b, whole, size);
        free(b);
    }
    free(whole);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(the_last_value_fills_the_last_record)
{
    writing w;
    size_t size;
    char heard[1024];
    set_up(&w);
    uint8_t *b = run(&w, true, false, 64, 130, NULL, 0, &size, heard);
    const uint8_t *second = b + 1280 + 630 + 24;
    ck_assert_mem_eq(b,
                     "\xFF"
                     "BIOSEMI",
                     8);
    check_field(b, 192, "BDF+C", 44);
    check_field(b, 256 + 48, "BDF Annotations", 16);
    ck_assert_mem_eq(second + 3 * 29, "\x7F\xFF\xFF", 3); /* frame 129: -129 */
    ck_assert_mem_eq(second + 3 * 30, "\x7F\xFF\xFF", 3);
    ck_assert_mem_eq(second + 3 * 99, "\x7F\xFF\xFF", 3);
    ck_assert_uint_eq(size, 1280 + 2 * (630 + 24));
    free(b);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(a_gap_begins_a_new_record_and_is_told)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    emg_create_options options = {.force = false};
    size_t size;
    digital(writing_add(&w, "A", "uV", 1000), -3276.8, 3276.7, 2);
    w.uses[0] = EMG_TREAT;
    digital(writing_add(&w, "B", "uV", 1000), -3276.8, 3276.7, 2);
    writing_group(&w);
    emg_output *output = emg_output_to_memory(true, &error);
    emg_sink *sink =
        emg_edf_create(output, false, &w.recording, &options, &error);
    emg_segment one = {0, 0, 0}, two = {1, 30000000, 150};
    writing_give(&w, sink, 1, one, 0, 150, 64, ramp, &error);
    writing_give(&w, sink, 1, two, 150, 250, 64, ramp, &error); /* ahead */
    writing_give(&w, sink, 0, one, 0, 150, 64, ramp, &error);
    writing_give(&w, sink, 0, two, 150, 250, 64, ramp, &error);
    ck_assert_int_eq(sink->ops->finish(sink, &error), EMG_OK);
    const uint8_t *b = emg_output_bytes(output, &size);
    ck_assert_uint_eq(size, 1024 + 3 * 424);
    check_field(b, 192, "EDF+D", 44);
    check_field(b, 236, "3", 8);
    ck_assert_mem_eq(b + 1024 + 424 + 400, "+0.1\x14\x14\0", 7);
    ck_assert_mem_eq(b + 1024 + 848 + 400, "+3\x14\x14\0", 5);
    ck_assert_int_eq(sample(b + 1024 + 424 + 2 * 99), -149); /* A, filled */
    ck_assert_int_eq(sample(b + 1024 + 848), -150);
    ck_assert_int_eq(sample(b + 1024 + 848 + 200 + 100), 2); /* B: 0.2 */
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(many_annotations_widen_the_records)
{
    writing w;
    size_t size;
    char heard[1024], text[40];
    emg_event events[200];
    set_up(&w);
    for (int i = 0; i < 200; i++)
        events[i] = (emg_event){0.01, 0, "a text of some length"};
    uint8_t *b = run(&w, false, false, 50, 300, events, 200, &size, heard);
    /* 200 x 30 bytes find room in three records of 24 x 2^7 = 3072 */
    ck_assert_uint_eq(size, 1280 + 3 * (420 + 3072));
    ck_assert_int_eq(sample(b + 1280 + 2 * 3492 + 200), 20);
    ck_assert_int_eq(sample(b + 1280 + 1 * 3492), -100);
    int found = 0;
    for (size_t i = 1280; i + 21 < size; i++)
        found += memcmp(b + i,
                        "\x14"
                        "a text of some length\x14",
                        23) == 0;
    ck_assert_int_eq(found, 200);
    snprintf(text, sizeof text, "%d", 3072 / 2);
    check_field(b, 256 + 4 * 216 + 24, text, 8);
    free(b);
    emg_recording_clear(&w.recording);
}
END_TEST

static double
extremes(int number, int64_t frame)
{
    (void)number;
    return frame == 0 ? 1e9 : frame == 1 ? -1e9 : 0;
}

static double
no_number(int number, int64_t frame)
{
    return number == 3 && frame == 11 ? NAN : 0;
}

START_TEST(samples_outside_are_clipped_and_counted)
{
    writing w;
    emg_error error = EMG_NO_ERROR;
    char heard[1024] = "";
    emg_create_options options = {.listener = {writing_hear, heard}};
    size_t size;
    set_up(&w);
    emg_output *output = emg_output_to_memory(false, &error);
    emg_sink *sink =
        emg_edf_create(output, false, &w.recording, &options, &error);
    emg_segment one = {0, 0, 0};
    writing_give(&w, sink, 0, one, 0, 100, 64, extremes, &error);
    writing_give(&w, sink, 1, one, 0, 10, 64, extremes, &error);
    ck_assert_int_eq(sink->ops->finish(sink, &error), EMG_OK);
    const uint8_t *b = emg_output_bytes(output, &size);
    ck_assert_int_eq(sample(b + 1280), 32767);
    ck_assert_int_eq(sample(b + 1282), -32768);
    ck_assert_int_eq(sample(b + 1284), 0);
    ck_assert_str_eq(heard, "6 samples lie outside the range that is written "
                            "and were clipped, the first in channel \"FCR\"; "
                            "--to bdf has a wider range\n");
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(what_is_not_a_number_is_refused_by_channel_and_frame)
{
    writing w;
    emg_error error = EMG_NO_ERROR;
    emg_create_options options = {.force = false};
    set_up(&w);
    emg_sink *sink = emg_edf_create(emg_output_to_memory(false, &error), false,
                                    &w.recording, &options, &error);
    emg_segment one = {0, 0, 0};
    writing_give(&w, sink, 1, one, 0, 10, 64, no_number, &error);
    ck_assert_int_eq(
        writing_give(&w, sink, 0, one, 0, 100, 64, no_number, &error),
        EMG_BAD_FILE);
    ck_assert_str_eq(error.channel, "ECR");
    ck_assert_int_eq(error.frame, 11);
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_file_holds_what_came);
    tcase_add_test(tests, blocks_and_pipes_change_no_byte);
    tcase_add_test(tests, the_last_value_fills_the_last_record);
    tcase_add_test(tests, a_gap_begins_a_new_record_and_is_told);
    tcase_add_test(tests, many_annotations_widen_the_records);
    tcase_add_test(tests, samples_outside_are_clipped_and_counted);
    tcase_add_test(tests, what_is_not_a_number_is_refused_by_channel_and_frame);
}

int
main(void)
{
    return unit_main("edf_sink", add);
}
