#include "memory.h"
#include "stage.h"
#include "trace.h"
#include "unit.h"

#include "filter/spectral.h"
#include "filter/windowed.h"

#include <math.h>
#include <stdlib.h>

typedef struct golden_case {
    emg_line_list lines;
    double threshold;
    int64_t rate_hz;
    int n;
    int values; /* the first of them */
} golden_case;

typedef struct golden_value {
    int frame;
    double value;
} golden_value;

#include "golden/spectral.h"

static emg_stage *
stage_of(const emg_format *in, const golden_case *g, emg_error *error)
{
    const emg_line_list *lines = g->lines.n > 0 ? &g->lines : NULL;
    return g->threshold > 0 ? emg_hampel_create(in, lines, g->threshold, error)
                            : emg_interpolate_create(in, lines, error);
}

START_TEST(spectra_are_mended_as_numpy_mends_them)
{
    const golden_case *g = &golden_cases[_i];
    double *x = calloc((size_t)g->n, sizeof *x);
    emg_chain *chain = trace_chain(g->rate_hz);
    emg_stage *stage = stage_of(emg_chain_format(chain), g, NULL);
    for (int i = 0; i < g->n; i++)
        x[i] =
            trace_golden(i) + 20 * sin(2 * M_PI * 50 * i / (double)g->rate_hz);
    emg_chain_add(chain, stage, NULL);
    trace_run(chain, x, g->n);
    for (const golden_value *v = golden_values + g->values; v->frame >= 0; v++)
        ck_assert_msg(fabs(x[v->frame] - v->value) <= 1e-9,
                      "case %d, frame %d: %.17g, numpy %.17g", _i, v->frame,
                      x[v->frame], v->value);
    free(x);
}
END_TEST

START_TEST(less_than_a_second_passes_as_it_is)
{
    double x[999], y[999];
    emg_line_list lines = {1, {50}};
    emg_chain *chain = trace_chain(1000);
    trace_noise(x, 999, 1);
    for (int i = 0; i < 999; i++)
        y[i] = x[i];
    emg_chain_add(chain,
                  emg_interpolate_create(emg_chain_format(chain), &lines, NULL),
                  NULL);
    trace_run(chain, y, 999);
    for (int i = 0; i < 999; i++)
        ck_assert_double_eq(x[i], y[i]);
}
END_TEST

/* ---- the rules of stages ------------------------------------------------- */

static emg_status
build(emg_chain *chain, const void *settings, emg_error *error)
{
    const double *threshold = settings;
    const emg_format *in = emg_chain_format(chain);
    emg_line_list lists[17];
    for (int c = 0; c < 17; c++)
        lists[c] = (emg_line_list){2, {20, 40 + c}};
    return emg_chain_add(chain,
                         *threshold > 0
                             ? emg_hampel_create(in, NULL, *threshold, error)
                             : emg_interpolate_create(in, lists, error),
                         error);
}

START_TEST(mending_spectra_keeps_the_rules_of_stages)
{
    double threshold = 3 * _i;
    stage_asks(_i ? "spectral outliers" : "spectrum interpolation", build,
               &threshold, 200, 2345);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, spectra_are_mended_as_numpy_mends_them, 0,
                        sizeof golden_cases / sizeof *golden_cases);
    tcase_add_test(tests, less_than_a_second_passes_as_it_is);
    tcase_add_loop_test(tests, mending_spectra_keeps_the_rules_of_stages, 0, 2);
}

int
main(void)
{
    return unit_main("spectral", add);
}
