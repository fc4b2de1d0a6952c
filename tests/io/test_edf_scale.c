#include "unit.h"

#include "io/edf_write.h"

#include <math.h>
#include <string.h>

static emg_channel
digital(double low, double high, double lowest, double highest, int bytes)
{
    emg_channel channel = {.scale = {.physical_min = low,
                                     .physical_max = high,
                                     .digital_min = lowest,
                                     .digital_max = highest,
                                     .bytes = bytes}};
    return channel;
}

/* What a reader makes of a code: the formula of the format's guidelines. */
static double
decode(const emg_channel *channel, double code)
{
    const emg_scale *s = &channel->scale;
    double gain =
        (s->physical_max - s->physical_min) / (s->digital_max - s->digital_min);
    return s->physical_min + (code - s->digital_min) * gain;
}

/* The codes of n samples, in the fifth lane; returns how many lay outside. */
static int64_t
quantise(const emg_edf_scale *scale, int width, const double *samples, int n,
         int32_t *codes)
{
    enum { LANE = 4, MOST = 4096 };
    static emg_lanes frames[MOST];
    static uint8_t bytes[EMG_LANES][3 * MOST];
    emg_encode how = {.to = {bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]}};
    for (int k = 0; k < EMG_LANES; k++)
        how.gain.v[k] = 1;
    how.physical_min.v[LANE] = scale->physical_min;
    how.digital_min.v[LANE] = scale->digital_min;
    how.gain.v[LANE] = scale->gain;
    how.lowest.v[LANE] = scale->lowest;
    how.highest.v[LANE] = scale->highest;
    for (int i = 0; i < n; i++)
        frames[i].v[LANE] = samples[i];
    if (width == 2)
        emg_kernels()->encode16(&how, LANE + 1, frames, n);
    else
        emg_kernels()->encode24(&how, LANE + 1, frames, n);
    for (int i = 0; i < n; i++) {
        const uint8_t *at = bytes[LANE] + width * i;
        codes[i] = width == 2 ? (int16_t)(at[0] | at[1] << 8)
                              : (at[0] | at[1] << 8 | (int8_t)at[2] * 65536);
    }
    return (int64_t)how.outside.v[LANE];
}

/* How many codes of a range come back as others. */
static int64_t
count_changed(const emg_channel *channel, int width, int64_t from, int64_t to)
{
    enum { N = 4096 };
    double samples[N];
    int32_t codes[N];
    emg_edf_scale scale;
    int64_t changed = 0;
    emg_edf_scale_choose(&scale, channel, width);
    for (int64_t first = from; first <= to; first += N) {
        int n = to - first + 1 < N ? (int)(to - first + 1) : N;
        for (int i = 0; i < n; i++)
            samples[i] = decode(channel, (double)(first + i));
        changed += quantise(&scale, width, samples, n, codes);
        for (int i = 0; i < n; i++)
            changed += codes[i] != first + i;
    }
    return changed;
}

START_TEST(all_16_bit_codes_come_back_in_100_ranges)
{
    uint64_t state = 88172645463325252u;
    for (int i = 0; i < 100; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        /* 7 digits at most, as a field holds; some upside down */
        double low = (double)(int64_t)(state % 1999999) / 1000 - 1000;
        double high = low + (double)(1 + state / 1999999 % 99999) / 100;
        emg_channel channel = i % 7 == 0 ? digital(high, low, -32768, 32767, 2)
                                         : digital(low, high, -32768, 32767, 2);
        ck_assert_int_eq(count_changed(&channel, 2, -32768, 32767), 0);
        ck_assert_int_eq(count_changed(&channel, 3, -32768, 32767), 0);
    }
}
END_TEST

START_TEST(all_24_bit_codes_come_back)
{
    emg_channel channel = digital(-262144, 262143, -8388608, 8388607, 3);
    ck_assert_int_eq(count_changed(&channel, 3, -8388608, 8388607), 0);
    channel = digital(-1.234567, 1000.125, -8388608, 8388607, 3);
    ck_assert_int_eq(count_changed(&channel, 3, -8388608, 8388607), 0);
}
END_TEST

START_TEST(codes_outside_the_digital_range_are_kept)
{
    /* a 12-bit device in 16 bits: some files say -2048 and hold more */
    emg_channel channel = digital(-5, 5, -2048, 2047, 2);
    ck_assert_int_eq(count_changed(&channel, 2, -32768, 32767), 0);
}
END_TEST

START_TEST(texts_of_the_file_are_kept)
{
    emg_edf_scale scale;
    emg_channel channel = digital(-3276.8, 3276.7, -32768, 32767, 2);
    strcpy(channel.scale.text[0], "-3276.80");
    strcpy(channel.scale.text[1], "3.2767E3");
    strcpy(channel.scale.text[2], "-32768.");
    strcpy(channel.scale.text[3], "99"); /* not what the number says */
    emg_edf_scale_choose(&scale, &channel, 2);
    ck_assert_str_eq(scale.text[0], "-3276.80");
    ck_assert_str_eq(scale.text[1], "3.2767E3");
    ck_assert_str_eq(scale.text[2], "-32768.");
    ck_assert_str_eq(scale.text[3], "32767");
}
END_TEST

START_TEST(codes_of_24_bits_that_use_16_come_back_to_16)
{
    emg_channel channel = digital(-3276.8, 3276.7, -32768, 32767, 3);
    ck_assert_int_eq(count_changed(&channel, 2, -32768, 32767), 0);
}
END_TEST

static void
check_texts(const emg_channel *channel, int width, const char *reach,
            const char *codes)
{
    emg_edf_scale scale;
    emg_edf_scale_choose(&scale, channel, width);
    ck_assert_int_eq(scale.text[0][0], '-');
    ck_assert_str_eq(scale.text[0] + 1, reach);
    ck_assert_str_eq(scale.text[1], reach);
    ck_assert_int_eq(scale.text[2][0], '-');
    ck_assert_str_eq(scale.text[2] + 1, codes);
    ck_assert_str_eq(scale.text[3], codes);
}

START_TEST(treated_channels_get_an_exact_wider_step)
{
    /* 1.25 x 3276.8 = 4096 <= 32000 x 0.13; 2 x 3276.8 <= 8e6 x 0.00082 */
    emg_channel channel = digital(-3276.8, 3276.7, -32768, 32767, 0);
    check_texts(&channel, 2, "4160", "32000");
    check_texts(&channel, 3, "6560", "8000000");
    /* 24 bits in 16: no wider than it was; 262144 <= 32000 x 8.2 */
    channel = digital(-262144, 262143, -8388608, 8388607, 3);
    check_texts(&channel, 2, "262400", "32000");
}
END_TEST

START_TEST(channels_of_unknown_range_get_the_step_of_their_unit)
{
    emg_channel channel = {0};
    emg_channel_set_unit(&channel, "uV");
    check_texts(&channel, 2, "3200", "32000");
    check_texts(&channel, 3, "80000", "8000000");
    emg_channel_set_unit(&channel, "mV");
    check_texts(&channel, 2, "3.2", "32000");
    check_texts(&channel, 3, "80", "8000000");
    emg_channel_set_unit(&channel, "V");
    check_texts(&channel, 2, "0.0032", "32000");
    emg_channel_set_unit(&channel, "%");
    check_texts(&channel, 3, "80000", "8000000");
    channel.step = 1;
    check_texts(&channel, 2, "32000", "32000");
}
END_TEST

START_TEST(halves_are_rounded_to_even_and_the_rest_saturates)
{
    emg_edf_scale scale = {.gain = 1, .lowest = -32768, .highest = 32767};
    const double samples[] = {0.5,      1.5,     -0.5,    -1.5,
                              2.5,      32767.4, 32767.6, -32768.5,
                              -32768.6, 1e300,   -1e300,  32766.5};
    const int32_t wanted[] = {0,     2,      0,      -2,    2,      32767,
                              32767, -32768, -32768, 32767, -32768, 32766};
    int32_t codes[12];
    for (int width = 2; width <= 3; width++) {
        ck_assert_int_eq(quantise(&scale, width, samples, 12, codes), 4);
        for (int i = 0; i < 12; i++)
            ck_assert_int_eq(codes[i], wanted[i]);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, all_16_bit_codes_come_back_in_100_ranges);
    tcase_add_test(tests, all_24_bit_codes_come_back);
    tcase_add_test(tests, codes_outside_the_digital_range_are_kept);
    tcase_add_test(tests, texts_of_the_file_are_kept);
    tcase_add_test(tests, codes_of_24_bits_that_use_16_come_back_to_16);
    tcase_add_test(tests, treated_channels_get_an_exact_wider_step);
    tcase_add_test(tests, channels_of_unknown_range_get_the_step_of_their_unit);
    tcase_add_test(tests, halves_are_rounded_to_even_and_the_rest_saturates);
}

int
main(void)
{
    return unit_main("edf_scale", add);
}
