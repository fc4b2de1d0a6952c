#include "unit.h"

#include "dsp/kernels.h"

#include <stdlib.h>

/* What the processor runs at most, asked of the compiler's own library. */
static int
widest(void)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f") &&
        __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl"))
        return 64;
    if (__builtin_cpu_supports("avx2"))
        return 32;
#endif
    return 16;
}

static void
check_asked(const char *asked, int expected)
{
    setenv("EMG_KERNEL", asked, 1);
    if (expected > widest())
        expected = widest();
    ck_assert_int_eq(atoi(emg_kernels()->name), expected);
}

START_TEST(the_widest_table_is_chosen_where_nothing_is_asked)
{
    unsetenv("EMG_KERNEL");
    ck_assert_int_eq(atoi(emg_kernels()->name), widest());
}
END_TEST

START_TEST(the_environment_asks_for_a_narrower_table)
{
    check_asked("16", 16);
    check_asked("32", 32);
    check_asked("64", 64);
    check_asked("128", 64);
}
END_TEST

START_TEST(what_is_no_width_is_passed_over_or_rounded_down)
{
    check_asked("", 64);
    check_asked("wide", 64);
    check_asked("16x", 64);
    check_asked("48", 32);
    check_asked("31", 16);
    check_asked("0", 16);
    check_asked("-5", 16);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_widest_table_is_chosen_where_nothing_is_asked);
    tcase_add_test(tests, the_environment_asks_for_a_narrower_table);
    tcase_add_test(tests, what_is_no_width_is_passed_over_or_rounded_down);
}

int
main(void)
{
    return unit_main("kernels", add);
}
