#include "unit.h"

#include "simulate/heart.h"

#include <math.h>

#define MS 400000
#define MOST 1000

/* The R waves of a heart, in ms. */
static int
beats(uint64_t seed, int at[MOST])
{
    emg_heart heart;
    double before = 0, now = 0;
    int n = 0;
    emg_heart_start(&heart, seed);
    for (int i = 0; i < MS; i++) {
        double next = emg_heart_at(&heart, i / 1000.0);
        if (now > 0.9 && now >= before && now > next)
            at[n++] = i - 1;
        before = now;
        now = next;
    }
    return n;
}

START_TEST(a_heart_beats_60_to_90_times_a_minute_with_three_percent_of_jitter)
{
    int at[MOST], slow = 0, fast = 0;
    for (uint64_t seed = 0; seed < 6; seed++) {
        int n = beats(seed, at);
        double mean = (double)(at[n - 1] - at[0]) / (n - 1), square = 0;
        for (int i = 1; i < n; i++)
            square += pow((at[i] - at[i - 1]) / mean - 1, 2) / (n - 1);
        ck_assert(mean > 1000 / 1.51 && mean < 1010);
        ck_assert_double_eq_tol(sqrt(square), 0.03, 0.004);
        slow += mean > 850;
        fast += mean < 800;
    }
    ck_assert(slow > 0 && fast > 0);
}
END_TEST

START_TEST(each_beat_has_its_five_waves)
{
    int at[MOST], n = beats(1, at);
    emg_heart heart;
    const int lags[] = {-200, -50, 0, 50, 300, 450};
    /* Q and S lie five widths from R, so R adds 4e-6 to them. */
    const double heights[] = {0.1, -0.1, 1, -0.2, 0.3, 0};
    ck_assert_int_gt(n, 100);
    for (int i = 1; i < 100; i++)
        for (int w = 0; w < 6; w++) {
            emg_heart_start(&heart, 1);
            double value = emg_heart_at(&heart, (at[i] + lags[w]) / 1000.0);
            ck_assert_double_eq_tol(value, heights[w], 0.005);
        }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(
        tests,
        a_heart_beats_60_to_90_times_a_minute_with_three_percent_of_jitter);
    tcase_add_test(tests, each_beat_has_its_five_waves);
}

int
main(void)
{
    return unit_main("heart", add);
}
