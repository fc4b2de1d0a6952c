#include "unit.h"

#include "io/json_sink.h"
#include "writing.h"

#include <jansson.h>
#include <math.h>

static double
value(int number, int64_t frame)
{
    return frame == 2 && number == 1 ? NAN : (double)frame / 3 * number;
}

START_TEST(every_line_is_an_object_and_values_read_back_equal)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    size_t size;
    writing_add(&w, "a \"b\"\x01", "uV", 1000);
    writing_add(&w, "FCR", "", 1000);
    writing_add(&w, "FCR", "%", 1000);
    writing_group(&w);
    emg_output *output = emg_output_to_memory(true, &error);
    emg_sink *sink = emg_json_create(output, &w.recording, &error);
    emg_segment one = {0, 0, 0}, two = {1, 10000000, 3};
    emg_event event = {0.25, NAN, "start\n"};
    writing_give(&w, sink, 0, one, 0, 3, 2, value, &error);
    ck_assert_int_eq(sink->ops->event(sink, &event, &error), EMG_OK);
    writing_give(&w, sink, 0, two, 3, 4, 2, value, &error);
    ck_assert_int_eq(sink->ops->finish(sink, &error), EMG_OK);
    const char *at = (const char *)emg_output_bytes(output, &size);
    const char *end = at + size;
    json_t *lines[6];
    for (int i = 0; i < 6; i++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        ck_assert_ptr_nonnull(stop);
        lines[i] = json_loadb(at, (size_t)(stop - at), 0, NULL);
        ck_assert_ptr_nonnull(lines[i]);
        at = stop + 1;
    }
    ck_assert_ptr_eq(at, end);
    json_t *third = json_array_get(json_object_get(lines[0], "channels"), 2);
    ck_assert_str_eq(json_string_value(json_object_get(third, "label")),
                     "FCR#2");
    ck_assert_str_eq(json_string_value(json_object_get(third, "unit")), "%");
    ck_assert_double_eq(json_number_value(json_object_get(lines[2], "FCR#2")),
                        value(3, 1));
    ck_assert_double_eq(
        json_number_value(json_object_get(lines[2], "a \"b\"\x01")),
        value(1, 1));
    ck_assert(json_is_null(json_object_get(lines[3], "a \"b\"\x01")));
    ck_assert_int_eq(json_integer_value(json_object_get(lines[4], "time")), 1);
    ck_assert_str_eq(json_string_value(json_object_get(lines[5], "trial_type")),
                     "start\n");
    ck_assert(json_is_null(json_object_get(lines[5], "duration")));
    for (int i = 0; i < 6; i++)
        json_decref(lines[i]);
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, every_line_is_an_object_and_values_read_back_equal);
}

int
main(void)
{
    return unit_main("json_sink", add);
}
