#include "unit.h"
#include "emg/io.h"

#include "edf_case.h"

#include <math.h>

#define SAMPLES_OF_2 (256 + 3 * 216 + 8)

START_TEST(samples_per_record_are_judged)
{
    static const edf_case cases[] = {
        {SAMPLES_OF_2, 8, "-10", EMG_BAD_FILE,
         "signal 2, samples per record are -10", 0, 0},
        {SAMPLES_OF_2, 8, "", EMG_BAD_FILE, "samples per record is blank", 0,
         0},
        {SAMPLES_OF_2, 8, "12x", EMG_BAD_FILE, "samples per record is '12x'", 0,
         0},
        {SAMPLES_OF_2, 8, "9e9", EMG_BAD_FILE,
         "signal 2, samples per record are 9000000000", 0, 0},
        {SAMPLES_OF_2, 8, "10.0", EMG_OK, "read as 10", NAN, 0},
        {SAMPLES_OF_2, 8, "99999999", EMG_BAD_FILE, "absurd sampling rate", 0,
         0},
        {192, 44, "", EMG_OK, "192 an annotation signal, though", NAN, 0},
    };
    edf_file file = edf_file_usual(false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        edf_case_check(&file, &cases[i]);
    free(file.bytes);
}
END_TEST

START_TEST(a_signal_without_samples_is_left_out)
{
    edf_file file = {
        .plus = "", .n_channels = 2, .n_samples = 10, .n_records = 2};
    reading got;
    edf_file_make(&file);
    edf_file_put(&file, edf_file_field(&file, 216, 8, 0), 8, "0");
    edf_file_put(&file, edf_file_field(&file, 216, 8, 1), 8, "20");
    reading_memory(&got, file.bytes, file.size, 16);
    ck_assert_int_eq(got.error.status, EMG_OK);
    ck_assert_ptr_nonnull(
        strstr(reading_text(&got.warnings), "signal 1 has no samples"));
    ck_assert_int_eq(got.n_channels, 1);
    ck_assert_uint_eq(got.n[0], 40);
    reading_clear(&got);
    edf_file_put(&file, edf_file_field(&file, 216, 8, 1), 8, "0");
    reading_memory(&got, file.bytes, file.size, 16);
    ck_assert_int_eq(got.error.status, EMG_BAD_FILE);
    ck_assert_str_eq(got.error.text, "no signal has samples");
    reading_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(plus_without_annotations_warns)
{
    edf_file file = {
        .plus = "EDF+C", .n_channels = 1, .n_samples = 10, .n_records = 2};
    reading got;
    edf_file_make(&file);
    reading_memory(&got, file.bytes, file.size, 16);
    ck_assert_ptr_nonnull(
        strstr(reading_text(&got.warnings), "no annotation signal"));
    ck_assert_uint_eq(got.n[0], 20);
    reading_clear(&got);
    free(file.bytes);
}
END_TEST

/* The rate is that of the channel with most samples; others keep their share.
 */
START_TEST(a_rate_from_outside_serves_where_duration_is_0)
{
    edf_file file = {
        .plus = "", .n_channels = 2, .n_samples = 10, .n_records = 2};
    emg_open_options options = {.rate_hz = 1259.259};
    emg_error error = EMG_NO_ERROR;
    edf_file_make(&file);
    edf_file_put(&file, 244, 8, "0");
    edf_file_put(&file, edf_file_field(&file, 216, 8, 0), 8, "16");
    edf_file_put(&file, edf_file_field(&file, 216, 8, 1), 8, "4");
    emg_source *source =
        emg_edf_open(emg_bytes_from_memory(file.bytes, file.size, "x", NULL),
                     &options, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert(source->recording.groups[0].rate_hz == 1259.259);
    ck_assert(source->recording.groups[1].rate_hz == 1259.259 / 4);
    emg_source_destroy(source);
    free(file.bytes);
}
END_TEST

START_TEST(rates_beyond_sense_are_refused)
{
    edf_file file = edf_file_usual(false);
    emg_error error = EMG_NO_ERROR;
    edf_file_put(&file, SAMPLES_OF_2, 8, "99999999");
    edf_file_put(&file, 244, 8, "1e-15"); /* their ratio has no number */
    ck_assert_ptr_null(
        emg_open_memory(file.bytes, file.size, "x", NULL, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "signal 1, 10 samples per record "
                                             "of this duration make an absurd "
                                             "sampling rate"));
    edf_file_put(&file, SAMPLES_OF_2 - 8, 8, "99999999");
    error = EMG_NO_ERROR;
    ck_assert_ptr_null(
        emg_open_memory(file.bytes, file.size, "x", NULL, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "signal 1, 99999999 samples"));
    edf_file_put(&file, 244, 8, "0");
    static const double rates_hz[] = {1e-9, 1e300};
    for (int i = 0; i < 2; i++) {
        emg_open_options options = {.rate_hz = rates_hz[i]};
        error = EMG_NO_ERROR;
        ck_assert_ptr_null(
            emg_open_memory(file.bytes, file.size, "x", &options, &error));
        ck_assert_ptr_nonnull(strstr(error.text, "record duration is 0"));
    }
    free(file.bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, samples_per_record_are_judged);
    tcase_add_test(tests, a_signal_without_samples_is_left_out);
    tcase_add_test(tests, plus_without_annotations_warns);
    tcase_add_test(tests, a_rate_from_outside_serves_where_duration_is_0);
    tcase_add_test(tests, rates_beyond_sense_are_refused);
}

int
main(void)
{
    return unit_main("edf signal", add);
}
