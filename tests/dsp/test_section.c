#include "unit.h"

#include "dsp/section.h"

#include <math.h>
#include <string.h>

START_TEST(prewarped_edges_come_back_through_the_bilinear_transform)
{
    for (int hz = 1; hz < 500; hz += 7) {
        long double complex z = emg_to_z(I * emg_prewarp(hz, 1000));
        ck_assert_double_eq_tol((double)cargl(z), 2 * M_PI * hz / 1000, 1e-15);
        ck_assert_double_eq_tol((double)cabsl(z), 1, 1e-15);
    }
}
END_TEST

START_TEST(a_section_of_poles_has_gain_1_where_that_is_asked)
{
    const long double zeros[3] = {1, 2, 1};
    long double complex z = 0.5L + 0.25L * I;
    emg_sos sos = {0};
    ck_assert_int_eq(emg_section_push_poles(&sos, zeros, z, conjl(z), 1, NULL),
                     EMG_OK);
    const emg_section *s = &sos.section[0];
    ck_assert_double_eq(s->a1, -1);
    ck_assert_double_eq(s->a2, 0.3125);
    ck_assert_double_eq((s->b0 + s->b1 + s->b2) / (1 + s->a1 + s->a2), 1);
    ck_assert_double_eq(s->b1, 2 * s->b0);
}
END_TEST

START_TEST(too_many_sections_are_refused)
{
    const long double b[3] = {1, 0, 0};
    emg_sos sos = {.n = EMG_MAX_SECTIONS - 1};
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_section_push(&sos, b, 0, 0, &error), EMG_OK);
    ck_assert_int_eq(emg_section_push(&sos, b, 0, 0, &error), EMG_BAD_OPTION);
    ck_assert_str_eq(error.text,
                     "the filters together have more than 64 sections");
    ck_assert_int_eq(sos.n, EMG_MAX_SECTIONS);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   prewarped_edges_come_back_through_the_bilinear_transform);
    tcase_add_test(tests, a_section_of_poles_has_gain_1_where_that_is_asked);
    tcase_add_test(tests, too_many_sections_are_refused);
}

int
main(void)
{
    return unit_main("section", add);
}
