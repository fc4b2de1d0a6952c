#include "unit.h"

#include "analysis/coscalogram.h"
#include "memory.h"

#include <math.h>
#include <string.h>

#define RATE 1000
#define N 40000

static emg_coscalogram_work work;
static emg_coscalogram pair;
static double a[N], b[N];
static uint8_t shared[N], out[N];
static emg_voices all;
static int64_t next;

static emg_status
note(void *to, const emg_coscalogram_part *part)
{
    (void)to;
    ck_assert_int_eq(part->first, next);
    for (int i = 0; i < part->n; i++) {
        shared[part->first + i] = part->voices[i] != 0;
        out[part->first + i] = part->hidden[i];
        all |= part->voices[i];
    }
    next += part->n;
    return EMG_OK;
}

/* Both passes over n frames, of which [from, to) are hidden. */
static void
look(int n, int from, int to)
{
    all = 0;
    pair.threshold = pair.peak = 0;
    for (int pass = 0; pass < 2; pass++) {
        next = 0;
        emg_coscalogram_begin(&pair, 0);
        for (int i = 0; i < n; i++)
            emg_coscalogram_add(&pair, a[i], b[i], i >= from && i < to, note,
                                NULL);
        emg_coscalogram_end(&pair, note, NULL);
        ck_assert_int_eq(next, n);
        pair.threshold = 0.01 * pair.peak;
    }
}

static void
setup(void)
{
    ck_assert_int_eq(emg_coscalogram_work_init(&work, RATE, 20, 450, NULL),
                     EMG_OK);
    ck_assert_int_eq(emg_coscalogram_init(&pair, &work, NULL), EMG_OK);
    memset(a, 0, sizeof a);
    memset(b, 0, sizeof b);
}

static void
teardown(void)
{
    emg_coscalogram_clear(&pair);
    emg_coscalogram_work_clear(&work);
}

static void
tone(double *to, double hz, int from, int end)
{
    for (int i = from; i < end; i++)
        to[i] += sin(2 * M_PI * hz * i / RATE);
}

/* A tone that begins is exp(-t^2 / 2 s^2) smoothed, s = 6 / (2 pi 80) = 11.9
 * ms: its magnitude is Phi(t / s), the product of two such is 1 % of the peak
 * at Phi = 0.1, 1.28 s = 15.3 ms before. At its edges other voices are as
 * broad, so that the support is a few ms longer. In the middle it is 1 % where
 * exp(-(f / 80 - 1)^2 36) = 0.01 for the product, f = 51.4 and 108.6 Hz. The
 * last lies across the ends of stretches. */
START_TEST(of_equal_tones_the_time_and_the_band_are_known)
{
    static const int starts[] = {1000, 8000, 30000};
    setup();
    for (int s = 0; s < 3; s++) {
        memset(a, 0, sizeof a);
        memset(b, 0, sizeof b);
        int from = starts[s], end = from + 4000, first = -1, last = -1, n = 0;
        tone(a, 80, from, end);
        tone(b, 80, from - 500, end);
        look(N, 0, 0);
        for (int i = 0; i < N; i++) {
            if (shared[i] && first < 0)
                first = i;
            last = shared[i] ? i : last;
            n += shared[i];
        }
        ck_assert_int_eq(n, last - first + 1);
        ck_assert_int_lt(from - first, 60);
        ck_assert_int_gt(from - first, 14);
        ck_assert_int_lt(last - end, 60);
        ck_assert_double_eq_tol(pair.peak, 1, 0.1);
        emg_voices middle = 0;
        pair.threshold = 0.01;
        for (int v = 0; v < work.morlet.n_voices; v++) {
            double hz = emg_morlet_hz(&work.morlet, v);
            if (hz > 51.4 && hz < 108.6)
                middle |= (emg_voices)1 << v;
        }
        ck_assert((all & middle) == middle);
    }
    teardown();
}
END_TEST

START_TEST(tones_of_other_times_or_frequencies_share_nothing)
{
    setup();
    tone(a, 80, 1000, 3000);
    tone(a, 40, 6000, 8000);
    tone(b, 80, 1000, 1300);
    tone(b, 160, 6000, 8000);
    look(12000, 0, 0);
    ck_assert(shared[1150]);
    for (int i = 1500; i < 12000; i++)
        if (i < 5900 || (i > 6100 && i < 7900) || i > 8100)
            ck_assert(!shared[i]);
    teardown();
}
END_TEST

START_TEST(what_is_hidden_is_nothing)
{
    setup();
    tone(a, 100, 2000, 4000);
    tone(b, 100, 2000, 4000);
    for (int i = 2500; i < 2600; i++)
        a[i] = b[i] = 1e6;
    look(6000, 2500, 2600);
    ck_assert_double_lt(pair.peak, 2);
    for (int i = 2500; i < 2600; i++)
        ck_assert(out[i] && !shared[i]);
    ck_assert(shared[2200] && shared[3500] && !shared[5000]);
    teardown();
}
END_TEST

START_TEST(segments_of_any_length_come_out_whole)
{
    static const int lengths[] = {1, 2, 286, 287, 288, 7000, 8191, 8192, 8193};
    setup();
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        look(lengths[i], 0, 0);
    look(0, 0, 0);
    teardown();
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    bool failed = true;
    for (int64_t n = 1; failed; n++) {
        memory_refuse(n);
        emg_status status =
            emg_coscalogram_work_init(&work, RATE, 20, 450, NULL);
        if (!status)
            status = emg_coscalogram_init(&pair, &work, NULL);
        failed = memory_refused();
        memory_refuse(0);
        ck_assert_int_eq(status, failed ? EMG_NO_MEMORY : EMG_OK);
        emg_coscalogram_clear(&pair);
        emg_coscalogram_work_clear(&work);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, of_equal_tones_the_time_and_the_band_are_known);
    tcase_add_test(tests, tones_of_other_times_or_frequencies_share_nothing);
    tcase_add_test(tests, what_is_hidden_is_nothing);
    tcase_add_test(tests, segments_of_any_length_come_out_whole);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("coscalogram", add);
}
