#include "unit.h"

#include "detect/interval.h"

#include "memory.h"

/* from, to, segment in threes; a segment below 0 ends them. */
static emg_intervals
made(const int64_t *numbers)
{
    emg_intervals list = {0};
    for (; numbers[2] >= 0; numbers += 3)
        ck_assert_int_eq(
            emg_intervals_add(
                &list, (emg_interval){numbers[0], numbers[1], (int)numbers[2]},
                NULL),
            EMG_OK);
    return list;
}

static void
check_list(emg_intervals list, const int64_t *wanted)
{
    size_t n = 0;
    for (; wanted[3 * n + 2] >= 0; n++) {
        ck_assert_uint_lt(n, list.n);
        ck_assert_int_eq(list.at[n].from, wanted[3 * n]);
        ck_assert_int_eq(list.at[n].to, wanted[3 * n + 1]);
        ck_assert_int_eq(list.at[n].segment, wanted[3 * n + 2]);
    }
    ck_assert_uint_eq(list.n, n);
    emg_intervals_free(&list);
    ck_assert_ptr_null(list.at);
    ck_assert_uint_eq(list.n, 0);
}

#define LIST(...) ((const int64_t[]){__VA_ARGS__, -1, -1, -1})
#define EMPTY ((const int64_t[]){-1, -1, -1})

static void
check_and(const int64_t *a, const int64_t *b, const int64_t *wanted)
{
    for (int turn = 0; turn < 2; turn++) {
        emg_intervals x = made(turn ? b : a), y = made(turn ? a : b);
        emg_intervals both = {0};
        ck_assert_int_eq(emg_intervals_and(&both, &x, &y, NULL), EMG_OK);
        check_list(both, wanted);
        emg_intervals_free(&x);
        emg_intervals_free(&y);
    }
}

START_TEST(what_lies_in_both_is_kept)
{
    check_and(LIST(0, 10, 0), LIST(5, 20, 0), LIST(5, 10, 0));
    check_and(LIST(0, 10, 0), LIST(10, 20, 0), EMPTY);
    check_and(LIST(0, 10, 0), LIST(9, 20, 0), LIST(9, 10, 0));
    check_and(LIST(0, 10, 0), LIST(0, 10, 0), LIST(0, 10, 0));
    check_and(LIST(0, 10, 0), EMPTY, EMPTY);
    check_and(LIST(0, 100, 0), LIST(1, 2, 0, 3, 4, 0, 99, 100, 0, 100, 101, 0),
              LIST(1, 2, 0, 3, 4, 0, 99, 100, 0));
    check_and(LIST(0, 4, 0, 6, 10, 0), LIST(2, 8, 0), LIST(2, 4, 0, 6, 8, 0));
    check_and(LIST(0, 4, 0, 4, 8, 1), LIST(2, 4, 0, 4, 6, 1),
              LIST(2, 4, 0, 4, 6, 1));
}
END_TEST

static void
check_merged(const int64_t *before, int64_t gap, const int64_t *wanted)
{
    emg_intervals list = made(before);
    emg_intervals_merge(&list, gap);
    check_list(list, wanted);
}

START_TEST(neighbours_less_than_a_gap_apart_are_joined)
{
    const int64_t *two = LIST(0, 10, 0, 15, 20, 0);
    check_merged(two, 4, two);
    check_merged(two, 5, two);
    check_merged(two, 6, LIST(0, 20, 0));
    check_merged(two, 0, two);
    check_merged(LIST(0, 1, 0, 2, 3, 0, 4, 5, 0, 9, 10, 0), 2,
                 LIST(0, 5, 0, 9, 10, 0));
    check_merged(LIST(0, 10, 0, 11, 20, 1, 21, 30, 1), 5,
                 LIST(0, 10, 0, 11, 30, 1));
    check_merged(EMPTY, 5, EMPTY);
}
END_TEST

START_TEST(what_is_shorter_is_dropped_and_what_is_as_long_is_kept)
{
    emg_intervals list = made(LIST(0, 9, 0, 20, 30, 0, 40, 51, 1, 60, 61, 1));
    ck_assert_int_eq(emg_intervals_frames(&list), 9 + 10 + 11 + 1);
    emg_intervals_drop_short(&list, 10);
    ck_assert_int_eq(emg_intervals_frames(&list), 21);
    check_list(list, LIST(20, 30, 0, 40, 51, 1));
}
END_TEST

START_TEST(a_list_without_memory_stays_as_it_was)
{
    emg_intervals list = made(LIST(0, 9, 0));
    emg_error error = EMG_NO_ERROR;
    emg_status status = EMG_OK;
    memory_refuse(1);
    for (int64_t i = 1; !status && i < 1000; i++)
        status = emg_intervals_add(&list, (emg_interval){10 * i, 10 * i + 9, 0},
                                   &error);
    ck_assert_int_eq(status, EMG_NO_MEMORY);
    ck_assert_int_eq(error.status, EMG_NO_MEMORY);
    ck_assert_int_eq(emg_intervals_frames(&list), 9 * (int64_t)list.n);
    emg_intervals_free(&list);
}
END_TEST

START_TEST(what_is_cut_away_leaves_its_sides)
{
    emg_intervals list = made(LIST(0, 10, 0, 20, 30, 0, 40, 50, 0, 60, 70, 0));
    emg_intervals away = made(LIST(3, 5, 0, 7, 22, 0, 39, 51, 0, 69, 99, 0));
    ck_assert_int_eq(emg_intervals_cut(&list, &away, NULL), EMG_OK);
    check_list(list, LIST(0, 3, 0, 5, 7, 0, 22, 30, 0, 60, 69, 0));
    emg_intervals_free(&away);
}
END_TEST

START_TEST(a_cut_of_nothing_changes_nothing)
{
    emg_intervals list = made(LIST(0, 10, 0)), none = {0};
    ck_assert_int_eq(emg_intervals_cut(&list, &none, NULL), EMG_OK);
    ck_assert_int_eq(emg_intervals_frames(&list), 10);
    ck_assert_int_eq(emg_intervals_cut(&none, &list, NULL), EMG_OK);
    ck_assert_uint_eq(none.n, 0);
    emg_intervals_free(&list);
}
END_TEST

START_TEST(what_meets_a_list_shares_a_frame_with_it)
{
    emg_intervals list = made(LIST(3, 5, 0, 7, 22, 0));
    ck_assert(emg_intervals_meet(&list, 0, 4));
    ck_assert(emg_intervals_meet(&list, 21, 99));
    ck_assert(!emg_intervals_meet(&list, 5, 7));
    ck_assert(!emg_intervals_meet(&list, 0, 3));
    ck_assert(!emg_intervals_meet(&list, 22, 99));
    emg_intervals_free(&list);
    ck_assert(!emg_intervals_meet(&list, 0, 99));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, what_meets_a_list_shares_a_frame_with_it);
    tcase_add_test(tests, what_is_cut_away_leaves_its_sides);
    tcase_add_test(tests, a_cut_of_nothing_changes_nothing);
    tcase_add_test(tests, what_lies_in_both_is_kept);
    tcase_add_test(tests, neighbours_less_than_a_gap_apart_are_joined);
    tcase_add_test(tests,
                   what_is_shorter_is_dropped_and_what_is_as_long_is_kept);
    tcase_add_test(tests, a_list_without_memory_stays_as_it_was);
}

int
main(void)
{
    return unit_main("interval", add);
}
