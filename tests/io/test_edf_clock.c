#include "unit.h"

#include "edf_file.h"
#include "reading.h"

/* Three records of 10 samples in 0.01 s: the tolerance is half a sample,
 * 0.0005 s. */
static void
clocks(const char *plus, const char *const onsets[3], const char *segments,
       const char *warnings)
{
    edf_file file = edf_file_usual(false);
    reading got;
    edf_file_put(&file, 192, 44, plus);
    for (int r = 0; r < 3; r++)
        edf_file_annotate(&file, r, onsets[r], strlen(onsets[r]));
    reading_memory(&got, file.bytes, file.size, 4);
    ck_assert_int_eq(got.error.status, EMG_OK);
    ck_assert_uint_eq(got.n[1], 30);
    ck_assert_str_eq(reading_text(&got.segments), segments);
    ck_assert_str_eq(reading_text(&got.warnings), warnings);
    reading_clear(&got);
    free(file.bytes);
}

#define T "\x14\x14"
#define ONSETS(a, b, c) ((const char *const[]){a T, b T, c T})

START_TEST(small_differences_are_no_gap)
{
    clocks("EDF+C", ONSETS("+0", "+0.0104999", "+0.0200"), "0 0 0 0\n", "");
    clocks("EDF+D", ONSETS("+0.5", "+0.5095001", "+0.5195"), "0 0 0 0\n", "");
}
END_TEST

START_TEST(a_gap_begins_a_segment_with_its_exact_start)
{
    clocks("EDF+D", ONSETS("+0.25", "+0.26", "+86400.2600001"),
           "0 0 0 0\n0 1 864000100001 20\n", "");
    clocks("EDF+D", ONSETS("+0", "+0.0105", "+0.0205"),
           "0 0 0 0\n0 1 105000 10\n", "");
}
END_TEST

START_TEST(a_gap_in_a_continuous_file_warns)
{
    clocks("EDF+C", ONSETS("+0", "+3.01", "+3.02"),
           "0 0 0 0\n0 1 30100000 10\n",
           "1164 not marked discontinuous, but record 2 starts 3 s late; a new "
           "segment begins after the gap\n");
}
END_TEST

START_TEST(going_back_warns_and_begins_a_segment)
{
    clocks("EDF+D", ONSETS("+1", "+1.01", "+1.005"), "0 0 0 0\n0 1 50000 20\n",
           "1264 record 3 starts 0.015 s before the end of the one before it; "
           "a new segment begins there\n");
}
END_TEST

START_TEST(a_record_without_time_follows_the_one_before)
{
    edf_file file = edf_file_usual(false);
    reading got;
    edf_file_annotate(&file, 1, "", 0);
    reading_memory(&got, file.bytes, file.size, 4);
    ck_assert_str_eq(reading_text(&got.segments), "0 0 0 0\n");
    ck_assert_str_eq(reading_text(&got.warnings),
                     "1164 record 2 does not say its time; it is taken to "
                     "follow the one before it\n");
    reading_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(small_differences_that_add_up_warn_and_part_nothing)
{
    clocks("EDF+C", ONSETS("+0", "+0.0103", "+0.0206"), "0 0 0 0\n",
           "1264 the times of records drift from the sampling rate: 0.0006 s "
           "in 2 records; samples are counted, not timed\n");
    clocks("EDF+D", ONSETS("+7", "+7.0097", "+7.0194"), "0 0 0 0\n",
           "1264 the times of records drift from the sampling rate: -0.0006 s "
           "in 2 records; samples are counted, not timed\n");
    clocks("EDF+D", ONSETS("+0", "+0.0103", "+1"), "0 0 0 0\n0 1 10000000 20\n",
           "");
}
END_TEST

START_TEST(where_warnings_are_errors_the_first_stops_all)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"0,5\x14\x14",
         "the onset of an annotation lacks its sign, + is taken"},
        {"+0,5\x14\x14",
         "the onset of an annotation has a decimal comma, read as a point"},
        {"+0\x15x\x14\x14",
         "the duration of an annotation is not a number; 0 is taken"},
        {"", "record 1 does not say its time; it is taken to follow the one "
             "before it"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        edf_file file = edf_file_usual(false);
        emg_open_options options = {.strict = true};
        reading got;
        edf_file_annotate(&file, 0, cases[i].text, strlen(cases[i].text));
        reading_take(&got,
                     emg_bytes_from_memory(file.bytes, file.size, "x", NULL),
                     options, 7);
        ck_assert_int_eq(got.error.status, EMG_BAD_FILE);
        ck_assert_str_eq(got.error.text, cases[i].says);
        reading_clear(&got);
        free(file.bytes);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, small_differences_are_no_gap);
    tcase_add_test(tests, a_gap_begins_a_segment_with_its_exact_start);
    tcase_add_test(tests, a_gap_in_a_continuous_file_warns);
    tcase_add_test(tests, going_back_warns_and_begins_a_segment);
    tcase_add_test(tests, a_record_without_time_follows_the_one_before);
    tcase_add_test(tests, small_differences_that_add_up_warn_and_part_nothing);
    tcase_add_test(tests, where_warnings_are_errors_the_first_stops_all);
}

int
main(void)
{
    return unit_main("edf clock", add);
}
