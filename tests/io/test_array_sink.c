#include "unit.h"

#include "emg/io.h"
#include "writing.h"

static double
value(int number, int64_t frame)
{
    return (double)(10000 * number + frame);
}

/* Nine channels at 1000 Hz and one at 100 Hz. */
static void
describe(writing *w)
{
    for (int c = 0; c < 9; c++)
        writing_add(w, "EMG", "uV", 1000);
    writing_add(w, "ACC", "g", 100);
    writing_group(w);
}

START_TEST(samples_of_each_group_lie_frame_by_frame)
{
    static double fast[500][9], slow[50];
    double *arrays[] = {fast[0], slow};
    int64_t rooms[] = {500, 50};
    writing w = {0};
    describe(&w);
    emg_sink *sink = emg_array_create(&w.recording, arrays, rooms, NULL);
    emg_segment one = {0};
    ck_assert_int_eq(writing_give(&w, sink, 0, one, 0, 400, 64, value, NULL),
                     EMG_OK);
    ck_assert_int_eq(writing_give(&w, sink, 1, one, 0, 50, 7, value, NULL),
                     EMG_OK);
    ck_assert_int_eq(sink->ops->finish(sink, NULL), EMG_OK);
    ck_assert_int_eq(emg_array_frames(sink, 0), 400);
    ck_assert_int_eq(emg_array_frames(sink, 1), 50);
    for (int f = 0; f < 400; f++)
        for (int c = 0; c < 9; c++)
            ck_assert_double_eq(fast[f][c], value(c + 1, f));
    for (int f = 0; f < 50; f++)
        ck_assert_double_eq(slow[f], value(10, f));
    ck_assert_double_eq(fast[400][0], 0);
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(segments_and_annotations_are_kept)
{
    static double fast[20][9], slow[2];
    double *arrays[] = {fast[0], slow};
    int64_t rooms[] = {20, 2};
    writing w = {0};
    size_t n = 0;
    describe(&w);
    emg_sink *sink = emg_array_create(&w.recording, arrays, rooms, NULL);
    emg_segment first = {0}, second = {1, 5 * EMG_TICKS_PER_S, 10};
    char text[] = "go";
    emg_event event = {2.5, 0.5, text};
    writing_give(&w, sink, 0, first, 0, 10, 3, value, NULL);
    ck_assert_int_eq(sink->ops->event(sink, &event, NULL), EMG_OK);
    text[0] = 'n';
    writing_give(&w, sink, 0, second, 10, 20, 3, value, NULL);
    const emg_segment *segments = emg_array_segments(sink, 0, &n);
    ck_assert_uint_eq(n, 2);
    ck_assert_int_eq(segments[1].start, 5 * EMG_TICKS_PER_S);
    ck_assert_int_eq(segments[1].first_frame, 10);
    const emg_event *events = emg_array_events(sink, &n);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(events[0].text, "go");
    ck_assert_double_eq(events[0].onset_s, 2.5);
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(more_frames_than_there_is_room_for_are_an_error)
{
    static double fast[10][9];
    double *arrays[] = {fast[0], NULL};
    int64_t rooms[] = {9, 0};
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    emg_segment one = {0};
    describe(&w);
    emg_sink *sink = emg_array_create(&w.recording, arrays, rooms, NULL);
    ck_assert_int_eq(writing_give(&w, sink, 0, one, 0, 10, 10, value, &error),
                     EMG_BAD_OPTION);
    ck_assert_str_eq(error.text, "more frames come than the array has room "
                                 "for, which is 9");
    ck_assert_int_eq(emg_array_frames(sink, 0), 0);
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, samples_of_each_group_lie_frame_by_frame);
    tcase_add_test(tests, segments_and_annotations_are_kept);
    tcase_add_test(tests, more_frames_than_there_is_room_for_are_an_error);
}

int
main(void)
{
    return unit_main("array_sink", add);
}
