#include "stage.h"
#include "trace.h"
#include "unit.h"

#include "filter/mains.h"

#include <math.h>
#include <stdlib.h>

static emg_status
build(emg_chain *chain, const void *chosen, emg_error *error)
{
    bool on[64] = {0};
    (void)chosen;
    for (int c = 0; c < 64; c++)
        on[c] = c % 3 != 2;
    return emg_chain_add(
        chain, emg_mains_stage_create(emg_chain_format(chain), 10, on, error),
        error);
}

START_TEST(following_mains_keeps_the_rules_of_stages)
{
    stage_asks("mains", build, NULL, 50, 1200);
}
END_TEST

#define RATE 1000
#define N (40 * RATE)

/* The windows begin and end every 10 s: what is left there is no more than
 * elsewhere. EMG rests every other second. */
START_TEST(windows_leave_no_trace_where_they_meet)
{
    bool on = true;
    double *x = malloc(N * sizeof *x), *y = malloc(N * sizeof *y);
    double near = 0, all = 0;
    trace_emg(x, N, RATE, 3);
    for (int i = 0; i < N; i++) {
        x[i] *= i / RATE % 2 == 1 ? 1 : 0.05;
        y[i] = x[i] + 3 * sin(2 * M_PI * 50.2 * i / RATE);
    }
    emg_chain *chain = trace_chain(RATE);
    emg_chain_add(
        chain, emg_mains_stage_create(emg_chain_format(chain), 50, &on, NULL),
        NULL);
    trace_run(chain, y, N);
    for (int i = 5 * RATE; i < N - 5 * RATE; i++) {
        double left = (y[i] - x[i]) * (y[i] - x[i]);
        bool meets = (i + RATE / 2) % (10 * RATE) < RATE;
        all += left / (N - 10 * RATE);
        near += meets ? left / (3 * RATE) : 0;
    }
    ck_assert_double_gt(all, 0);
    ck_assert_double_lt(near, 1.5 * all);
    free(y);
    free(x);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, following_mains_keeps_the_rules_of_stages);
    tcase_add_test(tests, windows_leave_no_trace_where_they_meet);
}

int
main(void)
{
    return unit_main("mains stage", add);
}
