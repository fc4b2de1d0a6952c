#include "unit.h"

#include "analysis/gathered.h"
#include "memory.h"

static emg_gathered all;

/* Frames 0 to 29, three a cell; those from 7 to 10 and at 20 are hidden, so
 * that cells 2, 3 and 6 of 10 are left out. */
static emg_status
give(void)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < 30 && !status; i++)
        status =
            emg_gathered_add(&all, i, (i >= 7 && i <= 10) || i == 20, 3, NULL);
    return status;
}

START_TEST(hidden_cells_are_left_out_whole)
{
    static const double energies[] = {5 / 3.0,   50 / 3.0,   509 / 3.0,
                                      770 / 3.0, 1454 / 3.0, 1877 / 3.0,
                                      2354 / 3.0};
    double sum = 0;
    ck_assert_int_eq(give(), EMG_OK);
    ck_assert_uint_eq(all.passed, 10);
    ck_assert_uint_eq(all.n, 7);
    for (int i = 0; i < 7; i++) {
        sum += energies[i];
        ck_assert_double_eq_tol(all.sums[i + 1], sum, 1e-9);
    }
    emg_gathered_clear(&all);
}
END_TEST

START_TEST(kept_cells_know_where_they_were)
{
    static const size_t cells[] = {0, 1, 4, 5, 7, 8, 9, 10};
    static const size_t behind[] = {0, 1, 2, 5, 6, 8, 9, 10};
    static const size_t before[] = {0, 1, 2, 2, 2, 3, 4, 4, 5, 6, 7, 7};
    give();
    for (size_t i = 0; i < 8; i++) {
        ck_assert_uint_eq(emg_gathered_cell(&all, i), cells[i]);
        ck_assert_uint_eq(emg_gathered_behind(&all, i), behind[i]);
    }
    for (size_t i = 0; i < 12; i++)
        ck_assert_uint_eq(emg_gathered_before(&all, i), before[i]);
    emg_gathered_clear(&all);
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    bool failed = true;
    for (int64_t n = 1; failed; n++) {
        memory_refuse(n);
        emg_status status = give();
        failed = memory_refused();
        memory_refuse(0);
        ck_assert_int_eq(status, failed ? EMG_NO_MEMORY : EMG_OK);
        emg_gathered_clear(&all);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, hidden_cells_are_left_out_whole);
    tcase_add_test(tests, kept_cells_know_where_they_were);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("gathered", add);
}
