#include "unit.h"

#include "dsp/sos.h"

#include <math.h>

#define RATE 1000.0

static const struct {
    emg_band band;
    int order;
    double low_hz, high_hz;
} designs[] = {{EMG_BAND_LOW, 1, 0, 6},       {EMG_BAND_LOW, 2, 0, 6},
               {EMG_BAND_LOW, 5, 0, 6},       {EMG_BAND_LOW, 12, 0, 6},
               {EMG_BAND_LOW, 12, 0, 250},    {EMG_BAND_LOW, 2, 0, 250},
               {EMG_BAND_LOW, 4, 0, 499},     {EMG_BAND_HIGH, 2, 20, 0},
               {EMG_BAND_HIGH, 1, 250, 0},    {EMG_BAND_HIGH, 12, 0.5, 0},
               {EMG_BAND_PASSES, 4, 20, 450}, {EMG_BAND_PASSES, 1, 20, 450},
               {EMG_BAND_PASSES, 6, 49, 51},  {EMG_BAND_STOPS, 2, 49, 51},
               {EMG_BAND_STOPS, 12, 100, 200}};

#define N_DESIGNS (int)(sizeof designs / sizeof *designs)

static emg_sos
designed(int i)
{
    emg_sos sos = {0};
    ck_assert_int_eq(emg_butterworth(&sos, designs[i].band, designs[i].order,
                                     designs[i].low_hz, designs[i].high_hz,
                                     RATE, 1, NULL),
                     EMG_OK);
    return sos;
}

/* scipy's sosfilt for one sample. */
static double
filter_one(const emg_sos *sos, double (*z)[2], double x)
{
    for (int i = 0; i < sos->n; i++) {
        const emg_section *s = &sos->section[i];
        double y = s->b0 * x + z[i][0];
        z[i][0] = s->b1 * x - s->a1 * y + z[i][1];
        z[i][1] = s->b2 * x - s->a2 * y;
        x = y;
    }
    return x;
}

START_TEST(a_constant_meets_a_filter_that_has_settled_to_it)
{
    emg_sos sos = designed(_i);
    double z[EMG_MAX_SECTIONS][2];
    double before[EMG_MAX_SECTIONS][2];
    bool passes_0_hz =
        designs[_i].band == EMG_BAND_LOW || designs[_i].band == EMG_BAND_STOPS;
    emg_sos_steady(&sos, z);
    emg_sos_steady(&sos, before);
    for (int n = 0; n < 500; n++)
        ck_assert_double_eq_tol(filter_one(&sos, z, 1), passes_0_hz, 1e-9);
    for (int i = 0; i < sos.n; i++)
        for (int k = 0; k < 2; k++)
            ck_assert_double_eq_tol(z[i][k], before[i][k], 1e-9);
}
END_TEST

/* z0 = b1 + b2 - (a1 + a2) G, z1 = b2 - a2 G, G = sum b / sum a;
 * the numbers are of scipy.signal.sosfilt_zi for the low-pass of test 1:
 *   sosfilt_zi(butter(2, 7.478538, fs=1000, output='sos')) */
START_TEST(the_steady_state_of_test_1_is_that_of_scipy)
{
    emg_sos sos = {0};
    double z[EMG_MAX_SECTIONS][2];
    emg_butterworth(&sos, EMG_BAND_LOW, 2, 0, 6, RATE, 2, NULL);
    emg_sos_steady(&sos, z);
    ck_assert_double_eq_tol(z[0][0], 0.99946585, 5e-9);
    ck_assert_double_eq_tol(z[0][1], -0.93517319, 5e-9);
}
END_TEST

/* What an impulse leaves in the states, at its largest from frame `from` on. */
static double
memory_from(const emg_sos *sos, int64_t from, int64_t to)
{
    double z[EMG_MAX_SECTIONS][2] = {{0}}, most = 0;
    for (int64_t n = 0; n < to; n++) {
        double y = fabs(filter_one(sos, z, n == 0));
        if (n >= from && y > most)
            most = y;
    }
    return most;
}

START_TEST(an_impulse_is_forgotten_after_the_filters_memory)
{
    emg_sos sos = designed(_i);
    int64_t memory = emg_sos_memory(&sos);
    double whole = memory_from(&sos, 0, memory);
    double left = memory_from(&sos, memory, 2 * memory);
    ck_assert_msg(left <= 1e-16 * whole, "design %d: %g is left of %g", _i,
                  left, whole);
    ck_assert_msg(memory_from(&sos, memory / 3, memory) > 1e-16 * whole,
                  "design %d: the memory is three times too long", _i);
}
END_TEST

START_TEST(sections_without_poles_remember_two_samples_each)
{
    emg_sos sos = {.n = 3, .section = {{1, 2, 1, 0, 0}, {1, 0, 0, 0, 0}}};
    ck_assert_int_eq(emg_sos_memory(&sos), 6);
}
END_TEST

START_TEST(a_memory_that_hardly_ends_is_told_so)
{
    emg_sos on_the_circle = {.n = 1, .section = {{.b0 = 1, .a2 = 1}}};
    emg_sos near = {.n = 1, .section = {{.b0 = 1, .a1 = -0.999999}}};
    ck_assert_int_eq(emg_sos_memory(&on_the_circle), INT64_MAX);
    /* (36.8 + 2) / -ln 0.999999, and 2 */
    ck_assert_int_eq(emg_sos_memory(&near), 38799983);
}
END_TEST

/* Sums over the sections of scipy.signal.group_delay((b, a), [hz], fs=rate):
 * butter(2, [20, 450], 'bandpass', fs=2000), butter(2, 6, fs=1000) and
 * butter(4, 20, 'high', fs=1000). */
START_TEST(group_delay_is_that_of_scipy)
{
    static const struct {
        emg_band band;
        int order;
        double low_hz, high_hz, rate_hz, at_hz, samples;
    } known[] = {{EMG_BAND_PASSES, 2, 20, 450, 2000, 94.86832980505137,
                  1.9278811886866198},
                 {EMG_BAND_LOW, 2, 0, 6, 1000, 0, 37.508736851700284},
                 {EMG_BAND_HIGH, 4, 20, 0, 1000, 100, 0.8747439658037517}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        emg_sos sos = {0};
        emg_butterworth(&sos, known[i].band, known[i].order, known[i].low_hz,
                        known[i].high_hz, known[i].rate_hz, 1, NULL);
        ck_assert_double_eq_tol(
            emg_sos_delay(&sos, known[i].at_hz, known[i].rate_hz),
            known[i].samples, 1e-9);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, a_constant_meets_a_filter_that_has_settled_to_it,
                        0, N_DESIGNS);
    tcase_add_test(tests, the_steady_state_of_test_1_is_that_of_scipy);
    tcase_add_loop_test(tests, an_impulse_is_forgotten_after_the_filters_memory,
                        0, N_DESIGNS);
    tcase_add_test(tests, sections_without_poles_remember_two_samples_each);
    tcase_add_test(tests, a_memory_that_hardly_ends_is_told_so);
    tcase_add_test(tests, group_delay_is_that_of_scipy);
}

int
main(void)
{
    return unit_main("sos", add);
}
