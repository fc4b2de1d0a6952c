#include "trace.h"
#include "unit.h"

#include "detect/two_band.h"

#include <math.h>

/* Noise n in the lower band and 0.9 n in the upper, EMG a and 0.1 a, each with
 * the scatter of 75 degrees of freedom: a normal one of 16 %. */
static void
add_stretches(emg_two_band *bands, int n, double noise, double emg,
              uint64_t seed)
{
    double scatter[4];
    for (int i = 0; i < n; i++) {
        trace_noise(scatter, 4, seed + (uint64_t)i);
        for (int k = 0; k < 4; k++)
            scatter[k] = exp(0.16 * scatter[k]);
        emg_two_band_add(bands, noise * scatter[0] + emg * scatter[1],
                         0.9 * noise * scatter[2] + 0.1 * emg * scatter[3]);
    }
}

static emg_noise_model
model_in(emg_two_band *bands)
{
    emg_noise_model model;
    ck_assert_int_eq(emg_two_band_find(bands, &model, NULL), EMG_OK);
    emg_two_band_clear(bands);
    return model;
}

static emg_noise_model
model_of(double noise, double emg, int resting, int working, bool has_high)
{
    emg_two_band bands;
    ck_assert_int_eq(emg_two_band_init(&bands, has_high, NULL), EMG_OK);
    add_stretches(&bands, resting, noise, 0, 1);
    add_stretches(&bands, working, noise, emg, (uint64_t)resting + 1);
    return model_in(&bands);
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

/* The cables are taken off before the recorder is stopped. */
START_TEST(loud_noise_is_not_the_strongest_emg)
{
    emg_two_band bands;
    ck_assert_int_eq(emg_two_band_init(&bands, true, NULL), EMG_OK);
    add_stretches(&bands, 200, 4, 0, 1);
    add_stretches(&bands, 200, 4, 400, 201);
    add_stretches(&bands, 15, 1e6, 0, 401);
    emg_noise_model m = model_in(&bands);
    ck_assert(m.found && m.apart);
    ck_assert_double_eq_tol(m.floor, 4, 0.6);
    ck_assert_double_lt(m.most, 1000);
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
    tcase_add_test(tests, loud_noise_is_not_the_strongest_emg);
    tcase_add_test(tests, too_little_has_no_model);
}

int
main(void)
{
    return unit_main("two_band", add);
}
