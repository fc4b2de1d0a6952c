#include "wav_made.h"

#include <sys/stat.h>

static char folder[64];

static void
put_text(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    fputs(text, file);
    fclose(file);
}

static void
make_folder(void)
{
    strcpy(folder, "/tmp/emg-wav-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void
remove_folder(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    ck_assert_int_eq(system(command), 0);
}

typedef struct described {
    emg_channel channels[2];
    double factors[2];
    emg_warnings warnings;
    emg_error error;
    emg_status status;
} described;

static void
describe(described *to, const char *name, const emg_open_options *options,
         bool is_float)
{
    emg_wav_layout layout = {.n_channels = 2, .bits = is_float ? 0 : 16};
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    memset(to, 0, sizeof *to);
    to->error = EMG_NO_ERROR;
    emg_warnings_init(&to->warnings, options, "x.wav");
    to->status = emg_wav_channels(to->channels, to->factors, &layout, path,
                                  options, &to->warnings, &to->error);
}

#define TABLE                                                                  \
    "\xEF\xBB\xBFname\ttype\tunits\ttarget_muscle\tfull_scale\r\n"             \
    "TA\tEMG\tuV\ttibialis anterior\t800\r\n"                                  \
    "Foot\tTRIG\tn/a\tn/a\tn/a\r\n"

START_TEST(the_table_beside_the_file_names_and_scales)
{
    static const char *const names[] = {"a.wav", "a_emg.wav"};
    make_folder();
    put_text("a_channels.tsv", TABLE);
    for (int i = 0; i < 2; i++) {
        described is;
        describe(&is, names[i], NULL, false);
        const emg_channel *first = &is.channels[0];
        ck_assert_int_eq(is.status, EMG_OK);
        ck_assert_str_eq(first->label, "TA");
        ck_assert_str_eq(first->unit, "uV");
        ck_assert_double_eq(first->to_uv, 1);
        ck_assert_int_eq(first->kind, EMG_KIND_EMG);
        ck_assert_int_eq(first->number, 1);
        ck_assert_double_eq(is.factors[0], 800);
        ck_assert_double_eq(first->step, 800 / 32768.0);
        ck_assert_double_eq(first->scale.physical_min, -800);
        ck_assert_double_eq(first->scale.physical_max, 32767 * 800 / 32768.0);
        ck_assert_double_eq(first->scale.digital_min, -32768);
        ck_assert_double_eq(first->scale.digital_max, 32767);
        ck_assert_int_eq(first->scale.bytes, 2);
        ck_assert_str_eq(is.channels[1].label, "Foot");
        ck_assert_str_eq(is.channels[1].unit, "");
        ck_assert_int_eq(is.channels[1].kind, EMG_KIND_TRIGGER);
        ck_assert_double_eq(is.factors[1], 1);
        emg_warnings_clear(&is.warnings);
    }
    remove_folder();
}
END_TEST

START_TEST(options_come_before_the_table)
{
    emg_open_options options = {
        .names = "FCR,ECR", .unit = "mV", .full_scale = 5};
    described is;
    make_folder();
    put_text("a_channels.tsv", TABLE);
    describe(&is, "a.wav", &options, false);
    ck_assert_str_eq(is.channels[0].label, "FCR");
    ck_assert_str_eq(is.channels[1].label, "ECR");
    ck_assert_double_eq(is.channels[1].to_uv, 1000);
    ck_assert_double_eq(is.factors[0], 5);
    ck_assert_int_eq(is.channels[0].kind, EMG_KIND_EMG);
    emg_warnings_clear(&is.warnings);
    options.names = "FCR";
    describe(&is, "a.wav", &options, false);
    ck_assert_int_eq(is.status, EMG_BAD_OPTION);
    ck_assert_str_eq(is.error.text,
                     "1 names are given, the file has 2 channels");
    emg_warnings_clear(&is.warnings);
    remove_folder();
}
END_TEST

START_TEST(without_a_table_channels_are_numbered_and_of_no_unit)
{
    described is;
    make_folder();
    describe(&is, "a.wav", NULL, true);
    ck_assert_int_eq(is.status, EMG_OK);
    ck_assert_str_eq(is.channels[1].label, "ch2");
    ck_assert_str_eq(is.channels[1].unit, "");
    ck_assert_int_eq(is.channels[1].kind, EMG_KIND_UNKNOWN);
    ck_assert_double_eq(is.channels[1].step, 0); /* floating point */
    ck_assert_int_eq(is.channels[1].scale.bytes, 0);
    emg_warnings_clear(&is.warnings);
    remove_folder();
}
END_TEST

START_TEST(a_table_of_no_use_is_said_and_passed_over)
{
    static const struct {
        const char *table, *why;
    } rows[] = {
        {"", "it is empty"},
        {"label\nTA\nGM\n", "it has no column \"name\""},
        {"name\nTA\n", "it has fewer rows than the file has channels"},
        {"name\na\nb\nc\n", "it has more rows than the file has channels"},
        {"name\tfull_scale\na\t1\nb\tx\n", "a full_scale is no number above 0"},
        {"name\tfull_scale\na\t1\nb\t-1\n",
         "a full_scale is no number above 0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        emg_open_options options = {.strict = true};
        char why[256];
        described is;
        make_folder();
        put_text("a_channels.tsv", rows[i].table);
        snprintf(why, sizeof why,
                 "the table of channels beside it is not used: %s",
                 rows[i].why);
        describe(&is, "a.wav", &options, false);
        ck_assert_int_eq(is.status, EMG_BAD_FILE);
        ck_assert_str_eq(is.error.text, why);
        emg_warnings_clear(&is.warnings);
        describe(&is, "a.wav", NULL, false);
        ck_assert_int_eq(is.status, EMG_OK);
        ck_assert_str_eq(is.channels[0].label, "ch1");
        ck_assert_double_eq(is.factors[0], 1);
        emg_warnings_clear(&is.warnings);
        remove_folder();
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_table_beside_the_file_names_and_scales);
    tcase_add_test(tests, options_come_before_the_table);
    tcase_add_test(tests, without_a_table_channels_are_numbered_and_of_no_unit);
    tcase_add_test(tests, a_table_of_no_use_is_said_and_passed_over);
}

int
main(void)
{
    return unit_main("wav channels", add);
}
