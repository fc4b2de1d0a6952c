#include "unit.h"

#include "io/edf.h"

#include <stdlib.h>
#include <string.h>

typedef struct told {
    int n;
    char text[512];
} told;

static void
hear(void *to, const emg_error *warning)
{
    told *self = to;
    self->n++;
    strncat(self->text, warning->text,
            sizeof self->text - strlen(self->text) - 1);
}

/* Reads n bytes as the first annotation signal of a record at byte 1000. */
static emg_edf_tals
read_tals(const char *bytes, size_t n, told *ears)
{
    emg_edf_tals tals = {0};
    emg_warnings warnings;
    emg_open_options options = {.listener = {hear, ears}};
    emg_error error = EMG_NO_ERROR;
    uint8_t *exact = malloc(n);
    *ears = (told){0};
    memcpy(exact, bytes, n);
    emg_warnings_init(&warnings, &options, "x");
    emg_warnings_release(&warnings);
    emg_edf_tals_begin(&tals);
    ck_assert_int_eq(
        emg_edf_tals_read(&tals, exact, n, true, 1000, &warnings, &error),
        EMG_OK);
    emg_warnings_clear(&warnings);
    free(exact);
    return tals;
}

#define READ(bytes, ears) read_tals(bytes, sizeof bytes - 1, ears)

START_TEST(the_first_list_keeps_time_and_the_rest_are_notes)
{
    told ears;
    emg_edf_tals tals = READ("+567.25\x14\x14\0"
                             "+1.5\x15"
                             "0.25\x14"
                             "burst\x14\0"
                             "-3\x14"
                             "a\x14"
                             "b\x14\0\0\0",
                             &ears);
    ck_assert_int_eq(ears.n, 0);
    ck_assert(tals.timed);
    ck_assert_int_eq(tals.onset, 5672500000);
    ck_assert_uint_eq(tals.n_notes, 3);
    ck_assert_int_eq(tals.notes[0].onset, 15000000);
    ck_assert_int_eq(tals.notes[0].duration, 2500000);
    ck_assert_str_eq(tals.text + tals.notes[0].text, "burst");
    ck_assert_int_eq(tals.notes[1].onset, -30000000);
    ck_assert_str_eq(tals.text + tals.notes[1].text, "a");
    ck_assert_int_eq(tals.notes[2].onset, -30000000);
    ck_assert_int_eq(tals.notes[2].duration, 0);
    ck_assert_str_eq(tals.text + tals.notes[2].text, "b");
    emg_edf_tals_clear(&tals);
}
END_TEST

START_TEST(texts_may_follow_in_the_list_that_keeps_time)
{
    told ears;
    emg_edf_tals tals = READ("+0\x14\x14"
                             "go\x14\0",
                             &ears);
    ck_assert(tals.timed);
    ck_assert_uint_eq(tals.n_notes, 1);
    ck_assert_str_eq(tals.text, "go");
    emg_edf_tals_clear(&tals);
    tals = READ("+1.5\x14"
                "no time\x14\0",
                &ears);
    ck_assert(!tals.timed);
    ck_assert_uint_eq(tals.n_notes, 1);
    emg_edf_tals_clear(&tals);
}
END_TEST

START_TEST(onsets_are_exact_to_100_ns)
{
    static const struct {
        const char *text;
        emg_ticks ticks;
    } cases[] = {
        {"+0.0000001", 1},
        {"+0.00000015", 2},
        {"+0.00000014", 1},
        {"-0.5", -5000000},
        {"+99999999999.9999999", 999999999999999999},
        {"+12.", 120000000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bytes[64] = {0};
        told ears;
        size_t n = strlen(cases[i].text);
        memcpy(bytes, cases[i].text, n);
        memcpy(bytes + n, "\x14\x14", 3);
        emg_edf_tals tals = read_tals(bytes, n + 3, &ears);
        ck_assert(tals.timed);
        ck_assert_int_eq(tals.onset, cases[i].ticks);
        ck_assert_int_eq(ears.n, 0);
        emg_edf_tals_clear(&tals);
    }
}
END_TEST

static void
warns(const char *bytes, size_t n, size_t notes, const char *says)
{
    told ears;
    emg_edf_tals tals = read_tals(bytes, n, &ears);
    ck_assert_msg(ears.n == 1 && strstr(ears.text, says), "%d: %s", ears.n,
                  ears.text);
    ck_assert_uint_eq(tals.n_notes, notes);
    emg_edf_tals_clear(&tals);
}

#define WARNS(bytes, notes, says) warns(bytes, sizeof bytes - 1, notes, says)

START_TEST(faults_are_told_and_passed_over)
{
    WARNS("0\x14\x14\0", 0, "lacks its sign");
    WARNS("+1,5\x14"
          "a\x14\0",
          1, "decimal comma");
    WARNS("+1.5\x14"
          "xxxxxxxx",
          0, "no end in its record");
    WARNS("+1.5\x14"
          "x\0",
          0, "no end in its record");
    WARNS("+1.5\x14"
          "a\x14"
          "b",
          1, "no end in its record");
    WARNS("\xFF\xFF\xFF\xFF", 0, "no onset that can be read");
    WARNS("+1x\x14"
          "a\x14\0+2\x14"
          "b\x14\0",
          1, "no onset");
    WARNS("+\x14"
          "a\x14\0",
          0, "no onset");
    WARNS("+1.2.3\x14"
          "a\x14\0",
          0, "no onset");
    WARNS("+1e3\x14"
          "a\x14\0",
          0, "no onset");
    WARNS("+100000000000\x14"
          "a\x14\0",
          0, "no onset");
    WARNS("+1\x15-2\x14"
          "a\x14\0",
          1, "duration");
    WARNS("+1\x15\x14"
          "a\x14\0",
          1, "duration");
    WARNS("+1\x14"
          "caf\xE9 \xFF\x14\0",
          1, "not UTF-8");
}
END_TEST

START_TEST(bad_bytes_are_replaced)
{
    told ears;
    emg_edf_tals tals = READ("+1\x14"
                             "caf\xE9 \xC3\xA9\x14\0",
                             &ears);
    ck_assert_str_eq(tals.text, "caf\xEF\xBF\xBD \xC3\xA9");
    emg_edf_tals_clear(&tals);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_first_list_keeps_time_and_the_rest_are_notes);
    tcase_add_test(tests, texts_may_follow_in_the_list_that_keeps_time);
    tcase_add_test(tests, onsets_are_exact_to_100_ns);
    tcase_add_test(tests, faults_are_told_and_passed_over);
    tcase_add_test(tests, bad_bytes_are_replaced);
}

int
main(void)
{
    return unit_main("edf tal", add);
}
