#include "unit.h"

#include "edf_case.h"

static void
refuses(const uint8_t *bytes, size_t size, const char *says)
{
    uint8_t *exact = malloc(size);
    reading got;
    memcpy(exact, bytes, size);
    reading_memory(&got, exact, size, 16);
    ck_assert_int_eq(got.error.status, EMG_BAD_FILE);
    ck_assert_int_eq(got.n_warnings, 0);
    ck_assert_msg(strstr(got.error.text, says) != NULL, "%s", got.error.text);
    reading_clear(&got);
    free(exact);
}

START_TEST(a_header_cut_short_says_how_much_is_there)
{
    edf_file file = edf_file_usual(false);
    refuses(file.bytes, 0, "header cut short: 0 of");
    refuses(file.bytes, 100, "header cut short: 100 of at least 256 bytes");
    refuses(file.bytes, 1000, "header cut short: 1000 of 1024 bytes for 3");
    edf_file_put(&file, 252, 4, "9999");
    refuses(file.bytes, file.size, "of 2560000 bytes for 9999 signals");
    free(file.bytes);
}
END_TEST

START_TEST(a_byte_lost_or_added_in_a_text_is_hinted_at)
{
    static const char hint[] = "displaced by one byte";
    edf_file file = edf_file_usual(false);
    uint8_t *moved = malloc(file.size + 1);
    for (int late = 0; late < 2; late++) {
        size_t at = late ? edf_file_field(&file, 16, 80, 0) + 3 : 60;
        memcpy(moved, file.bytes, at);
        memcpy(moved + at, file.bytes + at + 1, file.size - at - 1);
        refuses(moved, file.size - 1, hint);
        memcpy(moved + at + 1, file.bytes + at, file.size - at);
        moved[at] = ' ';
        refuses(moved, file.size + 1, hint);
    }
    free(moved);
    free(file.bytes);
}
END_TEST

START_TEST(other_faults_are_not_blamed_on_a_lost_byte)
{
    edf_file file = edf_file_usual(false);
    reading got;
    edf_file_put(&file, edf_file_field(&file, 104, 8, 0), 8, "lots");
    reading_memory(&got, file.bytes, file.size, 16);
    ck_assert_str_eq(got.error.text,
                     "signal 1, physical minimum is 'lots', not a number");
    ck_assert_int_eq(got.error.byte, 256 + 3 * 104);
    reading_clear(&got);
    free(file.bytes);
}
END_TEST

/* A fuzzer found that the hint looked one byte past such a file. */
START_TEST(the_hint_does_not_look_past_256_bytes)
{
    edf_file file = edf_file_usual(true);
    edf_file_put(&file, 252, 4, "x");
    refuses(file.bytes, 256, "number of signals is 'x'");
    free(file.bytes);
}
END_TEST

START_TEST(nul_padding_is_named_once)
{
    edf_file file = edf_file_usual(false);
    reading got;
    for (size_t i = 0; i < edf_file_record(&file, 0); i++)
        if (file.bytes[i] == ' ' && (i < 8 || i > 184))
            file.bytes[i] = 0;
    /* Blanks inside the labels are part of them. */
    edf_file_put(&file, edf_file_field(&file, 0, 16, 2), 16, "EDF Annotations");
    reading_memory(&got, file.bytes, file.size, 16);
    ck_assert_int_eq(got.error.status, EMG_OK);
    ck_assert_str_eq(reading_text(&got.warnings),
                     "1 header fields are padded with NUL bytes, read as "
                     "blanks\n");
    ck_assert(got.samples[1][29] == edf_file_value(&file, 1, 29));
    reading_clear(&got);
    free(file.bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_header_cut_short_says_how_much_is_there);
    tcase_add_test(tests, a_byte_lost_or_added_in_a_text_is_hinted_at);
    tcase_add_test(tests, other_faults_are_not_blamed_on_a_lost_byte);
    tcase_add_test(tests, the_hint_does_not_look_past_256_bytes);
    tcase_add_test(tests, nul_padding_is_named_once);
}

int
main(void)
{
    return unit_main("edf header", add);
}
