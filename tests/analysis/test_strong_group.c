#include "unit.h"

#include "analysis/strong_group.h"
#include "toys.h"
#include "trace.h"

#include <math.h>

#define RATE 1000
#define N (40 * RATE)

static double x[N];
static emg_format format;

static const emg_strong_ear nobody = {0};

/* One pass over noise of 5, EMG of 50 in every other second. */
static emg_status
pass(emg_strong_group *g, emg_strong_aim aim, const emg_strong_ear *ear)
{
    emg_block block;
    emg_status status = emg_strong_group_prepare(g, aim, NULL);
    emg_block_init(&block, 1, N, NULL);
    block.n_frames = N;
    for (int i = 0; i < N; i++)
        block.frames[i].v[0] = x[i];
    if (!status)
        status = emg_strong_group_take(g, &block, ear, NULL);
    emg_block_clear(&block);
    return status ? status : emg_strong_group_end(g, ear, NULL);
}

/* Hum in the first hum_s. */
static void
make(double hum, double hum_s)
{
    static double emg[N];
    trace_noise(x, N, 1);
    trace_emg(emg, N, RATE, 2);
    for (int i = 0; i < N; i++)
        x[i] = 5 * x[i] + (i / RATE % 2 ? 50 * emg[i] : 0) +
               (i < hum_s * RATE ? hum * sin(2 * M_PI * 0.05 * i) : 0);
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
    make(0, 0);
    ck_assert_int_eq(emg_strong_group_init(&g, &format, NULL), EMG_OK);
    ck_assert_int_eq(pass(&g, EMG_STRONG_LINES, &nobody), EMG_OK);
    ck_assert(!g.has_lines && !g.bridged);
    check_model(&g.channels[0].model);
    emg_strong_group_clear(&g);
    emg_format_clear(&format);
}
END_TEST

START_TEST(with_lines_it_takes_two)
{
    emg_strong_group g = {0};
    make(40, 40);
    ck_assert_int_eq(emg_strong_group_init(&g, &format, NULL), EMG_OK);
    ck_assert_int_eq(pass(&g, EMG_STRONG_LINES, &nobody), EMG_OK);
    ck_assert(g.has_lines);
    ck_assert_int_eq(g.lines[0].n, 1);
    ck_assert_double_eq_tol(g.lines[0].at[0].hz, 50, 0.02);
    ck_assert_int_lt(g.frames.n, 1200); /* of 4000: lines are seen after 8 s */
    ck_assert_int_eq(pass(&g, EMG_STRONG_NOISE, &nobody), EMG_OK);
    check_model(&g.channels[0].model);
    emg_strong_group_clear(&g);
    emg_format_clear(&format);
}
END_TEST

START_TEST(lines_that_do_not_last_cost_a_pass_and_no_more)
{
    emg_strong_group g = {0};
    make(40, 10);
    emg_strong_group_init(&g, &format, NULL);
    ck_assert_int_eq(pass(&g, EMG_STRONG_LINES, &nobody), EMG_OK);
    ck_assert(g.unsurveyed && !g.has_lines);
    ck_assert_int_eq(pass(&g, EMG_STRONG_NOISE, &nobody), EMG_OK);
    ck_assert_int_eq(g.frames.n, N / 10);
    ck_assert(g.channels[0].model.found);
    emg_strong_group_clear(&g);
    emg_format_clear(&format);
}
END_TEST

/* What a pass over events heard: every energy, noise and sample as they are in
 * the end, and the frames that were told of. */
typedef struct heard {
    emg_strong_group *group;
    int64_t frames, begun, ended;
    double sum;
} heard;

static emg_status
begin(void *to, const emg_segment *segment, emg_error *error)
{
    heard *h = to;
    (void)error;
    h->begun += segment->number + 1;
    return EMG_OK;
}

static emg_status
frame(void *to, int64_t number, emg_error *error)
{
    heard *h = to;
    const emg_strong_channel *c = &h->group->channels[0];
    int64_t at = emg_strong_place(number);
    (void)error;
    ck_assert_int_eq(number, h->frames++);
    h->sum += sqrt(c->raw[2 * at] + 2 * c->raw[2 * at + 1] +
                   3 * fabs((double)c->low[at * c->samples + 3]) +
                   emg_strong_floor(c, number));
    return EMG_OK;
}

static emg_status
end(void *to, const emg_segment *segment, emg_error *error)
{
    heard *h = to;
    (void)segment;
    (void)error;
    h->ended++;
    return EMG_OK;
}

START_TEST(kept_frames_are_those_of_another_pass)
{
    emg_strong_group g = {0};
    heard pass_heard = {.group = &g}, replay_heard = {.group = &g};
    emg_strong_ear ear = {begin, frame, end, &replay_heard};
    make(0, 0);
    emg_strong_group_init(&g, &format, NULL);
    ck_assert_int_eq(pass(&g, EMG_STRONG_LINES, &nobody), EMG_OK);
    ck_assert(g.frames.keeps);
    ck_assert_int_eq(emg_strong_group_replay(&g, &ear, NULL), EMG_OK);
    ear.to = &pass_heard;
    ck_assert_int_eq(pass(&g, EMG_STRONG_EVENTS, &ear), EMG_OK);
    ck_assert_int_eq(replay_heard.frames, N / 10);
    ck_assert_int_eq(replay_heard.frames, pass_heard.frames);
    ck_assert_int_eq(replay_heard.begun, pass_heard.begun);
    ck_assert_int_eq(replay_heard.ended, 1);
    ck_assert_double_eq(replay_heard.sum, pass_heard.sum);
    emg_strong_group_clear(&g);
    emg_format_clear(&format);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, without_lines_one_pass_tells_all);
    tcase_add_test(tests, with_lines_it_takes_two);
    tcase_add_test(tests, lines_that_do_not_last_cost_a_pass_and_no_more);
    tcase_add_test(tests, kept_frames_are_those_of_another_pass);
}

int
main(void)
{
    return unit_main("strong_group", add);
}
