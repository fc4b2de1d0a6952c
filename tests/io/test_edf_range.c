#include "unit.h"

#include "edf_case.h"

#include <math.h>

/* One channel of three codes, -32768, 5 and 32767, so that values are seen at
 * the ends. */
static edf_file
three_codes(void)
{
    edf_file file = {
        .plus = "", .n_channels = 1, .n_samples = 3, .n_records = 1};
    edf_file_make(&file);
    edf_file_put_code(&file, 512, -32768);
    edf_file_put_code(&file, 514, 5);
    edf_file_put_code(&file, 516, 32767);
    return file;
}

#define PMIN (256 + 104)
#define PMAX (256 + 112)
#define DMIN (256 + 120)
#define DMAX (256 + 128)

START_TEST(odd_ranges_are_judged)
{
    static const edf_case cases[] = {
        {PMIN, 8, "-3276.8", EMG_OK, NULL, -3276.8, 3276.7},
        {PMAX, 8, "+3276.7", EMG_OK, NULL, -3276.8, 3276.7},
        {PMIN, 8, "-3276,8", EMG_OK, "360 signal 1, physical minimum", -3276.8,
         3276.7},
        {PMIN, 8, "3276.7", EMG_OK, "are equal; digital values", -32768, 32767},
        {PMIN, 8, "", EMG_OK, "range is blank; digital values", -32768, 32767},
        {PMAX, 8, "", EMG_OK, "range is blank; digital values", -32768, 32767},
        {DMIN, 8, "32767", EMG_OK, "are equal; digital values", -32768, 32767},
        {DMAX, 8, "", EMG_OK, "digital range is blank", -32768, 32767},
        {DMIN, 8, "-32768.0", EMG_OK, "read as -32768", -3276.8, 3276.7},
        {PMIN, 8, "lots", EMG_BAD_FILE, "physical minimum is 'lots'", 0, 0},
        {PMAX, 8, "3276.7uV", EMG_BAD_FILE, "physical maximum", 0, 0},
        {PMIN, 8, "nan", EMG_BAD_FILE, "physical minimum is 'nan'", 0, 0},
        {PMAX, 8, "inf", EMG_BAD_FILE, "physical maximum is 'inf'", 0, 0},
        {PMAX, 8, "1e308", EMG_OK, NULL, NAN, 0},
        {DMIN, 8, "1.5", EMG_BAD_FILE, "digital minimum is '1.5'", 0, 0},
        {DMIN, 8, "-8388608", EMG_OK, "wider than 16-bit", NAN, 0},
        {DMAX, 8, "32768", EMG_OK, "wider than 16-bit", NAN, 0},
    };
    edf_file file = three_codes();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        edf_case_check(&file, &cases[i]);
    free(file.bytes);
}
END_TEST

static void
values(edf_file *file, const char *const fields[4], int warnings,
       double at_least, double at_5, double at_most)
{
    reading got;
    for (size_t f = 0; f < 4; f++)
        edf_file_put(file, PMIN + 8 * f, 8, fields[f]);
    reading_memory(&got, file->bytes, file->size, 16);
    ck_assert_int_eq(got.error.status, EMG_OK);
    ck_assert_int_eq(got.n_warnings, warnings);
    ck_assert(fabs(got.samples[0][0] - at_least) < 1e-9);
    ck_assert(fabs(got.samples[0][1] - at_5) < 1e-9);
    ck_assert(fabs(got.samples[0][2] - at_most) < 1e-9);
    reading_clear(&got);
}

START_TEST(values_follow_the_formula_also_outside_the_range)
{
    edf_file file = three_codes();
    /* Inverted: as 8711 to -8711 is seen in real files. */
    values(&file, (const char *const[]){"3276.7", "-3276.8", "-32768", "32767"},
           0, 3276.7, -0.6, -3276.8);
    /* A 12-bit range: samples beyond it are scaled, not clipped. */
    values(&file, (const char *const[]){"-204.8", "204.7", "-2048", "2047"}, 0,
           -3276.8, 0.5, 3276.7);
    values(&file, (const char *const[]){"-3276.8", "3276.7", "32767", "-32768"},
           1, 3276.7, -0.6, -3276.8);
    free(file.bytes);
}
END_TEST

START_TEST(a_range_that_overflows_is_refused)
{
    edf_file file = three_codes();
    reading got;
    edf_file_put(&file, PMIN, 8, "-1e308");
    edf_file_put(&file, PMAX, 8, "1e308");
    edf_file_put(&file, DMIN, 8, "0");
    edf_file_put(&file, DMAX, 8, "1");
    reading_memory(&got, file.bytes, file.size, 16);
    ck_assert_int_eq(got.error.status, EMG_BAD_FILE);
    ck_assert_str_eq(got.error.text, "signal 1, physical range is absurd");
    reading_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(the_scale_is_kept_as_it_was_written)
{
    edf_file file = three_codes();
    emg_error error = EMG_NO_ERROR;
    edf_file_put(&file, PMIN, 8, " -3276.8");
    emg_source *source =
        emg_edf_open(emg_bytes_from_memory(file.bytes, file.size, "x", &error),
                     NULL, &error);
    const emg_channel *channel = &source->recording.groups[0].channels[0];
    ck_assert_str_eq(channel->scale.text[0], "-3276.8");
    ck_assert_str_eq(channel->scale.text[1], "3276.7");
    ck_assert_str_eq(channel->scale.text[2], "-32768");
    ck_assert_str_eq(channel->scale.text[3], "32767");
    ck_assert_int_eq(channel->scale.bytes, 2);
    ck_assert(channel->scale.physical_min == -3276.8);
    ck_assert(channel->scale.digital_max == 32767);
    ck_assert(fabs(channel->step - 0.1) < 1e-15);
    emg_source_destroy(source);
    free(file.bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, odd_ranges_are_judged);
    tcase_add_test(tests, values_follow_the_formula_also_outside_the_range);
    tcase_add_test(tests, a_range_that_overflows_is_refused);
    tcase_add_test(tests, the_scale_is_kept_as_it_was_written);
}

int
main(void)
{
    return unit_main("edf range", add);
}
