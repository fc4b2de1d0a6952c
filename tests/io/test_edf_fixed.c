#include "unit.h"

#include "edf_case.h"

#include <math.h>

START_TEST(each_field_is_judged)
{
    static const edf_case cases[] = {
        {168, 8, "31.02.20", EMG_OK, "168 start date is no date", NAN, 0},
        {168, 8, "29.02.20", EMG_OK, NULL, NAN, 0},
        {168, 8, "29.02.21", EMG_OK, "168 start date is no date", NAN, 0},
        {168, 8, "31.12.99", EMG_OK, NULL, NAN, 0},
        {168, 8, "02.03.yy", EMG_OK, NULL, NAN, 0},
        {168, 8, "02.13.yy", EMG_OK, "start date", NAN, 0},
        {168, 8, "00.00.00", EMG_OK, "start date", NAN, 0},
        {168, 8, "1.1.2020", EMG_OK, "start date", NAN, 0},
        {168, 8, "01/01/20", EMG_OK, "start date", NAN, 0},
        {168, 8, "", EMG_OK, "start date", NAN, 0},
        {176, 8, "23.59.59", EMG_OK, NULL, NAN, 0},
        {176, 8, "24.00.00", EMG_OK, "176 start time is no time", NAN, 0},
        {176, 8, "23.60.59", EMG_OK, "start time", NAN, 0},
        {176, 8, "23.59.60", EMG_OK, "start time", NAN, 0},
        {176, 8, "23:59:59", EMG_OK, "start time", NAN, 0},
        {244, 8, "-1", EMG_BAD_FILE, "record duration is '-1', below 0", 0, 0},
        {244, 8, "abc", EMG_BAD_FILE, "record duration is 'abc'", 0, 0},
        {244, 8, "nan", EMG_BAD_FILE, "record duration is 'nan'", 0, 0},
        {244, 8, "", EMG_BAD_FILE, "record duration is blank", 0, 0},
        {244, 8, "1e-30", EMG_BAD_FILE, "absurd", 0, 0},
        {244, 8, "1e999", EMG_BAD_FILE, "record duration is '1e999'", 0, 0},
        {244, 8, "1e30", EMG_BAD_FILE, "absurd", 0, 0},
        {244, 8, "1e-9", EMG_BAD_FILE, "absurd", 0, 0},
        {244, 8, "0", EMG_BAD_FILE, "--rate", 0, 0},
        {244, 8, "0,01", EMG_OK, "decimal comma", NAN, 0},
        {244, 8, "1E-2", EMG_OK, NULL, NAN, 0},
        {252, 4, "", EMG_BAD_FILE, "number of signals is blank", 0, 0},
        {252, 4, "0", EMG_BAD_FILE, "number of signals is '0'", 0, 0},
        {252, 4, "-2", EMG_BAD_FILE, "number of signals is '-2'", 0, 0},
        {252, 4, "abc", EMG_BAD_FILE, "number of signals is 'abc'", 0, 0},
        {252, 4, "   3", EMG_OK, NULL, NAN, 0},
    };
    edf_file file = edf_file_usual(false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        edf_case_check(&file, &cases[i]);
    free(file.bytes);
}
END_TEST

/* Reads the header of a file of one channel and closes it again. */
static emg_recording
header_of(const char *duration, const char *samples, bool *opened)
{
    edf_file file = {
        .plus = "", .n_channels = 1, .n_samples = 1, .n_records = 1};
    emg_error error = EMG_NO_ERROR;
    emg_recording recording = {0};
    edf_file_make(&file);
    edf_file_put(&file, 244, 8, duration);
    edf_file_put(&file, edf_file_field(&file, 216, 8, 0), 8, samples);
    size_t size = 512 + 2 * (size_t)atoi(samples);
    uint8_t *bytes = calloc(size, 1);
    memcpy(bytes, file.bytes, 512);
    emg_source *source = emg_edf_open(
        emg_bytes_from_memory(bytes, size, "x", &error), NULL, &error);
    *opened = source != NULL;
    if (source)
        emg_recording_copy(&recording, &source->recording, &error);
    emg_source_destroy(source);
    free(bytes);
    free(file.bytes);
    return recording;
}

/* 0.135 s holds 170 samples of 34000/27 Hz and 20 of 4000/27 Hz exactly. */
START_TEST(rates_are_exact_fractions)
{
    static const struct {
        const char *duration, *samples;
        int64_t over, under;
    } cases[] = {
        {"0.135", "170", 34000, 27},  {"0.135", "20", 4000, 27},
        {"13.5", "26000", 52000, 27}, {"1", "1000", 1000, 1},
        {"0.1", "200", 2000, 1},      {"1e1", "5", 1, 2},
        {"+.5", "1", 2, 1},           {"1E-3", "1", 1000, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool opened;
        emg_recording got =
            header_of(cases[i].duration, cases[i].samples, &opened);
        ck_assert(opened);
        ck_assert_int_eq(got.groups[0].rate.samples, cases[i].over);
        ck_assert_int_eq(got.groups[0].rate.seconds, cases[i].under);
        emg_recording_clear(&got);
    }
}
END_TEST

static emg_recording
fixed_of(edf_file *file)
{
    emg_error error = EMG_NO_ERROR;
    emg_recording recording;
    emg_source *source =
        emg_edf_open(emg_bytes_from_memory(file->bytes, file->size, "x", NULL),
                     NULL, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert_int_eq(emg_recording_copy(&recording, &source->recording, &error),
                     EMG_OK);
    emg_source_destroy(source);
    return recording;
}

START_TEST(more_than_x_is_identity)
{
    static const struct {
        size_t at;
        const char *text;
        bool identity;
    } cases[] = {
        {8, "X X X X", false},
        {8, "", false},
        {8, "X F X X", true},
        {8, "MCH-0234567 F 02-MAY-1951 Haagse_Harry", true},
        {88, "Startdate X X X X", false},
        {88, "Startdate 02-MAR-2002 X X X", true},
        {88, "X X Technician", true},
        {168, "02.03.21", true},
        {168, "01.01.85", false},
        {168, "00.00.00", false},
        {168, "", false},
    };
    edf_file file = edf_file_usual(false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        edf_file_put(&file, 8, 80, "X X X X");
        edf_file_put(&file, 88, 80, "Startdate X X X X");
        edf_file_put(&file, cases[i].at, cases[i].at == 168 ? 8 : 80,
                     cases[i].text);
        emg_recording got = fixed_of(&file);
        ck_assert_int_eq(got.has_identity, cases[i].identity);
        emg_recording_clear(&got);
    }
    free(file.bytes);
}
END_TEST

START_TEST(formats_have_their_names)
{
    static const struct {
        bool bdf;
        const char *reserved, *format;
    } cases[] = {
        {false, "", "EDF"},        {false, "EDF+C", "EDF+C"},
        {false, "EDF+D", "EDF+D"}, {false, "reserved", "EDF"},
        {true, "24BIT", "BDF"},    {true, "BDF+C", "BDF+C"},
        {true, "EDF+D", "BDF+D"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        edf_file file = edf_file_usual(cases[i].bdf);
        edf_file_put(&file, 192, 44, cases[i].reserved);
        emg_recording got = fixed_of(&file);
        ck_assert_str_eq(got.format, cases[i].format);
        emg_recording_clear(&got);
        free(file.bytes);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_field_is_judged);
    tcase_add_test(tests, rates_are_exact_fractions);
    tcase_add_test(tests, more_than_x_is_identity);
    tcase_add_test(tests, formats_have_their_names);
}

int
main(void)
{
    return unit_main("edf fixed", add);
}
