#include "filter/tkeo.h"

#include "trace.h"
#include "unit.h"

#include <math.h>

static void
energy(double *x, int64_t n)
{
    emg_chain *chain = trace_chain(1000);
    emg_chain_add(chain, emg_tkeo_create(emg_chain_format(chain), NULL), NULL);
    trace_run(chain, x, n);
}

/* worked numbers */
START_TEST(the_worked_example_has_its_numbers)
{
    double x[] = {0.1, -0.2, 0.3, 0.4, -0.5, 0.2, -0.1, -0.3};
    static const double wanted[] = {0.01, 0.01,  0.17, 0.31,
                                    0.17, -0.01, 0.07, 0.07};
    energy(x, 8);
    for (int i = 0; i < 8; i++)
        ck_assert_double_eq_tol(x[i], wanted[i], 1e-15);
}
END_TEST

START_TEST(a_sine_has_a_constant_energy)
{
    double x[1000];
    for (int i = 0; i < 1000; i++)
        x[i] = 2 * sin(2 * M_PI * 50 / 1000 * i + 0.3);
    energy(x, 1000);
    for (int i = 0; i < 1000; i++)
        ck_assert_double_eq_tol(x[i], 0.3819660113, 1e-10);
}
END_TEST

START_TEST(less_than_three_samples_have_none)
{
    for (int n = 1; n <= 2; n++) {
        double x[2] = {3, 4};
        energy(x, n);
        for (int i = 0; i < n; i++)
            ck_assert_double_eq(x[i], 0);
    }
    double x[3] = {1, 2, 3};
    energy(x, 3);
    for (int i = 0; i < 3; i++)
        ck_assert_double_eq(x[i], 1);
}
END_TEST

START_TEST(its_unit_is_squared_and_no_voltage)
{
    emg_chain *chain = trace_chain(1000);
    emg_chain_add(chain, emg_tkeo_create(emg_chain_format(chain), NULL), NULL);
    const emg_channel *channel = &emg_chain_format(chain)->channels[0];
    ck_assert_str_eq(channel->unit, "uV^2");
    ck_assert_double_eq(channel->to_uv, 0);
    ck_assert(!channel->rectified);
    emg_chain_destroy(chain);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_worked_example_has_its_numbers);
    tcase_add_test(tests, a_sine_has_a_constant_energy);
    tcase_add_test(tests, less_than_three_samples_have_none);
    tcase_add_test(tests, its_unit_is_squared_and_no_voltage);
}

int
main(void)
{
    return unit_main("tkeo", add);
}
