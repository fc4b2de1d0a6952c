/* Codes of two and three bytes against plain arithmetic. */
#include "tables.h"
#include "unit.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static emg_decode
random_decode(void)
{
    emg_decode how = {0};
    for (int k = 0; k < EMG_LANES; k++) {
        how.physical_min.v[k] = 1000 * tables_value();
        how.digital_min.v[k] = k == 3 ? -8388608 : -32768;
        how.gain.v[k] = tables_value();
    }
    return how;
}

static void
run_decode(const emg_kernels_table *table, int bytes, const emg_decode *how,
           emg_lanes *frames, int n)
{
    if (bytes == 2)
        table->decode16(how, frames, n);
    else
        table->decode24(how, frames, n);
}

static void
check_decoded(const emg_decode *how, int bytes, const emg_lanes *frames, int n,
              const char *name)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++) {
            int32_t code = tables_code(how->from[k] + bytes * i, bytes);
            double wanted = how->physical_min.v[k] +
                            (code - how->digital_min.v[k]) * how->gain.v[k];
            ck_assert_msg(memcmp(&wanted, &frames[i].v[k], sizeof wanted) == 0,
                          "table %s: code %d of %d bytes is %.17g", name, code,
                          bytes, frames[i].v[k]);
        }
}

/* Each lane begins at another place of exactly that many bytes. */
static void
check_decode(const emg_kernels_table *table, int bytes, int n)
{
    emg_decode how = random_decode();
    emg_lanes *frames = emg_new((size_t)n + 1, sizeof *frames, NULL);
    uint8_t *digital[EMG_LANES];
    for (int k = 0; k < EMG_LANES; k++) {
        digital[k] = malloc((size_t)(bytes * n));
        for (int i = 0; i < bytes * n; i++)
            digital[k][i] = (uint8_t)tables_bits();
        how.from[k] = digital[k];
    }
    frames[n].v[0] = 77;
    run_decode(table, bytes, &how, frames, n);
    check_decoded(&how, bytes, frames, n, table->name);
    ck_assert_double_eq(frames[n].v[0], 77);
    for (int k = 0; k < EMG_LANES; k++)
        free(digital[k]);
    emg_free(frames);
}

START_TEST(any_number_of_digital_samples_is_decoded)
{
    tables all = tables_find();
    for (int t = 0; t < all.n; t++)
        for (int n = 1; n <= TABLES_MOST; n++)
            check_decode(all.at[t], _i, n);
}
END_TEST

/* All codes, or every 251st of 24 bits with both ends, in each lane another
 * way round. */
static void
check_codes(const emg_kernels_table *table, int bytes, const int32_t *codes,
            int n)
{
    emg_decode how = random_decode();
    emg_lanes *frames = emg_new((size_t)n, sizeof *frames, NULL);
    uint8_t *digital = malloc((size_t)EMG_LANES * (size_t)(bytes * n));
    for (int k = 0; k < EMG_LANES; k++) {
        uint8_t *lane = digital + (size_t)k * (size_t)(bytes * n);
        how.from[k] = lane;
        for (int i = 0; i < n; i++)
            for (int b = 0; b < bytes; b++)
                lane[bytes * i + b] =
                    (uint8_t)((uint32_t)codes[(i + 1001 * k) % n] >> 8 * b);
    }
    run_decode(table, bytes, &how, frames, n);
    check_decoded(&how, bytes, frames, n, table->name);
    for (int i = 0; i < n; i++)
        ck_assert_double_eq(frames[i].v[0],
                            how.physical_min.v[0] +
                                (codes[i] - how.digital_min.v[0]) *
                                    how.gain.v[0]);
    free(digital);
    emg_free(frames);
}

START_TEST(all_65536_codes_of_16_bits_are_decoded)
{
    static int32_t codes[65536];
    for (int i = 0; i < 65536; i++)
        codes[i] = i - 32768;
    tables all = tables_find();
    for (int t = 0; t < all.n; t++)
        check_codes(all.at[t], 2, codes, 65536);
}
END_TEST

START_TEST(codes_of_24_bits_are_decoded_from_end_to_end)
{
    static int32_t codes[70000] = {
        -8388608, -8388607, -65537, -65536, -32769, -256,    -1,     0,
        1,        255,      256,    32768,  65535,  8388606, 8388607};
    int n = 15;
    for (int32_t code = -8388608; code <= 8388607; code += 251)
        codes[n++] = code;
    tables all = tables_find();
    for (int t = 0; t < all.n; t++)
        check_codes(all.at[t], 3, codes, n);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, any_number_of_digital_samples_is_decoded, 2, 4);
    tcase_add_test(tests, all_65536_codes_of_16_bits_are_decoded);
    tcase_add_test(tests, codes_of_24_bits_are_decoded_from_end_to_end);
}

int
main(void)
{
    return unit_main("kernel_decode", add);
}
