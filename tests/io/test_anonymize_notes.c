#include "unit.h"

#include "io/anonymize_notes.h"

#include <stdlib.h>
#include <string.h>

typedef struct copied {
    uint8_t *bytes;
    size_t n;
    int n_warnings;
    int64_t byte; /* of the last warning */
    emg_notes_count count;
    emg_status status;
} copied;

static void
hear(void *to, const emg_error *warning)
{
    copied *self = to;
    self->n_warnings++;
    self->byte = warning->byte;
}

/* Copies n bytes that lie at byte 1000 of a file. */
static copied
copy_of(const char *lists, size_t n, emg_notes_kept keep, bool strict)
{
    copied got = {.bytes = malloc(n), .n = n};
    uint8_t *exact = malloc(n);
    emg_warnings warnings;
    emg_error error = EMG_NO_ERROR;
    emg_open_options options = {.listener = {hear, &got}, .strict = strict};
    memcpy(exact, lists, n);
    emg_warnings_init(&warnings, &options, "x");
    emg_warnings_release(&warnings);
    got.status = emg_notes_copy(got.bytes, exact, n, &keep, &got.count, 1000,
                                &warnings, &error);
    emg_warnings_clear(&warnings);
    free(exact);
    return got;
}

static void
clear(copied *got)
{
    free(got->bytes);
    emg_notes_count_clear(&got->count);
}

#define COPY(lists, keep) copy_of(lists, sizeof lists - 1, keep, false)

#define ASSERT_BYTES(got, expected)                                            \
    do {                                                                       \
        ck_assert_uint_eq((got).n, sizeof expected - 1);                       \
        ck_assert_mem_eq((got).bytes, expected, sizeof expected - 1);          \
    } while (0)

static const emg_notes_kept none = {0};
static const emg_notes_kept all = {.all = true};

START_TEST(texts_become_x_and_times_stay_byte_for_byte)
{
    copied got = COPY("+567.2500\x14\x14\0+1,5\x15"
                      "0.25000000001\x14"
                      "Zyx came\x14Q\x14\0-3\x14W\x14\0\0\0",
                      none);
    ASSERT_BYTES(got, "+567.2500\x14\x14\0+1,5\x15"
                      "0.25000000001\x14"
                      "X\x14X\x14\0-3\x14X\x14\0\0\0\0\0\0\0\0\0\0");
    ck_assert_int_eq(got.count.replaced, 3);
    ck_assert_int_eq(got.count.kept, 0);
    ck_assert_int_eq(got.n_warnings, 0);
    clear(&got);
}
END_TEST

START_TEST(allowed_texts_stay_where_they_are_just_that)
{
    static const char *const texts[] = {"tap", "rest"};
    emg_notes_kept some = {.texts = texts, .n_texts = 2};
    copied got = COPY("+1\x14tap\x14\0+2\x14taps\x14\0+3\x14rest\x14\0", some);
    ASSERT_BYTES(got, "+1\x14tap\x14\0+2\x14X\x14\0+3\x14rest\x14\0\0\0\0");
    ck_assert_int_eq(got.count.kept, 2);
    ck_assert_int_eq(got.count.replaced, 1);
    ck_assert_int_eq(got.count.n_told, 2);
    ck_assert_str_eq(got.count.told[1], "rest");
    clear(&got);
}
END_TEST

START_TEST(all_texts_stay_and_are_told_once_each)
{
    static const char lists[] = "+1\x14tap\x14\0+2\x14tap\x14\0+3\x14go\x14\0";
    copied got = copy_of(lists, sizeof lists - 1, all, false);
    ck_assert_mem_eq(got.bytes, lists, sizeof lists - 1);
    ck_assert_int_eq(got.count.kept, 3);
    ck_assert_int_eq(got.count.n_told, 2);
    ck_assert(!got.count.more);
    clear(&got);
}
END_TEST

START_TEST(of_many_texts_it_is_told_that_there_are_more)
{
    char lists[EMG_NOTES_TOLD * 5 + 5];
    for (int i = 0; i <= EMG_NOTES_TOLD; i++)
        memcpy(lists + 5 * i, ((char[]){'+', '1', 0x14, (char)('a' + i), 0x14}),
               5);
    copied got = copy_of(lists, sizeof lists, all, false);
    /* Without NULs between them these are texts of one list: "a", "+1", ... */
    ck_assert_int_eq(got.count.n_told, EMG_NOTES_TOLD);
    ck_assert(got.count.more);
    clear(&got);
}
END_TEST

START_TEST(what_lies_outside_of_lists_is_left_out)
{
    copied got = COPY("Zyx 1\0+1\x14tap\x14stub\0+\x41\x14go\x14\0+2", all);
    ASSERT_BYTES(got, "+1\x14tap\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    ck_assert_int_eq(got.n_warnings, 4);
    ck_assert_int_eq(got.byte, 1025);
    clear(&got);
}
END_TEST

START_TEST(a_list_may_end_with_its_room)
{
    copied got = COPY("+1\x14"
                      "a\x14",
                      none);
    ASSERT_BYTES(got, "+1\x14X\x14");
    clear(&got);
}
END_TEST

START_TEST(strict_takes_damage_for_an_error)
{
    copied got = copy_of("Zyx\0", 4, none, true);
    ck_assert_int_eq(got.status, EMG_BAD_FILE);
    clear(&got);
}
END_TEST

START_TEST(texts_are_found_one_after_the_other)
{
    static const char lists[] = "+0\x14\x14\0+1\x14one\x14two\x14\0\0\0+2\x15"
                                "3\x14three\x14\0\0";
    static const char *const expected[] = {"one", "two", "three"};
    const uint8_t *text;
    size_t at = 0, length, n = 0;
    while (emg_notes_next_text((const uint8_t *)lists, sizeof lists - 1, &at,
                               &text, &length)) {
        ck_assert_uint_lt(n, 3);
        ck_assert_uint_eq(length, strlen(expected[n]));
        ck_assert_mem_eq(text, expected[n], length);
        n++;
    }
    ck_assert_uint_eq(n, 3);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, texts_become_x_and_times_stay_byte_for_byte);
    tcase_add_test(tests, allowed_texts_stay_where_they_are_just_that);
    tcase_add_test(tests, all_texts_stay_and_are_told_once_each);
    tcase_add_test(tests, of_many_texts_it_is_told_that_there_are_more);
    tcase_add_test(tests, what_lies_outside_of_lists_is_left_out);
    tcase_add_test(tests, a_list_may_end_with_its_room);
    tcase_add_test(tests, strict_takes_damage_for_an_error);
    tcase_add_test(tests, texts_are_found_one_after_the_other);
}

int
main(void)
{
    return unit_main("anonymize_notes", add);
}
