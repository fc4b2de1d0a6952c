#include "unit.h"

#include "base/cursor.h"
#include "io/mat.h"
#include "writing.h"

static emg_status
no_row(void *to, double time_s, const double *values, emg_error *error)
{
    (void)to;
    (void)time_s;
    (void)values;
    (void)error;
    return EMG_OK;
}

/* Walks over whole elements, whose sizes must lead from one to the next. */
static int
count_elements(const char *bytes, size_t size)
{
    emg_cursor cursor = emg_cursor_over(bytes, size);
    int n = 0;
    while (emg_cursor_left(&cursor) > 0) {
        ck_assert_uint_eq(emg_cursor_little(&cursor, 4), 14); /* a matrix */
        emg_cursor_take(&cursor, emg_cursor_little(&cursor, 4));
        ck_assert(!cursor.short_of);
        ck_assert_uint_eq(cursor.at % 8, 0);
        n++;
    }
    return n;
}

START_TEST(the_header_names_neither_time_nor_program)
{
    writing w = {0};
    emg_columns columns;
    emg_text bytes = {0};
    char blank[97];
    memset(blank, ' ', 97);
    writing_add(&w, "FCR", "uV", 1000);
    writing_add(&w, "\xC3\x84rm", "", 1000);
    writing_group(&w);
    emg_columns_init(&columns, &w.recording, "MAT", false, no_row, NULL, NULL);
    emg_mat_add_head(&bytes, &columns);
    ck_assert_int_eq(bytes.status, EMG_OK);
    ck_assert_mem_eq(bytes.chars, "MATLAB 5.0 MAT-file", 19);
    ck_assert_mem_eq(bytes.chars + 19, blank, 97);
    ck_assert_mem_eq(bytes.chars + 116, "\0\0\0\0\0\0\0\0\0\1IM", 12);
    ck_assert_int_eq(count_elements(bytes.chars + 128, bytes.length - 128), 3);
    /* UTF-16: one unit a character, outside of ASCII too */
    ck_assert_ptr_nonnull(
        memmem(bytes.chars, bytes.length, "\x06\0\0\0\xC4\0r\0m\0\0\0", 12));
    emg_text_free(&bytes);
    emg_columns_clear(&columns);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(the_samples_are_announced)
{
    emg_text none = {0}, some = {0};
    emg_mat_add_data(&none, 3, 0);
    emg_mat_add_data(&some, 3, 1000);
    ck_assert_uint_eq(none.length, some.length);
    emg_cursor cursor = emg_cursor_over(some.chars, some.length);
    ck_assert_uint_eq(emg_cursor_little(&cursor, 4), 14);
    ck_assert_uint_eq(emg_cursor_little(&cursor, 4), some.length - 8 + 24000);
    cursor.at = some.length - 8;
    ck_assert_uint_eq(emg_cursor_little(&cursor, 4), 9); /* double */
    ck_assert_uint_eq(emg_cursor_little(&cursor, 4), 24000);
    emg_text_free(&none);
    emg_text_free(&some);
}
END_TEST

START_TEST(an_element_stays_below_2_gib)
{
    for (int n = 1; n < 70; n += 17) {
        int64_t most = emg_mat_frames_most(n);
        emg_text bytes = {0};
        emg_mat_add_data(&bytes, n, most);
        emg_cursor cursor = emg_cursor_over(bytes.chars + 4, 4);
        uint64_t size = emg_cursor_little(&cursor, 4);
        ck_assert_uint_lt(size, 1u << 31);
        ck_assert_uint_gt(size + 8 * (uint64_t)n + 64, 1u << 31);
        emg_text_free(&bytes);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_header_names_neither_time_nor_program);
    tcase_add_test(tests, the_samples_are_announced);
    tcase_add_test(tests, an_element_stays_below_2_gib);
}

int
main(void)
{
    return unit_main("mat_head", add);
}
