#include "unit.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(memory_is_zero_and_aligned_to_a_cache_line)
{
    static const size_t sizes[] = {0, 1, 63, 64, 65, 4097};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uint8_t *bytes = emg_new(sizes[i], 1, NULL);
        ck_assert_ptr_nonnull(bytes);
        ck_assert_uint_eq((uintptr_t)bytes % 64, 0);
        for (size_t b = 0; b < sizes[i]; b++)
            ck_assert_uint_eq(bytes[b], 0);
        memset(bytes, 0xAA, sizes[i]);
        emg_free(bytes);
    }
}
END_TEST

static long
resident_pages(void)
{
    long all = 0, resident = -1;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%ld %ld", &all, &resident) != 2)
        resident = -1;
    if (file)
        fclose(file);
    return resident;
}

START_TEST(a_sparse_table_is_zero_and_costs_what_is_written)
{
    const size_t n = 16 << 20;
    long before = resident_pages();
    uint32_t *table = emg_new_sparse(n, sizeof *table, NULL);
    ck_assert_ptr_nonnull(table);
    for (size_t i = 0; i < n; i += n / 8)
        ck_assert_uint_eq(table[i]++, 0);
    if (before > 0 && !getenv("MALLOC_PERTURB_")) /* which writes to all */
        ck_assert_int_lt(resident_pages() - before, 8192); /* of 16384 */
    emg_free(table);
    table = emg_new_sparse(0, 0, NULL);
    ck_assert_ptr_nonnull(table);
    emg_free(table);
}
END_TEST

START_TEST(a_product_that_wraps_is_no_memory)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_ptr_null(emg_new(SIZE_MAX / 2, 3, &error));
    ck_assert_int_eq(error.status, EMG_NO_MEMORY);
    ck_assert_ptr_null(emg_new(SIZE_MAX, 1, NULL));
    ck_assert_ptr_null(emg_new(SIZE_MAX - 63, 1, NULL));
    ck_assert_ptr_null(emg_new_sparse(SIZE_MAX / 2, 3, NULL));
}
END_TEST

START_TEST(growing_keeps_what_is_there_and_zeroes_the_rest)
{
    int *array = NULL;
    size_t capacity = 0;
    ck_assert_int_eq(
        emg_grow((void **)&array, &capacity, 3, sizeof *array, NULL), EMG_OK);
    ck_assert_uint_ge(capacity, 3);
    for (size_t i = 0; i < capacity; i++)
        array[i] = (int)i + 1;
    size_t before = capacity;
    ck_assert_int_eq(
        emg_grow((void **)&array, &capacity, 100, sizeof *array, NULL), EMG_OK);
    ck_assert_uint_ge(capacity, 100);
    for (size_t i = 0; i < capacity; i++)
        ck_assert_int_eq(array[i], i < before ? (int)i + 1 : 0);
    emg_free(array);
}
END_TEST

START_TEST(room_that_is_there_stays_where_it_is)
{
    char *array = NULL;
    size_t capacity = 0;
    ck_assert_int_eq(emg_grow((void **)&array, &capacity, 8, 1, NULL), EMG_OK);
    const char *before = array;
    ck_assert_int_eq(emg_grow((void **)&array, &capacity, capacity, 1, NULL),
                     EMG_OK);
    ck_assert_ptr_eq(array, before);
    emg_free(array);
}
END_TEST

START_TEST(growing_that_fails_changes_nothing)
{
    emg_error error = EMG_NO_ERROR;
    char *array = NULL;
    size_t capacity = 0;
    ck_assert_int_eq(emg_grow((void **)&array, &capacity, 5, 1, NULL), EMG_OK);
    memcpy(array, "abcd", 5);
    size_t before = capacity;
    ck_assert_int_eq(
        emg_grow((void **)&array, &capacity, SIZE_MAX - 1, 1, &error),
        EMG_NO_MEMORY);
    ck_assert_int_eq(error.status, EMG_NO_MEMORY);
    ck_assert_uint_eq(capacity, before);
    ck_assert_str_eq(array, "abcd");
    emg_free(array);
}
END_TEST

START_TEST(a_copy_of_text_is_its_own)
{
    char text[] = "FCR";
    char *copy = emg_text_copy(text, NULL);
    text[0] = 'E';
    ck_assert_str_eq(copy, "FCR");
    emg_free(copy);
    copy = emg_text_copy("", NULL);
    ck_assert_str_eq(copy, "");
    emg_free(copy);
    emg_free(NULL);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, memory_is_zero_and_aligned_to_a_cache_line);
    tcase_add_test(tests, a_sparse_table_is_zero_and_costs_what_is_written);
    tcase_add_test(tests, a_product_that_wraps_is_no_memory);
    tcase_add_test(tests, growing_keeps_what_is_there_and_zeroes_the_rest);
    tcase_add_test(tests, room_that_is_there_stays_where_it_is);
    tcase_add_test(tests, growing_that_fails_changes_nothing);
    tcase_add_test(tests, a_copy_of_text_is_its_own);
}

int
main(void)
{
    return unit_main("memory", add);
}
