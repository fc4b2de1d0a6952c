#include "unit.h"

#include "simulate/spikes.h"

#include <math.h>

#define MS 1000000

START_TEST(spikes_come_once_a_second_half_to_fully_high_either_way)
{
    emg_spikes spikes;
    double before = 0, now = 0, sum_s = 0;
    int n = 0, up = 0, first = 0, last = 0;
    emg_spikes_start(&spikes, 3, 0);
    for (int i = 0; i < 10 * MS; i++) { /* 0.1 ms a step */
        double next = emg_spikes_at(&spikes, i * 1e-4);
        if (fabs(now) > 0.3 && fabs(now) >= fabs(before) &&
            fabs(now) > fabs(next)) {
            ck_assert(fabs(now) > 0.49 && fabs(now) <= 1);
            up += now > 0;
            first = n++ ? first : i;
            last = i;
        }
        sum_s += fabs(next) * 1e-4;
        before = now;
        now = next;
    }
    /* 1 s of waiting and twelve widths of 1 ms. */
    ck_assert_double_eq_tol((last - first) * 1e-4 / (n - 1), 1.012, 0.1);
    ck_assert(up > 0.4 * n && up < 0.6 * n);
    /* The area of a Gaussian: height x width x sqrt(2 pi). */
    ck_assert_double_eq_tol(sum_s / n, 0.75 * 0.001 * sqrt(2 * acos(-1)),
                            0.0001);
}
END_TEST

START_TEST(each_electrode_has_spikes_of_its_own)
{
    emg_spikes a, b;
    emg_spikes_start(&a, 3, 0);
    emg_spikes_start(&b, 3, 1);
    ck_assert_double_ne(a.at_s, b.at_s);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   spikes_come_once_a_second_half_to_fully_high_either_way);
    tcase_add_test(tests, each_electrode_has_spikes_of_its_own);
}

int
main(void)
{
    return unit_main("spikes", add);
}
