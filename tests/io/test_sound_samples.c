#include "unit.h"

#include "io/sound.h"

#include <math.h>

static const emg_sample_form pcm[] = {EMG_PCM_16, EMG_PCM_24, EMG_PCM_32};

/* The code of a little-endian sample. */
static int64_t
code_of(const uint8_t *bytes, int width)
{
    uint64_t code = 0;
    for (int i = width; i > 0; i--)
        code = code << 8 | bytes[i - 1];
    return (int64_t)(code << (64 - 8 * width)) >> (64 - 8 * width);
}

static emg_channel
digital(int bits, double step)
{
    double codes = ldexp(1, bits - 1);
    emg_channel channel = {.step = step, .to_uv = 1};
    channel.scale = (emg_scale){.physical_min = -codes * step,
                                .physical_max = (codes - 1) * step,
                                .digital_min = -codes,
                                .digital_max = codes - 1,
                                .bytes = bits / 8};
    return channel;
}

START_TEST(all_codes_of_16_bits_stay_what_they_are)
{
    emg_channel channel = digital(16, 0.1);
    for (size_t f = 0; f < 3; f++) {
        uint8_t bytes[8];
        double full_scale = emg_sound_full_scale(&channel, pcm[f]);
        int width = emg_sound_width(pcm[f]);
        ck_assert_double_eq_tol(full_scale, 0.1 * ldexp(1, 8 * width - 1),
                                1e-9 * full_scale);
        for (int code = -32768; code < 32768; code++) {
            ck_assert(
                emg_sound_put(bytes, code * 0.1, full_scale, pcm[f], false));
            ck_assert_int_eq(code_of(bytes, width), code);
        }
    }
}
END_TEST

START_TEST(wider_codes_are_scaled_to_the_range)
{
    emg_channel channel = digital(24, 1.0 / 32);
    ck_assert_double_eq(emg_sound_full_scale(&channel, EMG_PCM_16), 262144);
    ck_assert_double_eq(emg_sound_full_scale(&channel, EMG_PCM_24), 262144);
    channel.scale.physical_min += 5; /* code 0 is no longer 0 */
    channel.scale.physical_max += 5;
    ck_assert_double_eq(emg_sound_full_scale(&channel, EMG_PCM_24), 524288);
}
END_TEST

START_TEST(floats_are_divided_by_a_power_of_two)
{
    emg_channel channel = digital(16, 0.1);
    uint8_t bytes[8];
    double back;
    ck_assert_double_eq(emg_sound_full_scale(&channel, EMG_FLOAT_64), 4096);
    for (int i = 0; i < 1000; i++) {
        double value = sin(i) * 3000;
        ck_assert(emg_sound_put(bytes, value, 4096, EMG_FLOAT_64, false));
        memcpy(&back, bytes, 8);
        ck_assert_double_eq(back * 4096, value);
    }
}
END_TEST

START_TEST(unknown_ranges_have_a_rule)
{
    emg_channel millivolts = {.to_uv = 1000};
    emg_channel none = {.to_uv = 0};
    ck_assert_double_eq(emg_sound_full_scale(&millivolts, EMG_FLOAT_32), 8);
    ck_assert_double_eq(emg_sound_full_scale(&none, EMG_PCM_24), 1);
}
END_TEST

START_TEST(halves_go_to_the_even_code)
{
    static const struct {
        double value;
        int64_t code;
    } cases[] = {{0.5, 0},   {1.5, 2},   {2.5, 2},  {-0.5, 0},
                 {-1.5, -2}, {-2.5, -2}, {2.51, 3}, {-3.49, -3}};
    uint8_t bytes[8];
    for (size_t f = 0; f < 3; f++) {
        int width = emg_sound_width(pcm[f]);
        double full_scale = ldexp(1, 8 * width - 1);
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            ck_assert(emg_sound_put(bytes, cases[i].value, full_scale, pcm[f],
                                    false));
            ck_assert_int_eq(code_of(bytes, width), cases[i].code);
        }
    }
}
END_TEST

START_TEST(what_lies_outside_is_saturated_and_told)
{
    uint8_t bytes[8];
    for (size_t f = 0; f < 3; f++) {
        int width = emg_sound_width(pcm[f]);
        int64_t most = ((int64_t)1 << (8 * width - 1)) - 1;
        ck_assert(!emg_sound_put(bytes, 1, 1, pcm[f], false));
        ck_assert_int_eq(code_of(bytes, width), most);
        ck_assert(!emg_sound_put(bytes, INFINITY, 1, pcm[f], false));
        ck_assert_int_eq(code_of(bytes, width), most);
        ck_assert(!emg_sound_put(bytes, -1e300, 1, pcm[f], false));
        ck_assert_int_eq(code_of(bytes, width), -most - 1);
        ck_assert(emg_sound_put(bytes, -1, 1, pcm[f], false));
        ck_assert_int_eq(code_of(bytes, width), -most - 1);
        ck_assert(!emg_sound_put(bytes, NAN, 1, pcm[f], false));
        ck_assert_int_eq(code_of(bytes, width), 0);
    }
}
END_TEST

START_TEST(big_endian_begins_with_the_high_byte)
{
    uint8_t bytes[8];
    emg_sound_put(bytes, 0x010203, 8388608, EMG_PCM_24, true);
    ck_assert_mem_eq(bytes, "\x01\x02\x03", 3);
    emg_sound_put(bytes, 1, 1, EMG_FLOAT_32, true);
    ck_assert_mem_eq(bytes, "\x3F\x80\0\0", 4);
    emg_sound_put(bytes, -2, 1, EMG_FLOAT_64, true);
    ck_assert_mem_eq(bytes, "\xC0\0\0\0\0\0\0\0", 8);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, all_codes_of_16_bits_stay_what_they_are);
    tcase_add_test(tests, wider_codes_are_scaled_to_the_range);
    tcase_add_test(tests, floats_are_divided_by_a_power_of_two);
    tcase_add_test(tests, unknown_ranges_have_a_rule);
    tcase_add_test(tests, halves_go_to_the_even_code);
    tcase_add_test(tests, what_lies_outside_is_saturated_and_told);
    tcase_add_test(tests, big_endian_begins_with_the_high_byte);
}

int
main(void)
{
    return unit_main("sound_samples", add);
}
