#include "unit.h"

#include "io/edf_write.h"

#include <math.h>
#include <string.h>

#define RECORD 1000000 /* 0.1 s */

static void
note(emg_edf_notes *notes, double onset_s, double duration_s, const char *text)
{
    emg_event event = {onset_s, duration_s, text};
    ck_assert_int_eq(emg_edf_notes_add(notes, &event, NULL), EMG_OK);
}

START_TEST(the_time_of_a_record_is_exact)
{
    char text[EMG_EDF_TIME_BYTES + 1];
    ck_assert_uint_eq(emg_edf_time_print(text, 0), 5);
    ck_assert_mem_eq(text, "+0\x14\x14\0", 5);
    ck_assert_uint_eq(emg_edf_time_print(text, 12345670000), 12);
    ck_assert_mem_eq(text, "+1234.567\x14\x14\0", 12);
    ck_assert_uint_eq(emg_edf_time_print(text, -1), 13);
    ck_assert_mem_eq(text, "-0.0000001\x14\x14\0", 13);
    ck_assert_uint_eq(emg_edf_time_print(text, 10000000000000000), 14);
    ck_assert_mem_eq(text, "+1000000000\x14\x14\0", 14);
}
END_TEST

START_TEST(annotations_enter_the_records_they_begin_in)
{
    /* records 0 to 4 from 0 s, 5 to 9 from 10 s */
    emg_edf_stretch stretches[2] = {{0, 0, 5}, {100000000, 5, 5}};
    emg_edf_notes notes = {0};
    static const struct {
        double onset_s;
        int64_t record;
    } cases[] = {{-1, 0},    {0, 0},      {0.0999, 0}, {0.1, 1},  {0.49, 4},
                 {0.5, 4},   {9.99, 4},   {10, 5},     {10.3, 8}, {99, 9},
                 {1e300, 9}, {-1e300, 0}, {NAN, 0}};
    enum { N = sizeof cases / sizeof *cases };
    for (size_t i = 0; i < N; i++)
        note(&notes, cases[i].onset_s, 0, "x");
    ck_assert_int_eq(emg_edf_notes_place(&notes, stretches, 2, RECORD, 384),
                     384);
    for (size_t i = 0; i < N; i++) {
        const emg_edf_note *placed = &notes.notes[i];
        ck_assert_int_eq(placed->record, cases[placed->order].record);
        ck_assert(i == 0 || placed->record >= notes.notes[i - 1].record);
    }
    emg_edf_notes_clear(&notes);
}
END_TEST

START_TEST(what_finds_no_room_moves_on_or_widens_all)
{
    emg_edf_stretch stretch = {0, 0, 3};
    emg_edf_notes notes = {0};
    /* "+0\x14" and 17 letters, \x14 and NUL: 22 bytes */
    for (int i = 0; i < 3; i++)
        note(&notes, 0, 0, "seventeen letters");
    /* 24 for the time and 24: one each */
    ck_assert_int_eq(emg_edf_notes_place(&notes, &stretch, 1, RECORD, 24), 48);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(notes.notes[i].record, i);
    note(&notes, 0, 0, "seventeen letters");
    ck_assert_int_eq(emg_edf_notes_place(&notes, &stretch, 1, RECORD, 24), 96);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(notes.notes[i].record, i / 3);
    emg_edf_notes_clear(&notes);
}
END_TEST

START_TEST(numbers_have_no_exponent_and_texts_no_separator)
{
    emg_edf_stretch stretch = {0, 0, 1};
    emg_edf_notes notes = {0};
    char bytes[384] = {0};
    size_t at = 0;
    note(&notes, 0.00001, 2.5,
         "a\x14"
         "b\x15"
         "c");
    note(&notes, -0.5, 0, "");
    note(&notes, 0.1, NAN, "\xC3\xA9");
    emg_edf_notes_place(&notes, &stretch, 1, RECORD, 384);
    emg_edf_notes_print(&notes, &at, 0, bytes);
    ck_assert_uint_eq(at, 3);
    static const char wanted[] = "+0\x14\x14\0"
                                 "+0.0000100\x15"
                                 "2.5\x14"
                                 "a b c\x14\0"
                                 "-0.5\x14\x14\0"
                                 "+0.1\x14\xC3\xA9\x14\0";
    ck_assert_mem_eq(bytes, wanted, sizeof wanted);
    emg_edf_notes_clear(&notes);
}
END_TEST

START_TEST(a_text_beyond_1000_bytes_is_cut_at_a_whole_character)
{
    emg_edf_notes notes = {0};
    char text[1200];
    memset(text, 'a', sizeof text);
    memcpy(text + 999, "\xC3\xA9", 2);
    text[1100] = 0;
    note(&notes, 0, 0, text);
    ck_assert_uint_eq(strlen(notes.texts), 999);
    ck_assert_int_eq(notes.n_cut, 1);
    text[1000] = 0;
    text[999] = 'a';
    note(&notes, 0, 0, text);
    ck_assert_uint_eq(strlen(notes.texts + 1000), 1000);
    ck_assert_int_eq(notes.n_cut, 1);
    emg_edf_notes_clear(&notes);
}
END_TEST

START_TEST(many_at_the_end_go_to_records_before_it)
{
    emg_edf_stretch stretch = {0, 0, 5};
    emg_edf_notes notes = {0};
    static const int64_t records[] = {0, 1, 2, 3, 4};
    note(&notes, 0, 0, "x");
    for (int i = 1; i < 5; i++) /* 22 bytes each, as before */
        note(&notes, 9, 0, "seventeen letters");
    ck_assert_int_eq(emg_edf_notes_place(&notes, &stretch, 1, RECORD, 48), 48);
    for (int i = 0; i < 5; i++) {
        ck_assert_int_eq(notes.notes[i].record, records[i]);
        ck_assert_uint_eq(notes.notes[i].order, (size_t)i);
    }
    for (int i = 0; i < 3; i++)
        note(&notes, 9, 0, "seventeen letters");
    ck_assert_int_eq(emg_edf_notes_place(&notes, &stretch, 1, RECORD, 48), 96);
    emg_edf_notes_clear(&notes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_time_of_a_record_is_exact);
    tcase_add_test(tests, annotations_enter_the_records_they_begin_in);
    tcase_add_test(tests, what_finds_no_room_moves_on_or_widens_all);
    tcase_add_test(tests, numbers_have_no_exponent_and_texts_no_separator);
    tcase_add_test(tests, a_text_beyond_1000_bytes_is_cut_at_a_whole_character);
    tcase_add_test(tests, many_at_the_end_go_to_records_before_it);
}

int
main(void)
{
    return unit_main("edf_notes", add);
}
