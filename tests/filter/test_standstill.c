#include "filter/standstill.h"

#include "trace.h"
#include "unit.h"

#include <math.h>

#define RATE 1000
#define FRAMES 4000

static double x[FRAMES], y[FRAMES];
static emg_marks marks;

static void
bridge(void)
{
    emg_chain *chain = trace_chain(RATE);
    emg_marks_init(&marks, 1, 10, FRAMES, NULL);
    for (int i = 0; i < FRAMES; i++)
        y[i] = x[i];
    emg_chain_add(chain,
                  emg_standstill_create(emg_chain_format(chain), &marks, NULL),
                  NULL);
    trace_run(chain, y, FRAMES);
}

START_TEST(a_signal_passes_as_it_is)
{
    trace_noise(x, FRAMES, 1);
    for (int i = 2000; i < 2014; i++)
        x[i] = 7; /* one sample less than a run */
    bridge();
    for (int i = 0; i < FRAMES; i++)
        ck_assert_double_eq(y[i], x[i]);
    ck_assert(!marks.any);
    emg_marks_clear(&marks);
}
END_TEST

/* An electrode on an offset of 1000 uV falls off for 100 ms. */
START_TEST(a_run_is_bridged_without_a_step)
{
    trace_noise(x, FRAMES, 2);
    for (int i = 0; i < FRAMES; i++)
        x[i] = i >= 2000 && i < 2100 ? 0 : 1000 + x[i];
    bridge();
    for (int i = 2000; i < 2100; i++)
        ck_assert_double_eq(y[i], y[1999]);
    for (int i = 1; i < FRAMES; i++)
        ck_assert_double_lt(fabs(y[i] - y[i - 1]), 8);
    ck_assert_double_eq_tol(y[3000], x[3000], 1e-6);
    for (int64_t chunk = 0; chunk < FRAMES / 10; chunk++)
        ck_assert_int_eq(emg_marks_at(&marks, 0, chunk),
                         chunk >= 198 && chunk <= 211);
    emg_marks_clear(&marks);
}
END_TEST

START_TEST(all_of_it_may_stand_still)
{
    for (int i = 0; i < FRAMES; i++)
        x[i] = 5;
    bridge();
    for (int i = 0; i < FRAMES; i++)
        ck_assert_double_eq(y[i], 5);
    ck_assert(emg_marks_at(&marks, 0, 0));
    ck_assert(emg_marks_at(&marks, 0, FRAMES / 10 - 1));
    emg_marks_clear(&marks);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_signal_passes_as_it_is);
    tcase_add_test(tests, a_run_is_bridged_without_a_step);
    tcase_add_test(tests, all_of_it_may_stand_still);
}

int
main(void)
{
    return unit_main("standstill", add);
}
