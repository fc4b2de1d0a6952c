#include "wav_made.h"

/* An AU of 16 bits, two channels and this annotation, which may hold zeros. */
static void
put_au(wav_file *file, const char *note, size_t n)
{
    file->n = 0;
    put_bytes(file, ".snd", 4);
    put_number(file, 24 + n, 4, true);
    put_number(file, 40, 4, true);
    put_number(file, 3, 4, true);
    put_number(file, 1000, 4, true);
    put_number(file, 2, 4, true);
    put_bytes(file, note, n);
    put_samples(file, 2, 10, true);
}

/* What the reader makes of it; first: its channels are copied there. */
typedef struct heard {
    emg_channel channels[2];
    double sample; /* the second of the second channel */
    bool has_identity;
    char warnings[512];
    emg_status status;
    emg_error error;
} heard;

static void
hear(void *to, const emg_error *warning)
{
    heard *self = to;
    strncat(self->warnings, warning->text, sizeof self->warnings - 1);
}

static heard
read_au(const char *note, size_t n, emg_open_options options)
{
    static wav_file file;
    heard is = {.error = EMG_NO_ERROR};
    emg_block block;
    put_au(&file, note, n);
    options.listener = (emg_listener){hear, &is};
    emg_source *source =
        emg_open_memory(file.bytes, file.n, "x.au", &options, &is.error);
    is.status = is.error.status;
    if (!source)
        return is;
    memcpy(is.channels, source->recording.groups[0].channels,
           sizeof is.channels);
    is.has_identity = source->recording.has_identity;
    ck_assert_int_eq(emg_block_init(&block, 2, 10, NULL), EMG_OK);
    ck_assert_int_eq(source->ops->next(source, &block, &is.error), EMG_OK);
    is.sample = emg_block_at(&block, 1, 1);
    emg_block_clear(&block);
    emg_source_destroy(source);
    return is;
}

#define OURS                                                                   \
    "name\ttype\tunits\tfull_scale\n"                                          \
    "FCR\tEMG\tuV\t4096\n"                                                     \
    "Foot\tTRIG\tn/a\tn/a\n\0\0\0"

START_TEST(a_table_in_the_header_names_and_scales)
{
    heard is = read_au(OURS, sizeof OURS, (emg_open_options){.strict = true});
    ck_assert_msg(!is.status, "%s", is.error.text);
    ck_assert_str_eq(is.channels[0].label, "FCR");
    ck_assert_str_eq(is.channels[0].unit, "uV");
    ck_assert_int_eq(is.channels[0].kind, EMG_KIND_EMG);
    ck_assert_double_eq(is.channels[0].step, 4096 / 32768.0);
    ck_assert_str_eq(is.channels[1].label, "Foot");
    ck_assert_str_eq(is.channels[1].unit, "");
    ck_assert_double_eq(is.sample, wav_code(1, 1) / 32768.0);
    ck_assert(!is.has_identity);
    ck_assert_str_eq(is.warnings, "");
}
END_TEST

START_TEST(options_come_before_it)
{
    heard is = read_au(
        OURS, sizeof OURS,
        (emg_open_options){.names = "a,b", .unit = "mV", .full_scale = 2});
    ck_assert_str_eq(is.channels[0].label, "a");
    ck_assert_str_eq(is.channels[1].unit, "mV");
    ck_assert_double_eq(is.channels[0].step, 2 / 32768.0);
    ck_assert_int_eq(is.channels[0].kind, EMG_KIND_EMG);
}
END_TEST

/* Whatever else stands there may name somebody. */
START_TEST(more_than_a_table_is_an_identity)
{
    static const struct {
        const char *note;
        size_t n;
        bool has_identity;
        const char *label;
    } rows[] = {
        {"\0\0\0", 4, false, "ch1"},
        {"", 0, false, "ch1"},
        {"\0\0Doe\0\0", 8, true, "ch1"},
        {"Jane Doe", 8, true, "ch1"},
        {OURS "Doe\0\0\0", sizeof OURS + 6, true, "FCR"},
        {"name\tunits\nFCR\tuV\nECR\tuV\n", 24, true, "FCR"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        heard is = read_au(rows[i].note, rows[i].n, (emg_open_options){0});
        ck_assert_int_eq(is.status, EMG_OK);
        ck_assert_msg(is.has_identity == rows[i].has_identity, "row %zu", i);
        ck_assert_str_eq(is.channels[0].label, rows[i].label);
        ck_assert_str_eq(is.warnings, "");
    }
}
END_TEST

START_TEST(a_row_too_many_is_an_identity)
{
    static const char note[] = "name\ttype\tunits\tfull_scale\n"
                               "FCR\tEMG\tuV\t4096\nECR\tEMG\tuV\t4096\n"
                               "Jane Doe\tEMG\tuV\t1\n";
    heard is = read_au(note, sizeof note - 1, (emg_open_options){0});
    ck_assert_int_eq(is.status, EMG_OK);
    ck_assert(is.has_identity);
    ck_assert_str_eq(is.channels[0].label, "ch1");
    ck_assert_ptr_null(strstr(is.warnings, "Jane"));
}
END_TEST

START_TEST(a_table_of_no_use_is_said_and_passed_over)
{
    static const struct {
        const char *note, *why;
    } rows[] = {
        {"name\tunits\nFCR\tuV\n",
         "it has another number of rows than the file has channels"},
        {"name\tfull_scale\na\t1\nb\tx\n", "a full_scale is no number above 0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t n = strlen(rows[i].note) + 1;
        char said[256];
        snprintf(said, sizeof said,
                 "the table of channels in the header is not used: %s",
                 rows[i].why);
        heard is = read_au(rows[i].note, n, (emg_open_options){0});
        ck_assert_int_eq(is.status, EMG_OK);
        ck_assert_str_eq(is.warnings, said);
        ck_assert_str_eq(is.channels[0].label, "ch1");
        is = read_au(rows[i].note, n, (emg_open_options){.strict = true});
        ck_assert_int_eq(is.status, EMG_BAD_FILE);
        ck_assert_str_eq(is.error.text, said);
    }
}
END_TEST

/* Only its beginning is kept in memory. */
START_TEST(a_long_one_is_passed_over)
{
    static char note[70000];
    memset(note, 'n', sizeof note);
    heard is = read_au(note, sizeof note, (emg_open_options){0});
    ck_assert_int_eq(is.status, EMG_OK);
    ck_assert_double_eq(is.sample, wav_code(1, 1) / 32768.0);
    ck_assert(is.has_identity);
}
END_TEST

START_TEST(one_that_is_cut_short_is_an_error)
{
    static wav_file file;
    put_au(&file, OURS, sizeof OURS);
    for (size_t n = 24; n < 24 + sizeof OURS; n++) {
        emg_error error = EMG_NO_ERROR;
        ck_assert_ptr_null(
            emg_open_memory(file.bytes, n, "x.au", NULL, &error));
        ck_assert_int_eq(error.status, EMG_BAD_FILE);
    }
}
END_TEST

START_TEST(what_only_begins_like_a_table_is_none)
{
    static const char *const notes[] = {
        "named by somebody\0\0\0",
        "name\ttype\nFCR\tEMG\nFoot\tTRIG\nby X\0\0\0"};
    static const size_t sizes[] = {20, 36};
    for (int i = 0; i < 2; i++) {
        heard is = read_au(notes[i], sizes[i], (emg_open_options){0});
        ck_assert_int_eq(is.status, EMG_OK);
        ck_assert(is.has_identity);
        ck_assert_str_eq(is.channels[0].label, "ch1");
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_table_in_the_header_names_and_scales);
    tcase_add_test(tests, options_come_before_it);
    tcase_add_test(tests, more_than_a_table_is_an_identity);
    tcase_add_test(tests, a_row_too_many_is_an_identity);
    tcase_add_test(tests, a_table_of_no_use_is_said_and_passed_over);
    tcase_add_test(tests, a_long_one_is_passed_over);
    tcase_add_test(tests, one_that_is_cut_short_is_an_error);
    tcase_add_test(tests, what_only_begins_like_a_table_is_none);
}

int
main(void)
{
    return unit_main("wav note", add);
}
