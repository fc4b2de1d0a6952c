/* Codes of two and three bytes against division. */
#include "tables.h"
#include "unit.h"

#include <math.h>
#include <string.h>

static emg_encode
random_encode(int bytes)
{
    emg_encode how = {0};
    for (int k = 0; k < EMG_LANES; k++) {
        how.physical_min.v[k] = 1000 * tables_value();
        how.digital_min.v[k] = k == 3 ? -32768 : -2048;
        how.gain.v[k] = k == 5 ? 0.5 : tables_value();
        how.lowest.v[k] = k == 2 ? -700 : bytes == 2 ? -32768 : -8388608;
        how.highest.v[k] = k == 2 ? 800 : bytes == 2 ? 32767 : 8388607;
    }
    return how;
}

/* The code of one sample; counts in *outside. */
static int32_t
plain_code(const emg_encode *how, int k, double sample, double *outside)
{
    double code = (sample - how->physical_min.v[k]) / how->gain.v[k] +
                  how->digital_min.v[k];
    if (isnan(code)) {
        ++*outside;
        return 0;
    }
    double near = rint(fmax(fmin(code, 1e8), -1e8)); /* half to even */
    double held = fmin(fmax(near, how->lowest.v[k]), how->highest.v[k]);
    *outside += held != near;
    return (int32_t)held;
}

static void
check_encoded(const emg_kernels_table *table, const emg_encode *how, int k,
              int bytes, const uint8_t *got, const emg_lanes *frames, int n)
{
    double outside = 0;
    bool strange = false;
    for (int i = 0; i < n; i++) {
        int32_t code = plain_code(how, k, frames[i].v[k], &outside);
        strange = strange || !isfinite(frames[i].v[k]);
        ck_assert_msg(tables_code(got + bytes * i, bytes) == code,
                      "table %s, lane %d, frame %d of %d: %.17g", table->name,
                      k, i, n, frames[i].v[k]);
    }
    ck_assert_double_eq(how->outside.v[k], outside);
    ck_assert(strange == (how->strange.v[k] != 0));
}

static void
check_encode(const emg_kernels_table *table, int bytes, int n, int lanes)
{
    static emg_lanes frames[TABLES_MOST];
    static uint8_t got[EMG_LANES][3 * TABLES_MOST + 1];
    emg_encode how = random_encode(bytes);
    tables_fill(frames, n);
    for (int i = 0; i < n; i += 5)
        frames[i].v[5] = 0.25 * (double)(tables_bits() % 64); /* halves */
    frames[n / 2].v[6] = n % 3 == 0 ? NAN : n % 3 == 1 ? INFINITY : 1e300;
    memset(got, 77, sizeof got);
    for (int k = 0; k < lanes; k++)
        how.to[k] = got[k];
    if (bytes == 2)
        table->encode16(&how, lanes, frames, n);
    else
        table->encode24(&how, lanes, frames, n);
    for (int k = 0; k < lanes; k++) {
        check_encoded(table, &how, k, bytes, got[k], frames, n);
        ck_assert_int_eq(got[k][bytes * n], 77);
    }
}

START_TEST(any_number_of_samples_is_encoded)
{
    tables all = tables_find();
    for (int t = 0; t < all.n; t++)
        for (int n = 1; n <= TABLES_MOST; n++)
            check_encode(all.at[t], _i, n, 1 + n % EMG_LANES);
}
END_TEST

/* Nothing lies outside, so that no sample sends its neighbours the long way;
 * a few are as near to a tie as rounding lets them be. */
static void
fill_ties(emg_lanes *frames, const emg_encode *how, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++) {
            double code = (double)(tables_bits() % 1400) - 699;
            code += tables_bits() % 512 == 0 ? 0.5 : tables_value() / 3;
            frames[i].v[k] = how->physical_min.v[k] +
                             (code - how->digital_min.v[k]) * how->gain.v[k];
        }
}

START_TEST(ties_fall_as_division_lets_them)
{
    static emg_lanes frames[TABLES_MOST];
    static uint8_t got[EMG_LANES][3 * TABLES_MOST];
    tables all = tables_find();
    for (int round = 0; round < 200; round++)
        for (int t = 0; t < all.n; t++) {
            emg_encode how = random_encode(_i);
            fill_ties(frames, &how, TABLES_MOST);
            for (int k = 0; k < EMG_LANES; k++)
                how.to[k] = got[k];
            (_i == 2 ? all.at[t]->encode16 : all.at[t]->encode24)(
                &how, EMG_LANES, frames, TABLES_MOST);
            for (int k = 0; k < EMG_LANES; k++)
                check_encoded(all.at[t], &how, k, _i, got[k], frames,
                              TABLES_MOST);
        }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, any_number_of_samples_is_encoded, 2, 4);
    tcase_add_loop_test(tests, ties_fall_as_division_lets_them, 2, 4);
}

int
main(void)
{
    return unit_main("kernel_encode", add);
}
