#include "unit.h"

#include "analysis/clean_step.h"

#include <stdio.h>
#include <string.h>

static const emg_cleaning all = {.missing = true,
                                 .tms = EMG_TMS_DETECT,
                                 .dbs = EMG_DBS_SEARCH,
                                 .ecg = EMG_ECG_TEMPLATE,
                                 .line = EMG_LINE_ALWAYS,
                                 .narrow = true};

/* One digital channel a group: treated, passed. */
static void
begin(emg_recording *recording)
{
    static const emg_rate rates[2] = {{1000, 1}, {1000, 1}};
    static const emg_use uses[2] = {EMG_TREAT, EMG_PASS};
    emg_channel channels[2] = {0};
    for (int c = 0; c < 2; c++) {
        channels[c].number = c + 1;
        channels[c].step = 0.5;
        channels[c].scale.bytes = 2;
    }
    *recording = (emg_recording){0};
    ck_assert_int_eq(
        emg_recording_group(recording, 2, channels, rates, uses, NULL), EMG_OK);
}

START_TEST(what_is_not_asked_for_asks_for_nothing)
{
    ck_assert(!emg_cleaning_asks(&(emg_cleaning){0}));
    ck_assert(emg_cleaning_asks(&(emg_cleaning){.narrow = true}));
    ck_assert(emg_cleaning_asks(&all));
}
END_TEST

START_TEST(only_treated_channels_say_what_was_done_to_them)
{
    emg_recording recording;
    begin(&recording);
    const emg_channel *treated = recording.groups[0].channels;
    const emg_channel *passed = recording.groups[1].channels;
    emg_clean_describe(&recording, &all);
    ck_assert_str_eq(treated->prefilter,
                     "clean:missing+tms+dbs+ecg+line+narrow");
    ck_assert_double_eq(treated->step, 0);
    ck_assert_int_eq(treated->scale.bytes, 0);
    ck_assert_str_eq(passed->prefilter, "");
    ck_assert_double_eq(passed->step, 0.5);
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(what_is_done_stands_behind_what_was_done_if_there_is_room)
{
    emg_recording recording;
    begin(&recording);
    emg_channel *channel = recording.groups[0].channels;
    strcpy(channel->prefilter, "HP:10Hz");
    emg_clean_describe(&recording, &(emg_cleaning){.missing = true});
    ck_assert_str_eq(channel->prefilter, "HP:10Hz clean:missing");
    memset(channel->prefilter, 'x', sizeof channel->prefilter - 1);
    channel->prefilter[sizeof channel->prefilter - 14] = 0;
    size_t length = strlen(channel->prefilter);
    emg_clean_describe(&recording, &(emg_cleaning){.missing = true});
    ck_assert_uint_eq(strlen(channel->prefilter), length);
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(states_have_the_words_of_the_table)
{
    ck_assert_str_eq(emg_cleaned_name(EMG_CLEANED), "ok");
    ck_assert_str_eq(emg_cleaned_name(EMG_CLEANED_NOT_NEEDED), "not_needed");
    ck_assert_str_eq(emg_cleaned_name(EMG_CLEANED_TOO_SHORT), "too_short");
    ck_assert_str_eq(emg_cleaned_name(EMG_CLEANED_IN_PART), "in_part");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, what_is_not_asked_for_asks_for_nothing);
    tcase_add_test(tests, only_treated_channels_say_what_was_done_to_them);
    tcase_add_test(tests,
                   what_is_done_stands_behind_what_was_done_if_there_is_room);
    tcase_add_test(tests, states_have_the_words_of_the_table);
}

int
main(void)
{
    return unit_main("clean_steps", add);
}
