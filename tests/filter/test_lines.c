#include "filter/lines.h"

#include "stage.h"
#include "trace.h"
#include "unit.h"

#include "base/memory.h"

#include <math.h>

static const emg_lines hum = {1, {{50, 20, 1}}};

/* Marks and lists live as long as the test. */
static emg_marks marks;
static emg_lines lists[17];

static emg_status
build(emg_chain *chain, const void *settings, emg_error *error)
{
    const emg_format *in = emg_chain_format(chain);
    (void)settings;
    return emg_chain_add(chain, emg_lines_create(in, lists, &marks, error),
                         error);
}

START_TEST(it_is_a_stage_like_any_other)
{
    for (int c = 0; c < 17; c++)
        lists[c] = hum;
    emg_marks_init(&marks, 17, 10, 10000, NULL);
    stage_asks("lines", build, NULL, 1000, 4000);
    emg_marks_clear(&marks);
}
END_TEST

START_TEST(hum_is_gone_and_a_last_part_passes)
{
    static double x[8005];
    emg_chain *chain = trace_chain(1000);
    lists[0] = hum;
    emg_marks_init(&marks, 1, 10, 10000, NULL);
    for (int i = 0; i < 8005; i++)
        x[i] = sin(2 * M_PI * 0.05 * i);
    build(chain, NULL, NULL);
    trace_run(chain, x, 8005);
    for (int i = 0; i < 8000; i++)
        ck_assert_double_eq_tol(x[i], 0, 0.02);
    for (int i = 8000; i < 8005; i++)
        ck_assert_double_eq_tol(x[i], sin(2 * M_PI * 0.05 * i), 1e-12);
    emg_marks_clear(&marks);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, it_is_a_stage_like_any_other);
    tcase_add_test(tests, hum_is_gone_and_a_last_part_passes);
}

int
main(void)
{
    return unit_main("lines", add);
}
