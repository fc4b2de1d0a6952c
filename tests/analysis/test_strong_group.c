#include "unit.h"

#include "analysis/strong_group.h"
#include "toys.h"
#include "trace.h"

#include <math.h>

#define RATE 1000
#define N (40 * RATE)

static double x[N];
static emg_format format;

/* One pass over noise of 5, EMG of 50 in every other second. */
static emg_status
pass(emg_strong_group *g, emg_strong_aim aim)
{
    const emg_strong_ear nobody = {0};
    emg_block block;
    emg_status status = emg_strong_group_prepare(g, aim, NULL);
    emg_block_init(&block, 1, N, NULL);
    block.n_frames = N;
    for (int i = 0; i < N; i++)
        block.frames[i].v[0] = x[i];
    if (!status)
        status = emg_strong_group_take(g, &block, &nobody, NULL);
    emg_block_clear(&block);
    return status ? status : emg_strong_group_end(g, &nobody, NULL);
}

static void
make(double hum)
{
    static double emg[N];
    trace_noise(x, N, 1);
    trace_emg(emg, N, RATE, 2);
    for (int i = 0; i < N; i++)
        x[i] = 5 * x[i] + (i / RATE % 2 ? 50 * emg[i] : 0) +
               hum * sin(2 * M_PI * 0.05 * i);
    toy_format(&format, 1);
}

/* 210 of 500 Hz, 200 of 500 Hz */
static void
check_model(const emg_noise_model *model)
{
    ck_assert(model->found && model->apart);
    ck_assert_double_eq_tol(model->floor, 25 * 0.42, 2);
    ck_assert_double_eq_tol(model->s, 0.95, 0.2);
    ck_assert_double_lt(model->r, 0.2);
    ck_assert_double_eq_tol(sqrt(model->usual), 50, 8);
}

START_TEST(without_lines_one_pass_tells_all)
{
    emg_strong_group g = {0};
    make(0);
    ck_assert_int_eq(emg_strong_group_init(&g, &format, NULL), EMG_OK);
    ck_assert_int_eq(pass(&g, EMG_STRONG_LINES), EMG_OK);
    ck_assert(!g.has_lines && !g.bridged);
    check_model(&g.channels[0].model);
    emg_strong_group_clear(&g);
    emg_format_clear(&format);
}
END_TEST

START_TEST(with_lines_it_takes_two)
{
    emg_strong_group g = {0};
    make(40);
    ck_assert_int_eq(emg_strong_group_init(&g, &format, NULL), EMG_OK);
    ck_assert_int_eq(pass(&g, EMG_STRONG_LINES), EMG_OK);
    ck_assert(g.has_lines);
    ck_assert_int_eq(g.lines[0].n, 1);
    ck_assert_double_eq_tol(g.lines[0].at[0].hz, 50, 0.02);
    ck_assert_int_eq(pass(&g, EMG_STRONG_NOISE), EMG_OK);
    check_model(&g.channels[0].model);
    emg_strong_group_clear(&g);
    emg_format_clear(&format);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, without_lines_one_pass_tells_all);
    tcase_add_test(tests, with_lines_it_takes_two);
}

int
main(void)
{
    return unit_main("strong_group", add);
}
