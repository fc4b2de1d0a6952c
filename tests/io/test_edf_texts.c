#include "unit.h"

#include "edf_file.h"
#include "reading.h"

static emg_source *
open_with(edf_file *file, const char *label, const char *unit)
{
    emg_error error = EMG_NO_ERROR;
    edf_file_put(file, edf_file_field(file, 0, 16, 0), 16, label);
    edf_file_put(file, edf_file_field(file, 96, 8, 0), 8, unit);
    emg_source *source =
        emg_edf_open(emg_bytes_from_memory(file->bytes, file->size, "x", NULL),
                     NULL, &error);
    ck_assert_ptr_nonnull(source);
    return source;
}

START_TEST(labels_and_units_tell_the_kind)
{
    static const struct {
        const char *label, *unit, *shown, *shown_unit;
        double to_uv;
        emg_kind kind;
    } cases[] = {
        {"EMG BIC", "uV", "EMG BIC", "uV", 1, EMG_KIND_EMG},
        {"EMG1", "mV", "EMG1", "mV", 1e3, EMG_KIND_EMG},
        {"emg tri", "%", "emg tri", "%", 0, EMG_KIND_EMG},
        {"EMGX", "uV", "EMGX", "uV", 1, EMG_KIND_UNKNOWN},
        {"ECG II", "mV", "ECG II", "mV", 1e3, EMG_KIND_ECG},
        {"EKG", "", "EKG", "", 0, EMG_KIND_ECG},
        {"EEG Fpz-Cz", "uV", "EEG Fpz-Cz", "uV", 1, EMG_KIND_OTHER},
        {"FORCE", "N", "FORCE", "N", 0, EMG_KIND_OTHER},
        {"ACC X", "V", "ACC X", "V", 1e6, EMG_KIND_OTHER},
        {"knee", "deg", "knee", "deg", 0, EMG_KIND_OTHER},
        {"EXG1", "uV", "EXG1", "uV", 1, EMG_KIND_UNKNOWN},
        {"BIC", "", "BIC", "", 0, EMG_KIND_UNKNOWN},
        {"TRIG", "V", "TRIG", "V", 1e6, EMG_KIND_TRIGGER},
        {"Status", "", "Status", "", 0, EMG_KIND_TRIGGER},
        {"EMG L\xE4ngs", "\xB5V", "EMG L\xC3\xA4ngs", "uV", 1, EMG_KIND_EMG},
        {"EMG \xC2\xB5", "\xC2\xB5V", "EMG \xC2\xB5", "uV", 1, EMG_KIND_EMG},
        {"skin",
         "\xB0"
         "C",
         "skin",
         "\xC2\xB0"
         "C",
         0, EMG_KIND_OTHER},
        {"", "uV", "ch1", "uV", 1, EMG_KIND_UNKNOWN},
    };
    edf_file file = edf_file_usual(false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        emg_source *source = open_with(&file, cases[i].label, cases[i].unit);
        const emg_channel *channel = &source->recording.groups[0].channels[0];
        ck_assert_str_eq(channel->label, cases[i].shown);
        ck_assert_str_eq(channel->unit, cases[i].shown_unit);
        ck_assert(channel->to_uv == cases[i].to_uv);
        ck_assert_msg(channel->kind == cases[i].kind, "%s is %s",
                      cases[i].label, emg_kind_name(channel->kind));
        emg_source_destroy(source);
    }
    free(file.bytes);
}
END_TEST

START_TEST(further_texts_are_kept)
{
    edf_file file = edf_file_usual(false);
    edf_file_put(&file, edf_file_field(&file, 16, 80, 0), 80,
                 "AgAgCl electrode");
    edf_file_put(&file, edf_file_field(&file, 136, 80, 0), 80,
                 "HP:20Hz LP:450Hz");
    emg_source *source = open_with(&file, "EMG", "uV");
    const emg_channel *channel = &source->recording.groups[0].channels[0];
    ck_assert_str_eq(channel->transducer, "AgAgCl electrode");
    ck_assert_str_eq(channel->prefilter, "HP:20Hz LP:450Hz");
    emg_source_destroy(source);
    free(file.bytes);
}
END_TEST

START_TEST(status_of_bdf_is_no_channel)
{
    edf_file file = edf_file_usual(true);
    emg_source *source = open_with(&file, "Status", "Boolean");
    ck_assert_int_eq(emg_recording_channels(&source->recording), 1);
    ck_assert_str_eq(source->recording.groups[0].channels[0].label, "EMG B");
    ck_assert_int_eq(source->recording.groups[0].channels[0].number, 1);
    emg_source_destroy(source);
    free(file.bytes);
}
END_TEST

START_TEST(equal_labels_are_named_with_their_numbers)
{
    edf_file file = {
        .plus = "", .n_channels = 4, .n_samples = 2, .n_records = 1};
    reading got;
    edf_file_make(&file);
    edf_file_put(&file, edf_file_field(&file, 0, 16, 3), 16, "EMG B");
    edf_file_put(&file, edf_file_field(&file, 0, 16, 2), 16, "EMG A");
    reading_memory(&got, file.bytes, file.size, 16);
    ck_assert_str_eq(reading_text(&got.warnings),
                     "288 channels 1 and 3 have the same label 'EMG A'; choose "
                     "them by number\n"
                     "304 channels 2 and 4 have the same label 'EMG B'; choose "
                     "them by number\n");
    ck_assert_int_eq(got.n_channels, 4);
    reading_clear(&got);
    free(file.bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, labels_and_units_tell_the_kind);
    tcase_add_test(tests, further_texts_are_kept);
    tcase_add_test(tests, status_of_bdf_is_no_channel);
    tcase_add_test(tests, equal_labels_are_named_with_their_numbers);
}

int
main(void)
{
    return unit_main("edf texts", add);
}
