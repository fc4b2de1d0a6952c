#include "trace.h"
#include "unit.h"

#include "detect/two_band.h"

#include <math.h>

/* Noise n in the lower band and 0.9 n in the upper, EMG a and 0.1 a, each with
 * the scatter of 75 degrees of freedom: a normal one of 16 %. */
static emg_noise_model
model_of(double noise, double emg, int resting, int working, bool has_high)
{
    emg_two_band bands;
    emg_noise_model model;
    double scatter[4];
    ck_assert_int_eq(emg_two_band_init(&bands, has_high, NULL), EMG_OK);
    for (int i = 0; i < resting + working; i++) {
        double a = i < resting ? 0 : emg;
        trace_noise(scatter, 4, (uint64_t)i + 1);
        for (int k = 0; k < 4; k++)
            scatter[k] = exp(0.16 * scatter[k]);
        emg_two_band_add(&bands, noise * scatter[0] + a * scatter[1],
                         0.9 * noise * scatter[2] + 0.1 * a * scatter[3]);
    }
    ck_assert_int_eq(emg_two_band_find(&bands, &model, NULL), EMG_OK);
    emg_two_band_clear(&bands);
    return model;
}

START_TEST(noise_and_emg_are_told_apart)
{
    emg_noise_model m = model_of(4, 400, 100, 400, true);
    ck_assert(m.found && m.apart);
    ck_assert_double_eq_tol(m.s, 0.9, 0.15);
    ck_assert_double_eq_tol(m.r, 0.09, 0.03); /* the lowest of a scatter */
    ck_assert_double_eq_tol(m.floor, 4, 0.6);
    ck_assert_double_eq_tol(m.usual, 440, 60); /* 75 % of a scatter of 16 % */
    ck_assert_double_gt(m.most, m.usual);
}
END_TEST

START_TEST(rare_rest_is_found_where_it_stands_out)
{
    emg_noise_model m = model_of(4, 400, 40, 460, true);
    ck_assert(m.found && m.apart);
    ck_assert_double_eq_tol(m.s, 0.9, 0.15);
    ck_assert_double_eq_tol(m.floor, 4, 0.6);
    ck_assert(!model_of(4, 400, 0, 500, true).apart);
}
END_TEST

START_TEST(one_part_is_noise_the_other_emg)
{
    emg_noise_model m = {.apart = true, .s = 0.9, .r = 0.1};
    emg_noise_part rest = emg_noise_part_of(&m, 4, 3.6);
    emg_noise_part work = emg_noise_part_of(&m, 404, 43.6);
    ck_assert_double_eq_tol(rest.noise, 4, 1e-12);
    ck_assert_double_eq_tol(work.noise, 4, 1e-9);
    ck_assert_double_gt(rest.weight, 15);
    ck_assert_double_lt(work.weight, 0.2); /* hidden behind so much EMG */
    ck_assert_double_eq(emg_noise_part_of(&m, 400, 10).noise, 0);
    ck_assert_double_eq(emg_noise_part_of(&m, 4, 9).noise, 4);
}
END_TEST

START_TEST(one_band_alone_still_has_a_floor)
{
    emg_noise_model m = model_of(4, 400, 100, 400, false);
    ck_assert(m.found && !m.apart);
    ck_assert_double_eq_tol(m.floor, 4, 0.6);
}
END_TEST

START_TEST(too_little_has_no_model)
{
    ck_assert(!model_of(4, 400, 5, 4, true).found);
    ck_assert(!model_of(4, 400, 0, 0, true).found);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, noise_and_emg_are_told_apart);
    tcase_add_test(tests, rare_rest_is_found_where_it_stands_out);
    tcase_add_test(tests, one_part_is_noise_the_other_emg);
    tcase_add_test(tests, one_band_alone_still_has_a_floor);
    tcase_add_test(tests, too_little_has_no_model);
}

int
main(void)
{
    return unit_main("two_band", add);
}
