#include "stage.h"
#include "trace.h"
#include "unit.h"

#include "base/memory.h"
#include "filter/windowed.h"

#include <math.h>

#define BEFORE 5
#define AFTER 3

/* Sums of the frames from BEFORE before to AFTER after each: whole numbers, so
 * that what a window is shown too much or too little is seen at once. */
static int64_t
sum(const void *worker, const emg_window *window)
{
    (void)worker;
    double *x = window->samples, *y = window->scratch;
    for (int i = 0; i < window->n; i++) {
        int from = i > BEFORE ? i - BEFORE : 0;
        int to = i + AFTER < window->n ? i + AFTER : window->n - 1;
        y[i] = 0;
        for (int j = from; j <= to; j++)
            y[i] += floor(x[j]);
    }
    for (int i = 0; i < window->n; i++)
        x[i] = y[i];
    return window->to - window->from;
}

/* Where the window begins and how long it is. */
static int64_t
place(const void *worker, const emg_window *window)
{
    (void)worker;
    for (int i = 0; i < window->n; i++)
        window->samples[i] = (double)(window->first * 1000 + window->n);
    return 1;
}

static emg_stage *
stage_of(const emg_format *in, int step,
         int64_t (*work)(const void *, const emg_window *), emg_error *error)
{
    const emg_windows windows = {.name = "test",
                                 .step = step,
                                 .before = BEFORE,
                                 .after = AFTER,
                                 .scratch = (size_t)(BEFORE + step + AFTER),
                                 .work = work,
                                 .destroy = emg_free};
    return emg_windowed_create(in, &windows, emg_new(1, 1, error), error);
}

START_TEST(every_frame_sees_what_it_was_promised)
{
    static const int64_t lengths[] = {1, 4, 9, 20, 27, 28, 29, 48, 400};
    for (int l = 0; l < 9; l++) {
        double x[400], y[400];
        int64_t n = lengths[l];
        emg_chain *chain = trace_chain(1000);
        for (int64_t i = 0; i < n; i++)
            x[i] = y[i] = floor(100 * trace_golden(i));
        emg_chain_add(chain, stage_of(emg_chain_format(chain), 20, sum, NULL),
                      NULL);
        trace_run(chain, y, n);
        for (int64_t i = 0; i < n; i++) {
            double wanted = 0;
            for (int64_t j = i - BEFORE; j <= i + AFTER; j++)
                wanted += j >= 0 && j < n ? x[j] : 0;
            ck_assert_double_eq(y[i], wanted);
        }
    }
}
END_TEST

/* Of 70 frames, 20 a step: [0, 23), [15, 43), [35, 63), and the last one, as
 * long as the others, [42, 70). */
START_TEST(windows_lie_on_a_grid_and_the_last_ends_with_the_segment)
{
    double y[70] = {0};
    static const double wanted[] = {23, 15028, 35028, 42028};
    emg_chain *chain = trace_chain(1000);
    emg_chain_add(chain, stage_of(emg_chain_format(chain), 20, place, NULL),
                  NULL);
    trace_run(chain, y, 70);
    for (int i = 0; i < 70; i++)
        ck_assert_double_eq(y[i], wanted[i / 20]);
}
END_TEST

START_TEST(what_was_touched_is_counted_once)
{
    double y[70];
    emg_chain *chain = trace_chain(1000);
    emg_stage *stage = stage_of(emg_chain_format(chain), 20, sum, NULL);
    emg_block block;
    emg_chain_add(chain, stage, NULL);
    emg_block_init(&block, 1, 70, NULL);
    block.n_frames = 70;
    for (int i = 0; i < 70; i++)
        block.frames[i].v[0] = y[i] = i == 30 ? 13 : 3;
    emg_chain_process(chain, &block, NULL);
    do
        emg_chain_flush(chain, &block, NULL);
    while (block.n_frames > 0);
    emg_touched touched = emg_windowed_touched(stage, 0);
    ck_assert_int_eq(touched.frames, 70);
    ck_assert_int_eq(touched.changed, 70);
    ck_assert_int_eq(touched.things, 70);
    /* One of 70 stands 10 above the rest. */
    ck_assert_double_eq_tol(touched.power, 100 - 100.0 / 70, 1e-9);
    emg_block_clear(&block);
    emg_chain_destroy(chain);
}
END_TEST

/* ---- the rules of stages ------------------------------------------------- */

static emg_status
build(emg_chain *chain, const void *settings, emg_error *error)
{
    const int *step = settings;
    return emg_chain_add(
        chain, stage_of(emg_chain_format(chain), *step, sum, error), error);
}

START_TEST(windows_keep_the_rules_of_stages)
{
    static const int steps[] = {1, 20, 300};
    stage_asks("windowed", build, &steps[_i], 1000, 2000);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, every_frame_sees_what_it_was_promised);
    tcase_add_test(tests,
                   windows_lie_on_a_grid_and_the_last_ends_with_the_segment);
    tcase_add_test(tests, what_was_touched_is_counted_once);
    tcase_add_loop_test(tests, windows_keep_the_rules_of_stages, 0, 3);
}

int
main(void)
{
    return unit_main("windowed", add);
}
