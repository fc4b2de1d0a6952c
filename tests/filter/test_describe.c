#include "filter/describe.h"

#include "unit.h"

#include <string.h>

static const char *
described(const emg_filter *filters, int n, int taps, const char *before)
{
    static emg_channel channel;
    emg_stage stage = {.out = {.n_channels = 1, .channels = &channel}};
    channel =
        (emg_channel){.rectified = true, .step = 1, .scale = {.bytes = 2}};
    strcpy(channel.prefilter, before);
    emg_describe(&stage, filters, n, taps);
    ck_assert(!channel.rectified && channel.step == 0);
    ck_assert_int_eq(channel.scale.bytes, 0);
    return channel.prefilter;
}

START_TEST(each_kind_has_its_words)
{
    static const emg_filter all[] = {
        {.kind = EMG_NOTCH, .low_hz = 50},
        {.kind = EMG_HIGH_PASS, .low_hz = 20},
        {.kind = EMG_BAND_STOP, .low_hz = 45, .high_hz = 55.5},
    };
    static const emg_filter others[] = {
        {.kind = EMG_COMB, .low_hz = 60},
        {.kind = EMG_BAND_PASS,
         .low_hz = 20,
         .high_hz = 450,
         .design = EMG_CHEBYSHEV_2},
        {.kind = EMG_LOW_PASS, .high_hz = 6, .design = EMG_BESSEL},
    };
    ck_assert_str_eq(described(all, 3, 0, ""),
                     "N:50Hz HP:20Hz BS:45Hz to:55.5Hz");
    ck_assert_str_eq(described(others, 3, 0, "DC"),
                     "DC COMB:60Hz Chebyshev2 HP:20Hz LP:450Hz Bessel LP:6Hz");
    ck_assert_str_eq(described(all + 1, 1, 301, ""), "FIR301 HP:20Hz");
}
END_TEST

START_TEST(a_word_that_does_not_fit_is_left_out)
{
    char full[81];
    memset(full, 'x', 75);
    full[75] = 0;
    const emg_filter high = {.kind = EMG_HIGH_PASS, .low_hz = 20};
    ck_assert_str_eq(described(&high, 1, 0, full), full);
    full[72] = 0;
    ck_assert_int_eq((int)strlen(described(&high, 1, 0, full)), 80);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_kind_has_its_words);
    tcase_add_test(tests, a_word_that_does_not_fit_is_left_out);
}

int
main(void)
{
    return unit_main("describe", add);
}
