#include "toys.h"
#include "unit.h"

#include "analysis/clean_group.h"

#include <math.h>

#define N 40
#define DBS 3 /* the step that learns nothing before */

typedef struct
try {
    emg_format format;
    emg_clean_group group;
    emg_block block, taken;
}
try;

/* A group of two channels whose chain adds 5 and holds 7 frames back. */
static void
begin(try *t, emg_use use)
{
    *t = (try){0};
    toy_format(&t->format, 2);
    ck_assert_int_eq(emg_clean_group_init(&t->group, &t->format, use, NULL),
                     EMG_OK);
    if (t->group.chain) {
        emg_chain_add(t->group.chain, toy_add(&t->format, 5), NULL);
        emg_chain_add(t->group.chain, toy_lag(&t->format, 7), NULL);
    }
    emg_block_init(&t->block, 2, N, NULL);
    emg_block_init(&t->taken, 2, N, NULL);
}

static void
end(try *t)
{
    emg_clean_group_clear(&t->group);
    emg_block_clear(&t->block);
    emg_block_clear(&t->taken);
    emg_format_clear(&t->format);
}

/* N frames of segment 4 go in; how many leave. */
static int
pass(try *t, emg_block *taken)
{
    t->block.n_channels = 2;
    t->block.n_frames = N;
    t->block.first_frame = 0;
    t->block.segment = (emg_segment){.number = 4};
    for (int i = 0; i < N; i++)
        for (int c = 0; c < 2; c++)
            emg_block_bank(&t->block, 0)[i].v[c] = toy_sample(0, i, c);
    ck_assert_int_eq(emg_clean_group_pass(&t->group, &t->block, taken, NULL),
                     EMG_OK);
    return t->block.n_frames;
}

/* What left holds toy samples from frame `from` on, plus this; or only this. */
static void
expect(const try *t, int from, double plus, bool alone)
{
    for (int i = 0; i < t->block.n_frames; i++)
        for (int c = 0; c < 2; c++) {
            double wanted = plus + (alone ? 0 : toy_sample(0, from + i, c));
            ck_assert_double_eq(emg_block_at(&t->block, c, i), wanted);
        }
}

START_TEST(frames_leave_as_the_chain_makes_them)
{
    try t;
    begin(&t, EMG_TREAT);
    for (int round = 0; round < 2; round++) {
        ck_assert_int_eq(pass(&t, NULL), N - 7);
        ck_assert(t.group.flows);
        ck_assert_int_eq(t.group.segment, 4);
        expect(&t, 0, 5, false);
        emg_clean_group_flush(&t.group, &t.block, NULL, NULL);
        ck_assert_int_eq(t.block.n_frames, 7);
        expect(&t, N - 7, 5, false);
        emg_clean_group_flush(&t.group, &t.block, NULL, NULL);
        ck_assert_int_eq(t.block.n_frames, 0);
        ck_assert(!t.group.flows);
    }
    end(&t);
}
END_TEST

START_TEST(what_is_taken_away_is_input_minus_output)
{
    try t;
    begin(&t, EMG_TREAT);
    ck_assert_int_eq(pass(&t, &t.taken), N - 7);
    expect(&t, 0, -5, true);
    emg_clean_group_flush(&t.group, &t.block, &t.taken, NULL);
    ck_assert_int_eq(t.block.n_frames, 7);
    expect(&t, N - 7, -5, true);
    ck_assert_int_eq(t.group.raw.n_frames, 0);
    end(&t);
}
END_TEST

START_TEST(a_restart_forgets_all_frames)
{
    try t;
    begin(&t, EMG_TREAT);
    pass(&t, &t.taken);
    emg_clean_group_restart(&t.group);
    ck_assert(!t.group.flows);
    ck_assert_int_eq(t.group.raw.n_frames, 0);
    ck_assert_int_eq(pass(&t, &t.taken), N - 7);
    expect(&t, 0, -5, true);
    end(&t);
}
END_TEST

START_TEST(what_is_not_treated_passes)
{
    try t;
    begin(&t, EMG_PASS);
    emg_cleaning none = {0};
    ck_assert_ptr_null(t.group.chain);
    ck_assert_int_eq(emg_clean_group_add(&t.group, DBS, 0, &none, NULL, NULL),
                     EMG_OK);
    ck_assert_ptr_null(t.group.stages[DBS]);
    ck_assert_int_eq(pass(&t, &t.taken), N);
    expect(&t, 0, 0, false);
    ck_assert(!t.group.flows);
    emg_clean_group_restart(&t.group);
    end(&t);
}
END_TEST

START_TEST(a_step_is_added_and_tells_what_it_did)
{
    try t;
    emg_cleaning dbs = {.dbs = EMG_DBS_TEMPLATE, .dbs_hz = {130}};
    begin(&t, EMG_TREAT);
    ck_assert_ptr_eq(emg_clean_steps[DBS], &emg_clean_period);
    ck_assert_int_eq(emg_clean_group_add(&t.group, DBS, 0, &dbs, NULL, NULL),
                     EMG_OK);
    ck_assert_ptr_nonnull(t.group.stages[DBS]);
    pass(&t, NULL);
    int n = t.block.n_frames;
    do {
        emg_clean_group_flush(&t.group, &t.block, NULL, NULL);
        n += t.block.n_frames;
    } while (t.block.n_frames > 0);
    ck_assert_int_eq(n, N);
    emg_cleaned row = emg_clean_group_tell(&t.group, DBS, 1);
    ck_assert_int_eq(row.number, 2);
    ck_assert_str_eq(row.step, "dbs");
    ck_assert_int_eq(row.frames, N);
    ck_assert(isnan(row.hz) && isnan(row.ratio_db));
    end(&t);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, frames_leave_as_the_chain_makes_them);
    tcase_add_test(tests, what_is_taken_away_is_input_minus_output);
    tcase_add_test(tests, a_restart_forgets_all_frames);
    tcase_add_test(tests, what_is_not_treated_passes);
    tcase_add_test(tests, a_step_is_added_and_tells_what_it_did);
}

int
main(void)
{
    return unit_main("clean_group", add);
}
