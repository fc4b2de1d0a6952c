#include "text_case.h"

#include <stdio.h>

START_TEST(a_rounded_text_is_the_simplest_rate_that_is_rounded_to_it)
{
    /* 0.135 s hold 170, 20, 260, 290, 300, 50 and 10 samples of the wireless
     * sensors' rates. python3 -c "from fractions import Fraction as F
     * for n in (170, 20, 260, 290, 300, 50, 10): print(F(n * 1000, 135))" */
    static const struct {
        const char *text;
        int64_t samples, seconds;
    } rows[] = {
        {"1.259259e+003", 34000, 27},
        {"1259.259", 34000, 27},
        {"148.1481", 4000, 27},
        {"1925.926", 52000, 27},
        {"2148.148", 58000, 27},
        {"2222.222", 20000, 9},
        {"370.3704", 10000, 27},
        {"74.07407", 2000, 27},
        {"1000.0000", 1000, 1},
        {"2000", 2000, 1},
        {"12.8", 64, 5},
        {"1000.00", 1000, 1},
        {"999.98", 49999, 50},
        {"0.5", 1, 2},
        {"1e3", 1000, 1},
        {"44100", 44100, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        emg_rate rate = {0};
        ck_assert(
            emg_text_rate_read(rows[i].text, strlen(rows[i].text), &rate));
        ck_assert_int_eq(rate.samples, rows[i].samples);
        ck_assert_int_eq(rate.seconds, rows[i].seconds);
    }
}
END_TEST

START_TEST(what_is_no_number_above_0_is_no_rate)
{
    static const char *const rows[] = {
        "", "0", "-5", "x", "nan", "inf", "1e300", "1e-12", "0.0000000"};
    emg_rate rate;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert(!emg_text_rate_read(rows[i], strlen(rows[i]), &rate));
    ck_assert(!emg_text_rate_of(0, &rate));
    ck_assert(emg_text_rate_of(1259.259, &rate));
    ck_assert_int_eq(rate.samples, 34000);
}
END_TEST

#define TIMES 500

/* Times that were printed with so many decimals, or digits. */
static bool
rate_of(int decimals, int digits, double rate_hz, double start_s, int n,
        emg_rate *rate)
{
    double times[TIMES], halves[TIMES];
    for (int i = 0; i < n; i++) {
        char text[64];
        emg_cell_number number;
        snprintf(text, sizeof text, "%.*g", digits, start_s + i / rate_hz);
        if (decimals >= 0)
            snprintf(text, sizeof text, "%.*f", decimals,
                     start_s + i / rate_hz);
        emg_text_cell cell = text_cell(text);
        emg_text_cell_read(&cell, false, &number);
        times[i] = number.value;
        halves[i] = emg_text_half(number.ten);
    }
    return emg_text_rate_of_times(times, halves, n, rate, NULL);
}

START_TEST(printed_times_give_the_rate_that_made_them)
{
    static const struct {
        int decimals, digits;
        double rate_hz, start_s;
        int n;
        int64_t samples, seconds;
    } rows[] = {
        {3, 1, 1000, 0, TIMES, 1000, 1},
        {3, 1, 1000, 0.014, 5, 1000, 1},
        {4, 1, 2000, 0.0005, TIMES, 2000, 1},
        {-1, 7, 34000 / 27.0, 0, TIMES, 34000, 27},
        {-1, 17, 34000 / 27.0, 0, TIMES, 34000, 27},
        {6, 1, 2048, 1000, TIMES, 2048, 1},
        {-1, 17, 12.5, 0, 3, 25, 2},
        {-1, 6, 1, 0, TIMES, 1, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        emg_rate rate = {0};
        ck_assert(rate_of(rows[i].decimals, rows[i].digits, rows[i].rate_hz,
                          rows[i].start_s, rows[i].n, &rate));
        ck_assert_int_eq(rate.samples, rows[i].samples);
        ck_assert_int_eq(rate.seconds, rows[i].seconds);
    }
}
END_TEST

START_TEST(a_gap_is_not_counted_and_what_stands_still_gives_none)
{
    double times[] = {0, 0.5, 1, 1.5, 9, 9.5}, still[] = {1, 1, 1, 1};
    double halves[6] = {0.05, 0.05, 0.05, 0.05, 0.05, 0.05};
    emg_rate rate;
    ck_assert(emg_text_rate_of_times(times, halves, 6, &rate, NULL));
    ck_assert_int_eq(rate.samples, 2);
    ck_assert_int_eq(rate.seconds, 1);
    ck_assert(!emg_text_rate_of_times(still, halves, 4, &rate, NULL));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   a_rounded_text_is_the_simplest_rate_that_is_rounded_to_it);
    tcase_add_test(tests, what_is_no_number_above_0_is_no_rate);
    tcase_add_test(tests, printed_times_give_the_rate_that_made_them);
    tcase_add_test(tests,
                   a_gap_is_not_counted_and_what_stands_still_gives_none);
}

int
main(void)
{
    return unit_main("text rate", add);
}
