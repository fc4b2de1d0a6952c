#include "unit.h"

#include "filter/rate_change.h"

START_TEST(the_ratio_of_two_rates_is_in_lowest_terms)
{
    static const struct {
        emg_rate from, to;
        int64_t up, down;
    } known[] = {{{2000, 1}, {100, 1}, 1, 20},
                 {{1000, 1}, {1000, 1}, 1, 1},
                 {{58000, 27}, {2000, 1}, 27, 29},
                 {{2048, 1}, {30, 1}, 15, 1024},
                 {{100, 3}, {50, 7}, 3, 14}};
    int64_t up, down;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        ck_assert_int_eq(
            emg_rate_ratio(known[i].from, known[i].to, &up, &down, NULL),
            EMG_OK);
        ck_assert_int_eq(up, known[i].up);
        ck_assert_int_eq(down, known[i].down);
    }
}
END_TEST

START_TEST(a_ratio_that_no_number_holds_is_refused)
{
    static const emg_rate from = {INT64_C(4611686018427387847), 1};
    static const emg_rate to = {INT64_C(4611686018427387709),
                                INT64_C(4611686018427387701)};
    emg_error error = EMG_NO_ERROR;
    int64_t up, down;
    ck_assert_int_eq(emg_rate_ratio(from, to, &up, &down, &error),
                     EMG_BAD_OPTION);
}
END_TEST

START_TEST(a_rate_is_above_0)
{
    int64_t up, down;
    ck_assert_int_eq(
        emg_rate_ratio((emg_rate){1000, 1}, (emg_rate){0, 1}, &up, &down, NULL),
        EMG_BAD_OPTION);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_ratio_of_two_rates_is_in_lowest_terms);
    tcase_add_test(tests, a_ratio_that_no_number_holds_is_refused);
    tcase_add_test(tests, a_rate_is_above_0);
}

int
main(void)
{
    return unit_main("rate change", add);
}
