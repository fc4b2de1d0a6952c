#include "unit.h"

#include "base/cursor.h"

#include <stdlib.h>

/* Exactly n bytes of memory, so that a sanitizer sees one byte too far. */
static uint8_t *
exactly(const void *bytes, size_t n)
{
    uint8_t *copy = malloc(n ? n : 1);
    memcpy(copy, bytes, n);
    return copy;
}

START_TEST(whole_numbers_are_read_in_both_orders)
{
    uint8_t *bytes = exactly("\x01\x02\x03\xff\x01\x02\x03\xff", 8);
    emg_cursor cursor = emg_cursor_over(bytes, 8);
    ck_assert_uint_eq(emg_cursor_little(&cursor, 3), 0x030201);
    ck_assert_uint_eq(emg_cursor_little(&cursor, 1), 0xff);
    ck_assert_uint_eq(emg_cursor_big(&cursor, 4), 0x010203ff);
    ck_assert_uint_eq(emg_cursor_left(&cursor), 0);
    ck_assert(!cursor.short_of);
    cursor = emg_cursor_over(bytes, 8);
    ck_assert_uint_eq(emg_cursor_little(&cursor, 8), 0xff030201ff030201);
    free(bytes);
}
END_TEST

START_TEST(a_double_is_eight_little_endian_bytes)
{
    uint8_t *bytes = exactly("\x00\x00\x00\x00\x00\x00\xf8\xbf", 8);
    emg_cursor cursor = emg_cursor_over(bytes, 8);
    ck_assert_double_eq(emg_cursor_double(&cursor), -1.5);
    ck_assert_double_eq(emg_cursor_double(&cursor), 0.0);
    ck_assert(cursor.short_of);
    free(bytes);
}
END_TEST

START_TEST(past_the_end_there_are_zeros_and_it_is_noted)
{
    uint8_t *bytes = exactly("\xff\xff\xff", 3);
    emg_cursor cursor = emg_cursor_over(bytes, 3);
    ck_assert_uint_eq(emg_cursor_big(&cursor, 2), 0xffff);
    ck_assert_uint_eq(emg_cursor_big(&cursor, 2), 0);
    ck_assert(cursor.short_of);
    ck_assert_uint_eq(emg_cursor_left(&cursor), 0);
    ck_assert_ptr_null(emg_cursor_take(&cursor, 1));
    free(bytes);
}
END_TEST

START_TEST(taking_all_is_not_short)
{
    uint8_t *bytes = exactly("abc", 3);
    emg_cursor cursor = emg_cursor_over(bytes, 3);
    ck_assert_ptr_eq(emg_cursor_take(&cursor, 3), bytes);
    ck_assert_ptr_nonnull(emg_cursor_take(&cursor, 0));
    ck_assert(!cursor.short_of);
    free(bytes);
}
END_TEST

START_TEST(a_length_that_would_wrap_is_short)
{
    uint8_t *bytes = exactly("abc", 3);
    emg_cursor cursor = emg_cursor_over(bytes, 3);
    emg_cursor_take(&cursor, 2);
    ck_assert_ptr_null(emg_cursor_take(&cursor, SIZE_MAX));
    ck_assert(cursor.short_of);
    free(bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, whole_numbers_are_read_in_both_orders);
    tcase_add_test(tests, a_double_is_eight_little_endian_bytes);
    tcase_add_test(tests, past_the_end_there_are_zeros_and_it_is_noted);
    tcase_add_test(tests, taking_all_is_not_short);
    tcase_add_test(tests, a_length_that_would_wrap_is_short);
}

int
main(void)
{
    return unit_main("cursor", add);
}
