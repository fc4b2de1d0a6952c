#include "unit.h"

#include "analysis/survey.h"
#include "memory.h"

/* Two groups, at 100 and 7 Hz. */
static emg_recording
recording_of_two(void)
{
    emg_recording recording = {0};
    emg_channel channels[2] = {{.number = 1}, {.number = 2}};
    emg_rate rates[2] = {{100, 1}, {7, 1}};
    emg_use uses[2] = {EMG_TREAT, EMG_TREAT};
    ck_assert_int_eq(
        emg_recording_group(&recording, 2, channels, rates, uses, NULL),
        EMG_OK);
    return recording;
}

static void
give(emg_sink *sink, int group, emg_segment segment, int64_t first, int n)
{
    emg_block block = {.group = group,
                       .n_channels = 1,
                       .n_frames = n,
                       .first_frame = first,
                       .segment = segment};
    ck_assert_int_eq(sink->ops->take(sink, &block, NULL), EMG_OK);
}

START_TEST(stretches_last_as_long_as_their_longest_group)
{
    emg_recording recording = recording_of_two();
    emg_sink *sink = emg_survey_create(&recording, NULL);
    emg_segment later = {1, 50 * (emg_ticks)EMG_TICKS_PER_S, 250};
    give(sink, 0, (emg_segment){0}, 0, 200);
    give(sink, 1, (emg_segment){0}, 0, 14);
    give(sink, 0, (emg_segment){0}, 200, 50);
    give(sink, 0, later, 250, 25);
    later.first_frame = 14;
    give(sink, 1, later, 14, 7);
    ck_assert_int_eq(sink->ops->finish(sink, NULL), EMG_OK);
    const emg_survey *survey = emg_survey_of(sink);
    ck_assert_uint_eq(survey->n_stretches, 2);
    ck_assert_double_eq(survey->stretches[0].onset_s, 0);
    ck_assert_double_eq(survey->stretches[0].duration_s, 2.5);
    ck_assert_double_eq(survey->stretches[1].onset_s, 50);
    ck_assert_double_eq(survey->stretches[1].duration_s, 1);
    ck_assert_uint_eq(survey->n_events, 0);
    emg_sink_destroy(sink);
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(annotations_are_kept_in_order_with_texts_of_their_own)
{
    emg_recording recording = recording_of_two();
    emg_sink *sink = emg_survey_create(&recording, NULL);
    char text[] = "tap";
    emg_event one = {3, 0.5, text}, two = {1, 0, NULL};
    ck_assert_int_eq(sink->ops->event(sink, &one, NULL), EMG_OK);
    text[0] = 'X';
    ck_assert_int_eq(sink->ops->event(sink, &two, NULL), EMG_OK);
    const emg_survey *survey = emg_survey_of(sink);
    ck_assert_uint_eq(survey->n_events, 2);
    ck_assert_str_eq(survey->events[0].text, "tap");
    ck_assert_double_eq(survey->events[0].onset_s, 3);
    ck_assert_double_eq(survey->events[0].duration_s, 0.5);
    ck_assert_str_eq(survey->events[1].text, "");
    emg_sink_destroy(sink);
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    emg_recording recording = recording_of_two();
    emg_event event = {1, 0, "tap"};
    emg_block block = {.n_channels = 1, .n_frames = 1};
    bool failed = true;
    for (int64_t n = 1; failed; n++) {
        emg_error error = EMG_NO_ERROR;
        memory_refuse(n);
        emg_sink *sink = emg_survey_create(&recording, &error);
        emg_status status = sink ? EMG_OK : error.status;
        if (!status)
            status = sink->ops->take(sink, &block, &error);
        if (!status)
            status = sink->ops->event(sink, &event, &error);
        failed = memory_refused();
        memory_refuse(0);
        ck_assert_int_eq(status, failed ? EMG_NO_MEMORY : EMG_OK);
        emg_sink_destroy(sink);
    }
    emg_recording_clear(&recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, stretches_last_as_long_as_their_longest_group);
    tcase_add_test(tests,
                   annotations_are_kept_in_order_with_texts_of_their_own);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("survey", add);
}
