#include "recorded.h"
#include "toys.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N 8000

typedef struct
try {
    double *samples[2];
    toy_sink kept;
    emg_cleaned rows[2];
}
try;

/* The first channel saturates for `length` samples from 4000 on. */
static void
run(try *t, int length)
{
    recorded from;
    size_t n = 0;
    for (int c = 0; c < 2; c++) {
        t->samples[c] = calloc(N, sizeof(double));
        trace_noise(t->samples[c], N, 1 + (uint64_t)c);
    }
    for (int i = 0; i < length; i++)
        t->samples[0][4000 + i] = 9;
    recorded_init(&from, RATE, 2, (const double *const *)t->samples, N);
    emg_source *source =
        emg_clean_create(&from.source, &(emg_cleaning){.missing = true}, NULL);
    toy_sink_init(&t->kept, 0);
    ck_assert_int_eq(emg_run(source, NULL, &t->kept.sink, 0, NULL), EMG_OK);
    const emg_cleaned *rows = emg_clean_report(source, &n, NULL);
    ck_assert_uint_eq(n, 2);
    t->rows[0] = rows[0];
    t->rows[1] = rows[1];
    emg_source_destroy(source);
    recorded_clear(&from);
}

static void
end(try *t)
{
    toy_sink_clear(&t->kept);
    free(t->samples[0]);
    free(t->samples[1]);
}

START_TEST(ten_milliseconds_are_bridged)
{
    try t;
    run(&t, 10);
    ck_assert_str_eq(t.rows[0].step, "missing");
    ck_assert_int_eq(t.rows[0].state, EMG_CLEANED);
    ck_assert_int_eq(t.rows[0].found, 1);
    ck_assert_int_eq(t.rows[0].changed, 10);
    const double *x = t.samples[0];
    double m0 = (x[3998] + x[3999]) / 2, m1 = (x[4010] + x[4011]) / 2;
    for (int i = 0; i < 10; i++)
        ck_assert_double_eq_tol(t.kept.frames[4000 + i].first,
                                m0 + (m1 - m0) * (i + 1) / 11, 1e-12);
    ck_assert_int_eq(t.rows[1].state, EMG_CLEANED_NOT_NEEDED);
    ck_assert_int_eq(t.rows[1].changed, 0);
    end(&t);
}
END_TEST

START_TEST(longer_ones_stay_and_are_told_of)
{
    try t;
    run(&t, 11);
    ck_assert_int_eq(t.rows[0].state, EMG_CLEANED_IN_PART);
    ck_assert_int_eq(t.rows[0].found, 0);
    ck_assert_int_eq(t.rows[0].changed, 0);
    ck_assert_double_eq(t.kept.frames[4005].first, 9);
    end(&t);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, ten_milliseconds_are_bridged);
    tcase_add_test(tests, longer_ones_stay_and_are_told_of);
}

int
main(void)
{
    return unit_main("clean missing", add);
}
