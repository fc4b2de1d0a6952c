#include "unit.h"

#include "kit/parse.h"

#include <stdio.h>
#include <string.h>

typedef struct one {
    const char *label;
    const char *unit;
    emg_kind kind;
} one;

static const one clinic[] = {
    {"EMG R FCR", "uV", EMG_KIND_EMG}, {"EMG R ECR", "uV", EMG_KIND_EMG},
    {"EEG Cz", "uV", EMG_KIND_OTHER},  {"ECG", "mV", EMG_KIND_ECG},
    {"Trigger", "", EMG_KIND_TRIGGER}, {"7", "g", EMG_KIND_UNKNOWN}};
static const one plain[] = {{"left", "", EMG_KIND_UNKNOWN},
                            {"right", "mV", EMG_KIND_UNKNOWN},
                            {"accel", "g", EMG_KIND_UNKNOWN}};

static emg_status
no_stage(emg_chain *chain, const kit_chosen *chosen, emg_error *error)
{
    (void)chain, (void)chosen, (void)error;
    return EMG_OK;
}

static const kit_tool table_tool = {.name = "emg-try", .groups = KIT_INPUT};
static const kit_tool signal_tool = {
    .name = "emg-try", .groups = KIT_INPUT | KIT_RECORDING, .build = no_stage};

/* What becomes of the n channels: a letter each, T treated, P passed, - not
 * read; or "" when the list was refused. */
static const char *
uses(const kit_tool *tool, const one *channels, int n, const char *wanted,
     const char *process, emg_error *error)
{
    static char letters[32];
    emg_recording recording = {.name = "a.edf"};
    emg_channel all[16] = {0};
    emg_rate rates[16];
    emg_use use[16];
    kit_chosen chosen = {.tool = tool};

    for (int i = 0; i < n; i++) {
        snprintf(all[i].label, sizeof all[i].label, "%s", channels[i].label);
        emg_channel_set_unit(&all[i], channels[i].unit);
        all[i].kind = channels[i].kind;
        all[i].number = i + 1;
        rates[i] = (emg_rate){i % 2 ? 1000 : 2000, 1};
        use[i] = EMG_TREAT;
    }
    emg_recording_group(&recording, n, all, rates, use, NULL);
    if (wanted)
        kit_list_add(&chosen.input.channels, wanted, NULL);
    if (process)
        kit_list_add(&chosen.input.process, process, NULL);
    *error = EMG_NO_ERROR;
    letters[0] = 0;
    if (kit_uses(&chosen, &recording, use, error) == EMG_OK)
        for (int i = 0; i < n; i++)
            snprintf(letters + i, sizeof letters - i, "%c", "-PT"[use[i]]);
    kit_chosen_clear(&chosen);
    emg_recording_clear(&recording);
    return letters;
}

static const char *
read_by_table(const char *wanted)
{
    emg_error error;
    return uses(&table_tool, clinic, 6, wanted, NULL, &error);
}

START_TEST(a_channel_is_named_in_many_ways)
{
    ck_assert_str_eq(read_by_table(NULL), "TTTTTT");
    ck_assert_str_eq(read_by_table("EMG R FCR"), "T-----");
    ck_assert_str_eq(read_by_table("emg r fcr"), "T-----");
    ck_assert_str_eq(read_by_table("r fcr"), "T-----");
    ck_assert_str_eq(read_by_table("2"), "-T----");
    ck_assert_str_eq(read_by_table("#2"), "-T----");
    ck_assert_str_eq(read_by_table("2-4"), "-TTT--");
    ck_assert_str_eq(read_by_table("#2-#3"), "-TT---");
    ck_assert_str_eq(read_by_table("EMG*"), "TT----");
    ck_assert_str_eq(read_by_table("r ?cr"), "TT----");
    ck_assert_str_eq(read_by_table("*"), "TTTTTT");
    ck_assert_str_eq(read_by_table("ECG,1,trigger"), "T--TT-");
}
END_TEST

START_TEST(a_label_goes_before_a_number)
{
    ck_assert_str_eq(read_by_table("7"), "-----T");
}
END_TEST

START_TEST(an_unknown_name_is_refused_with_those_there_are)
{
    emg_error error;
    uses(&table_tool, clinic, 2, "R FRC", NULL, &error);
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_str_eq(error.file, "a.edf");
    ck_assert_str_eq(error.text,
                     "there is no channel 'R FRC'; did you mean R FCR? it has "
                     "1 EMG R FCR, 2 EMG R ECR");
    uses(&table_tool, clinic, 2, "1,quadriceps", NULL, &error);
    ck_assert_str_eq(error.text, "there is no channel 'quadriceps'; it has "
                                 "1 EMG R FCR, 2 EMG R ECR");
    static const char *const bad[] = {"3", "0", "1-", "-", "", "1,,2", "2-1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_str_eq(uses(&table_tool, clinic, 2, bad[i], NULL, &error),
                         "");
}
END_TEST

START_TEST(a_signal_program_treats_emg_and_passes_the_rest)
{
    emg_error error;
    ck_assert_str_eq(uses(&signal_tool, clinic, 6, NULL, NULL, &error),
                     "TTPPPP");
    ck_assert_str_eq(uses(&signal_tool, clinic, 6, "2-4", NULL, &error),
                     "-TPP--");
    ck_assert_str_eq(uses(&signal_tool, plain, 3, NULL, NULL, &error), "TTP");
    ck_assert_str_eq(uses(&signal_tool, clinic, 6, "ECG", NULL, &error),
                     "---T--");
}
END_TEST

START_TEST(what_is_to_be_processed_can_be_named)
{
    emg_error error;
    ck_assert_str_eq(uses(&signal_tool, clinic, 6, NULL, "ECG", &error),
                     "PPPTPP");
    ck_assert_str_eq(uses(&signal_tool, clinic, 6, "1-3", "2", &error),
                     "PTP---");
    ck_assert_str_eq(uses(&signal_tool, clinic, 6, "1-3", "4", &error), "");
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
}
END_TEST

START_TEST(where_nothing_can_be_treated_the_way_out_is_said)
{
    emg_error error;
    ck_assert_str_eq(uses(&signal_tool, clinic, 6, "Trigger", NULL, &error),
                     "");
    ck_assert_ptr_nonnull(strstr(error.text, "--process"));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_channel_is_named_in_many_ways);
    tcase_add_test(tests, a_label_goes_before_a_number);
    tcase_add_test(tests, an_unknown_name_is_refused_with_those_there_are);
    tcase_add_test(tests, a_signal_program_treats_emg_and_passes_the_rest);
    tcase_add_test(tests, what_is_to_be_processed_can_be_named);
    tcase_add_test(tests, where_nothing_can_be_treated_the_way_out_is_said);
}

int
main(void)
{
    return unit_main("channels", add);
}
