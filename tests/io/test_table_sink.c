#include "unit.h"

#include "io/table_sink.h"
#include "writing.h"

static double
value(int number, int64_t frame)
{
    return number == 2 ? -0.1 * (double)frame : 1.5 + (double)frame;
}

START_TEST(a_line_a_frame_in_the_order_of_numbers)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    emg_create_options options = {.force = false};
    size_t size;
    writing_add(&w, "FCR", "uV", 2000);
    writing_add(&w, "bend, \"left\"", "", 2000);
    writing_add(&w, "FCR", "mV", 2000);
    writing_add(&w, "", "g", 2000);
    w.uses[0] = w.uses[2] = EMG_TREAT;
    writing_group(&w);
    emg_output *output = emg_output_to_memory(true, &error);
    emg_sink *sink =
        emg_table_create(output, "-", ',', &w.recording, &options, &error);
    emg_segment start = {0, 5000000, 0};
    /* the passed group comes first, the treated one lags */
    writing_give(&w, sink, 1, start, 0, 4, 3, value, &error);
    writing_give(&w, sink, 0, start, 0, 4, 2, value, &error);
    ck_assert_int_eq(sink->ops->finish(sink, &error), EMG_OK);
    const uint8_t *bytes = emg_output_bytes(output, &size);
    const char *wanted = "time,FCR (uV),\"bend, \"\"left\"\"\",FCR#2 (mV),"
                         "ch4 (g)\n"
                         "0.5,1.5,0,1.5,1.5\n"
                         "0.5005,2.5,-0.1,2.5,2.5\n"
                         "0.501,3.5,-0.2,3.5,3.5\n"
                         "0.5015,4.5,-0.30000000000000004,4.5,4.5\n";
    ck_assert_uint_eq(size, strlen(wanted));
    ck_assert_mem_eq(bytes, wanted, size);
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(several_rates_name_the_option)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    emg_create_options options = {.force = false};
    writing_add(&w, "A", "uV", 2000);
    writing_add(&w, "B", "uV", 100);
    writing_group(&w);
    ck_assert_ptr_null(emg_table_create(emg_output_to_memory(true, &error), "-",
                                        '\t', &w.recording, &options, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_str_eq(error.text,
                     "the channels have sampling rates of 2000 and 100 Hz, and "
                     "TSV holds one; choose channels with -c");
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(a_gap_names_the_option)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    emg_create_options options = {.force = false};
    writing_add(&w, "A", "uV", 1000);
    writing_group(&w);
    emg_sink *sink = emg_table_create(emg_output_to_memory(true, &error), "-",
                                      '\t', &w.recording, &options, &error);
    emg_segment one = {0, 0, 0}, two = {1, 15000000, 10};
    ck_assert_int_eq(writing_give(&w, sink, 0, one, 0, 10, 4, value, &error),
                     EMG_OK);
    ck_assert_int_eq(writing_give(&w, sink, 0, two, 10, 20, 4, value, &error),
                     EMG_BAD_OPTION);
    ck_assert_str_eq(error.text, "there is a gap before 1.5 s, and TSV holds "
                                 "none; write edf, bdf or stream instead");
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(annotations_before_a_pipe_are_told)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    char heard[1024] = "";
    emg_create_options options = {.listener = {writing_hear, heard}};
    emg_event event = {0, 0, "x"};
    writing_add(&w, "A", "uV", 1000);
    writing_group(&w);
    emg_sink *sink = emg_table_create(emg_output_to_memory(true, &error), "-",
                                      '\t', &w.recording, &options, &error);
    ck_assert_int_eq(sink->ops->event(sink, &event, &error), EMG_OK);
    ck_assert_int_eq(sink->ops->finish(sink, &error), EMG_OK);
    ck_assert_str_eq(heard, "1 annotations are not written to standard output; "
                            "with -o they go to a table beside the file\n");
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_line_a_frame_in_the_order_of_numbers);
    tcase_add_test(tests, several_rates_name_the_option);
    tcase_add_test(tests, a_gap_names_the_option);
    tcase_add_test(tests, annotations_before_a_pipe_are_told);
}

int
main(void)
{
    return unit_main("table_sink", add);
}
