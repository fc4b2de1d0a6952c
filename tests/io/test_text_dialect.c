#include "text_case.h"

START_TEST(the_first_line_tells_who_wrote_the_text)
{
    static const struct {
        const char *text, *format;
    } rows[] = {
        {"# Simple Text Format\n# Sampling Rate (Hz):= 10\n1\n", "BioSPPy"},
        {"File Name: a\nChannel 1: 'a', 1 values\n\n1\n", "DataLOG"},
        {"a,b\n1,2\n", "CSV"},
        {"a\tb\n1\t2\n", "TSV"},
        {"1 2\n", "text"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        emg_text_layout layout =
            text_laid_out(emg_text_dialect_read, rows[i].text);
        ck_assert_str_eq(layout.format, rows[i].format);
        emg_text_layout_clear(&layout);
    }
    text_refused(emg_text_dialect_read, "# OpenSignals Text File Format\n",
                 "line 2: the file holds no samples");
    text_refused(emg_text_dialect_read, "Label: a\n",
                 "line 1: the sampling frequency is no number above 0");
    text_refused(emg_text_dialect_read, "Devices,\n1000,\n",
                 "line 3: the header ends here");
}
END_TEST

START_TEST(text_holds_no_control_bytes_and_may_be_of_any_language)
{
    ck_assert(emg_text_looks_like(
        (const uint8_t *)"Muskel;Wert\r\nm\xC3\xBC;1,5\n\t", 22));
    ck_assert(!emg_text_looks_like((const uint8_t *)"a\0b", 3));
    ck_assert(!emg_text_looks_like((const uint8_t *)"a\x1B"
                                                    "b",
                                   3));
    ck_assert(emg_text_looks_like((const uint8_t *)"1\n\x1A", 3));
    ck_assert(!emg_text_looks_like((const uint8_t *)"1\x1A\n", 3));
    ck_assert(!emg_text_looks_like((const uint8_t *)"\x1A", 1));
    ck_assert(!emg_text_looks_like((const uint8_t *)"", 0));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_first_line_tells_who_wrote_the_text);
    tcase_add_test(tests,
                   text_holds_no_control_bytes_and_may_be_of_any_language);
}

int
main(void)
{
    return unit_main("text dialect", add);
}
