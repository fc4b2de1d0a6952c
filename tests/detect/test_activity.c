#include "unit.h"

#include "detect/activity.h"

#define N 12

/* on above 4, off below 2; digits are the envelope. */
static emg_activity
active(const char *digits, int block)
{
    emg_activity activity = {.on = 4, .off = 2};
    double values[2 * N] = {0};
    int n = 0;
    for (; digits[n]; n++)
        values[2 * n] = digits[n] - '0';
    for (int at = 0; at < n; at += block)
        ck_assert_int_eq(emg_activity_take(&activity, values + 2 * at, 2,
                                           block < n - at ? block : n - at,
                                           100 + at, 3, NULL),
                         EMG_OK);
    ck_assert_int_eq(emg_activity_end(&activity, 100 + n, NULL), EMG_OK);
    return activity;
}

/* Runs are written as the frames that are active. */
static void
check_active(const char *digits, const char *wanted)
{
    for (int block = 1; block <= N; block++) {
        emg_activity activity = active(digits, block);
        char got[N + 1] = "";
        for (int i = 0; digits[i]; i++)
            got[i] = '.';
        for (size_t r = 0; r < activity.runs.n; r++) {
            ck_assert_int_eq(activity.runs.at[r].segment, 3);
            for (int64_t f = activity.runs.at[r].from;
                 f < activity.runs.at[r].to; f++)
                got[f - 100] = 'x';
        }
        ck_assert_str_eq(got, wanted);
        emg_intervals_free(&activity.runs);
    }
}

START_TEST(a_run_above_off_counts_when_it_goes_above_on)
{
    check_active("001234543210", "...xxxxxxx..");
    check_active("001234443210", "............"); /* on itself is not above */
    check_active("015100510000", "..x...x.....");
    check_active("000222500000", "...xxxx.....");
    check_active("000111500000", "......x.....");
    check_active("222222222222", "............");
    check_active("", "");
}
END_TEST

START_TEST(runs_reach_from_the_first_frame_and_to_the_last)
{
    check_active("555555555555", "xxxxxxxxxxxx");
    check_active("500000000005", "x..........x");
    check_active("200000000025", "..........xx");
    check_active("5", "x");
}
END_TEST

START_TEST(a_run_ends_with_its_segment)
{
    emg_activity activity = {.on = 4, .off = 2};
    const double values[] = {3, 5, 3, 3, 3, 5};
    emg_activity_take(&activity, values, 1, 3, 10, 0, NULL);
    emg_activity_end(&activity, 13, NULL);
    emg_activity_take(&activity, values + 3, 1, 2, 13, 1, NULL);
    emg_activity_end(&activity, 15, NULL); /* never above on */
    emg_activity_take(&activity, values + 3, 1, 3, 15, 2, NULL);
    emg_activity_end(&activity, 18, NULL);
    emg_activity_end(&activity, 18, NULL); /* once more adds nothing */
    ck_assert_uint_eq(activity.runs.n, 2);
    ck_assert_int_eq(activity.runs.at[0].from, 10);
    ck_assert_int_eq(activity.runs.at[0].to, 13);
    ck_assert_int_eq(activity.runs.at[0].segment, 0);
    ck_assert_int_eq(activity.runs.at[1].from, 15);
    ck_assert_int_eq(activity.runs.at[1].to, 18);
    ck_assert_int_eq(activity.runs.at[1].segment, 2);
    emg_intervals_free(&activity.runs);
}
END_TEST

/* Held over three: hand-made. on 4, off 2. */
static void
check_held(const char *digits, const char *wanted)
{
    for (int block = 1; block <= N; block++) {
        emg_activity activity = {.on = 4, .off = 4};
        double values[N] = {0};
        char got[N + 1] = "";
        int n = 0;
        for (; digits[n]; n++) {
            values[n] = digits[n] - '0';
            got[n] = '.';
        }
        ck_assert_int_eq(emg_activity_hold(&activity, 3, NULL), EMG_OK);
        for (int at = 0; at < n; at += block)
            emg_activity_take(&activity, values + at, 1,
                              block < n - at ? block : n - at, at, 7, NULL);
        emg_activity_end(&activity, n, NULL);
        for (size_t r = 0; r < activity.runs.n; r++) {
            ck_assert_int_eq(activity.runs.at[r].segment, 7);
            for (int64_t f = activity.runs.at[r].from;
                 f < activity.runs.at[r].to; f++)
                got[f] = 'x';
        }
        ck_assert_str_eq(got, wanted);
        emg_activity_clear(&activity);
        ck_assert_ptr_null(activity.waiting);
    }
}

START_TEST(what_is_held_needs_the_mean_of_what_follows)
{
    check_held("000000000000", "............");
    check_held("009000000000", "............"); /* mean 3: a spike */
    check_held("009900000000", "..xx........"); /* means 6, 3, 0 */
    check_held("007770000000", "..xxx......."); /* means 7, 14/3, 7/3, 0 */
    check_held("000000000009", "...........x"); /* what is left of it */
    check_held("555555555555", "xxxxxxxxxxxx");
    check_held("003555555555", "...xxxxxxxxx"); /* the sample itself, too */
    check_held("555055555555", "xxx.xxxxxxxx"); /* 0, mean 10/3 */
    check_held("550005555555", ".....xxxxxxx"); /* 5, 5, 0: mean 10/3 */
    check_held("9", "x");
    check_held("", "");
}
END_TEST

START_TEST(segments_are_held_apart)
{
    emg_activity activity = {.on = 4, .off = 4};
    const double values[] = {9, 9};
    emg_activity_hold(&activity, 5, NULL);
    for (int segment = 0; segment < 2; segment++) {
        emg_activity_take(&activity, values, 1, 2, 10 * segment, segment, NULL);
        emg_activity_end(&activity, 10 * segment + 2, NULL);
    }
    ck_assert_uint_eq(activity.runs.n, 2);
    for (int segment = 0; segment < 2; segment++) {
        ck_assert_int_eq(activity.runs.at[segment].from, 10 * segment);
        ck_assert_int_eq(activity.runs.at[segment].to, 10 * segment + 2);
        ck_assert_int_eq(activity.runs.at[segment].segment, segment);
    }
    emg_activity_clear(&activity);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_run_above_off_counts_when_it_goes_above_on);
    tcase_add_test(tests, runs_reach_from_the_first_frame_and_to_the_last);
    tcase_add_test(tests, a_run_ends_with_its_segment);
    tcase_add_test(tests, what_is_held_needs_the_mean_of_what_follows);
    tcase_add_test(tests, segments_are_held_apart);
}

int
main(void)
{
    return unit_main("activity", add);
}
