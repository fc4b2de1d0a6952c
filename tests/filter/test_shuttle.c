/* Forward and backward against two plain passes over the whole segment. */
#include "trace.h"
#include "unit.h"

#include "filter/shuttle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PADDING 9

/* One pole: what it forgets in `memory` frames is below 1e-16. */
static const emg_sos one_pole = {.n = 1, .section = {{0.2, 0, 0, -0.8, 0}}};

static emg_lanes *
noise(int n)
{
    double *x = malloc((size_t)n * EMG_LANES * sizeof *x);
    trace_noise(x, (int64_t)n * EMG_LANES, 1);
    return (emg_lanes *)x;
}

/* One lane, extended by odd reflection at both ends, forward and backward from
 * the state of a constant. */
static void
both_ways(const emg_lanes *x, int n, int lane, double *y)
{
    int padding = n > PADDING ? PADDING : n - 1, all = n + 2 * padding;
    double *long_x = malloc((size_t)all * sizeof *long_x), z;
    for (int i = 0; i < n; i++)
        long_x[padding + i] = x[i].v[lane];
    for (int i = 1; i <= padding; i++) {
        long_x[padding - i] = 2 * x[0].v[lane] - x[i].v[lane];
        long_x[padding + n - 1 + i] =
            2 * x[n - 1].v[lane] - x[n - 1 - i].v[lane];
    }
    z = long_x[0];
    for (int i = 0; i < all; i++)
        long_x[i] = z = 0.8 * z + 0.2 * long_x[i];
    z = long_x[all - 1];
    for (int i = all - 1; i >= 0; i--)
        long_x[i] = z = 0.8 * z + 0.2 * long_x[i];
    memcpy(y, long_x + padding, (size_t)n * sizeof *y);
    free(long_x);
}

/* All n frames through the shuttle, `step` at a time. */
static void
through(emg_shuttle *shuttle, const emg_lanes *x, int n, int step, emg_lanes *y)
{
    int given = 0;
    for (int at = 0; at < n; at += step) {
        int now = n - at < step ? n - at : step;
        emg_shuttle_take(shuttle, x + at, now);
        given += emg_shuttle_give(shuttle, y + given, now);
        ck_assert_int_le(at + now - given, (int)shuttle->plan->room);
    }
    emg_shuttle_end(shuttle);
    given += emg_shuttle_give(shuttle, y + given, n);
    ck_assert_int_eq(given, n);
    ck_assert_int_eq(emg_shuttle_give(shuttle, y, 1), 0);
}

static void
expect(const emg_lanes *x, const emg_lanes *y, int n, int lanes)
{
    double *wanted = malloc((size_t)n * sizeof *wanted);
    for (int k = 0; k < lanes; k++) {
        both_ways(x, n, k, wanted);
        for (int i = 0; i < n; i++)
            ck_assert_msg(fabs(y[i].v[k] - wanted[i]) < 1e-13,
                          "%d frames, lane %d, frame %d: %.17g, not %.17g", n,
                          k, i, y[i].v[k], wanted[i]);
    }
    free(wanted);
}

/* _i channels of one bank: woven up to two. Lengths about the padding, about
 * the window, and so many windows that the ring goes round. */
START_TEST(each_segment_is_filtered_both_ways_as_a_whole)
{
    static const int lengths[] = {1,    2,    9,    10,   11,  300,
                                  1024, 1300, 1600, 2500, 9000};
    emg_shuttle_plan plan =
        emg_shuttle_plan_for(&one_pole, emg_sos_memory(&one_pole), PADDING, _i);
    emg_shuttle shuttle = {0};
    emg_lanes *x = noise(9000), *y = malloc(9000 * sizeof *y);
    ck_assert_int_eq(plan.woven, _i <= 2);
    ck_assert_int_eq(emg_shuttle_init(&shuttle, &plan, _i, NULL), EMG_OK);
    for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
        through(&shuttle, x, lengths[l], EMG_SHUTTLE_CHUNK, y);
        expect(x, y, lengths[l], _i);
        emg_shuttle_restart(&shuttle);
    }
    emg_shuttle_clear(&shuttle);
    free(x);
    free(y);
}
END_TEST

START_TEST(the_result_does_not_depend_on_the_pieces)
{
    static const int steps[] = {1, 7, 100, 255};
    emg_shuttle_plan plan =
        emg_shuttle_plan_for(&one_pole, emg_sos_memory(&one_pole), PADDING, _i);
    emg_shuttle shuttle = {0};
    emg_lanes *x = noise(5000), *y = calloc(5000, sizeof *y),
              *other = calloc(5000, sizeof *other);
    emg_shuttle_init(&shuttle, &plan, _i, NULL);
    through(&shuttle, x, 5000, EMG_SHUTTLE_CHUNK, y);
    for (int s = 0; s < 4; s++) {
        emg_shuttle_restart(&shuttle);
        through(&shuttle, x, 5000, steps[s], other);
        for (int i = 0; i < 5000; i++)
            ck_assert_mem_eq(other[i].v, y[i].v, (size_t)_i * sizeof *y[i].v);
    }
    emg_shuttle_clear(&shuttle);
    free(x);
    free(y);
    free(other);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, each_segment_is_filtered_both_ways_as_a_whole, 1,
                        4);
    tcase_add_loop_test(tests, the_result_does_not_depend_on_the_pieces, 1, 4);
}

int
main(void)
{
    return unit_main("shuttle", add);
}
