#include "unit.h"

#include "emg/io.h"
#include "folder.h"
#include "writing.h"

START_TEST(types_are_told_by_name_and_ending)
{
    ck_assert_int_eq(emg_file_type_of("edf"), EMG_FILE_EDF);
    ck_assert_int_eq(emg_file_type_of("a.b/visit1.BDF"), EMG_FILE_BDF);
    ck_assert_int_eq(emg_file_type_of("visit.1.csv"), EMG_FILE_CSV);
    ck_assert_int_eq(emg_file_type_of("x.tsv"), EMG_FILE_TSV);
    ck_assert_int_eq(emg_file_type_of("x.json"), EMG_FILE_JSON);
    ck_assert_int_eq(emg_file_type_of("x.npy"), EMG_FILE_NPY);
    ck_assert_int_eq(emg_file_type_of("x.wav"), EMG_FILE_WAV);
    ck_assert_int_eq(emg_file_type_of("x.au"), EMG_FILE_AU);
    ck_assert_int_eq(emg_file_type_of("x.mat"), EMG_FILE_MAT);
    ck_assert_int_eq(emg_file_type_of("stream"), EMG_FILE_STREAM);
    ck_assert_int_eq(emg_file_type_of("a.edf/visit1"), EMG_FILE_UNKNOWN);
    ck_assert_int_eq(emg_file_type_of("visit1.edf.gz"), EMG_FILE_UNKNOWN);
    ck_assert_int_eq(emg_file_type_of("-"), EMG_FILE_UNKNOWN);
}
END_TEST

static double
half(int number, int64_t frame)
{
    return (double)frame + number * 0.5;
}

/* Writes three frames of one channel and an event. */
static void
write_as(folder *in, const char *name)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    emg_event event = {0.001, 0.5, "a\tb"};
    emg_segment start = {0, 0, 0};
    writing_add(&w, "FCR", "uV", 1000);
    writing_group(&w);
    emg_sink *sink = emg_create(folder_file(in, name), EMG_FILE_UNKNOWN,
                                &w.recording, NULL, &error);
    ck_assert_msg(sink != NULL, "%s", error.text);
    ck_assert_int_eq(sink->ops->event(sink, &event, &error), EMG_OK);
    writing_give(&w, sink, 0, start, 0, 3, 2, half, &error);
    ck_assert_msg(sink->ops->finish(sink, &error) == EMG_OK, "%s", error.text);
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}

START_TEST(the_name_chooses_the_format)
{
    static const struct {
        const char *name, *begins;
    } files[] = {{"a.edf", "0       X X X X "},
                 {"a.bdf", "\xFF"
                           "BIOSEMIX X X X "},
                 {"a.csv", "time,FCR (uV)\n"},
                 {"a.tsv", "time\tFCR (uV)\n"},
                 {"a.json", "{\"recording\":"},
                 {"a.npy", "\x93NUMPY\x01"},
                 {"a.wav", "RIFF"},
                 {"b.au", ".snd"},
                 {"a.mat", "MATLAB 5.0 MAT-file"},
                 {"a.stream", "{\"emg_stream\":"}};
    folder in = folder_create();
    char text[32];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        write_as(&in, files[i].name);
        folder_read(&in, files[i].name, text, sizeof text);
        ck_assert_mem_eq(text, files[i].begins, strlen(files[i].begins));
        unlink(folder_file(&in, "a_events.tsv"));
    }
    folder_remove(&in);
}
END_TEST

START_TEST(events_stand_beside_what_cannot_hold_them)
{
    folder in = folder_create();
    char text[128];
    write_as(&in, "a.npy");
    folder_read(&in, "a_events.tsv", text, sizeof text);
    ck_assert_str_eq(text, "onset\tduration\ttrial_type\n"
                           "0.001\t0.5\ta\\x09b\n");
    write_as(&in, "b.edf");
    ck_assert_int_eq(folder_count(&in, 0), 3);
    folder_remove(&in);
}
END_TEST

START_TEST(an_unknown_ending_says_what_to_do)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    folder in = folder_create();
    writing_add(&w, "FCR", "uV", 1000);
    writing_group(&w);
    ck_assert_ptr_null(emg_create(folder_file(&in, "x.doc"), EMG_FILE_UNKNOWN,
                                  &w.recording, NULL, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_str_eq(error.text,
                     "the name tells no format that can be written; use --to "
                     "edf|bdf|wav|au|csv|tsv|json|npy|mat|stream");
    ck_assert_str_eq(error.file, "x.doc");
    ck_assert_int_eq(folder_count(&in, 0), 0);
    emg_recording_clear(&w.recording);
    folder_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, types_are_told_by_name_and_ending);
    tcase_add_test(tests, the_name_chooses_the_format);
    tcase_add_test(tests, events_stand_beside_what_cannot_hold_them);
    tcase_add_test(tests, an_unknown_ending_says_what_to_do);
}

int
main(void)
{
    return unit_main("create", add);
}
