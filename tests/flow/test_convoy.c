#include "unit.h"

#include "flow/convoy.h"
#include "memory.h"
#include "toys.h"

#include <string.h>

/* Two groups that take turns, long enough for several loads of blocks of BLOCK
 * frames, with a gap in the middle. */
#define BLOCK 16
static const toy_stretch stretches[] = {
    {0, 1500, {.number = 0}},
    {1, 100, {.number = 0}},
    {0, 2011, {.number = 0}},
    {1, 333, {.number = 0}},
    {0, 1800, {.number = 1, .start = 50000000, .first_frame = 3511}},
    {1, 300, {.number = 1, .start = 50000000, .first_frame = 433}},
};
#define N_STRETCHES ((int)(sizeof stretches / sizeof *stretches))
static const int groups[] = {20, 12};

/* What is done, and what goes wrong. */
typedef struct plan {
    int n_threads;
    int lag;
    double bad[2]; /* samples at which the chain of the first group fails */
    int64_t source_end; /* frames after which the source fails, or 0 */
    int sink_end;       /* the block at which the sink does, or 0 */
    bool silent;        /* without the event */
} plan;

/* What came of it. */
typedef struct outcome {
    emg_error error;
    toy_sink sinks[2];
} outcome;

static emg_chain *
chain_for(const plan *how, const emg_format *in, int group)
{
    emg_chain *chain = emg_chain_create(in, NULL);
    for (int i = 0; group == 0 && i < 2; i++)
        emg_chain_add(chain, toy_judge(in, how->bad[i]), NULL);
    emg_chain_add(chain, toy_lag(in, how->lag), NULL);
    emg_chain_add(chain, toy_add(in, 0.5), NULL);
    if (group == 1)
        emg_chain_add(chain, toy_halve(in), NULL);
    return chain;
}

static void
run_for(const plan *how, int group, outcome *to)
{
    toy_source source;
    emg_chain *chains[2];
    toy_source_init(&source, 2, groups, stretches, N_STRETCHES);
    toy_sink_init(&to->sinks[group], group);
    source.source.recording.duration_s = -1;
    source.fail_after = how->source_end;
    source.event.text = how->silent ? NULL : "start of task";
    to->sinks[group].fail_at_block = how->sink_end;
    for (int g = 0; g < 2; g++)
        chains[g] = chain_for(how, &source.source.recording.groups[g], g);
    to->error = EMG_NO_ERROR;
    emg_run_threads(&source.source, chains, &to->sinks[group].sink, BLOCK,
                    how->n_threads, &to->error);
    for (int g = 0; g < 2; g++)
        emg_chain_destroy(chains[g]);
    emg_source_destroy(&source.source);
}

static void
run_all(plan how, int n_threads, outcome *to)
{
    how.n_threads = n_threads;
    for (int g = 0; g < 2; g++)
        run_for(&how, g, to);
}

static void
clear(outcome *one)
{
    for (int g = 0; g < 2; g++)
        toy_sink_clear(&one->sinks[g]);
}

static void
expect_same_sink(const toy_sink *a, const toy_sink *b)
{
    ck_assert_uint_eq(a->n_frames, b->n_frames);
    ck_assert_int_eq(a->n_channels, b->n_channels);
    ck_assert_int_eq(a->n_blocks, b->n_blocks);
    ck_assert_int_eq(a->n_events, b->n_events);
    ck_assert_int_eq(a->n_finished, b->n_finished);
    for (size_t i = 0; i < a->n_frames; i++) {
        const toy_frame *x = &a->frames[i], *y = &b->frames[i];
        ck_assert_double_eq(x->first, y->first);
        ck_assert_double_eq(x->last, y->last);
        ck_assert_int_eq(x->frame, y->frame);
        ck_assert_int_eq(x->segment.number, y->segment.number);
        ck_assert_int_eq(x->segment.start, y->segment.start);
        ck_assert_int_eq(x->segment.first_frame, y->segment.first_frame);
    }
}

/* By two to five threads everything is as by one. Returns the status. */
static emg_status
demand_same(const plan *how)
{
    outcome alone;
    run_all(*how, 1, &alone);
    for (int n = 2; n < 6; n++) {
        outcome shared;
        run_all(*how, n, &shared);
        for (int g = 0; g < 2; g++)
            expect_same_sink(&alone.sinks[g], &shared.sinks[g]);
        ck_assert_int_eq(alone.error.status, shared.error.status);
        ck_assert_str_eq(alone.error.text, shared.error.text);
        ck_assert_str_eq(alone.error.file, shared.error.file);
        clear(&shared);
    }
    ck_assert(alone.error.status || alone.sinks[0].n_frames == 5311);
    ck_assert(alone.error.status || alone.sinks[1].n_frames == 367);
    clear(&alone);
    ck_assert_int_eq(toy_stages_alive(), 0);
    return alone.error.status;
}

START_TEST(any_number_of_threads_gives_the_same)
{
    static const int lags[] = {1, 33, 700};
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(demand_same(&(plan){.lag = lags[i], .bad = {-1, -1}}),
                         EMG_OK);
    ck_assert_int_eq(
        demand_same(&(plan){.lag = 3, .bad = {-1, -1}, .silent = true}),
        EMG_OK);
}
END_TEST

/* The first block that fails, in it the first bank, whoever meets it first. */
START_TEST(a_sample_that_fails_stops_all_at_its_block)
{
    static const int frames[] = {3, 700, 2600, 3500, 5300};
    for (int i = 0; i < 5; i++)
        for (int bank = 0; bank < 3; bank++) {
            plan how = {.lag = 9, .bad = {-1, -1}};
            how.bad[0] = toy_sample(0, frames[i], bank * EMG_LANES);
            how.bad[1] =
                toy_sample(0, frames[i] - 2 * BLOCK, (2 - bank) * EMG_LANES);
            ck_assert_int_eq(demand_same(&how), EMG_BAD_FILE);
        }
}
END_TEST

START_TEST(a_source_that_breaks_off_gives_what_came_before)
{
    static const int64_t ends[] = {10, 1024, 2300, 4000, 5300};
    for (int i = 0; i < 5; i++) {
        plan how = {.lag = 9, .bad = {-1, -1}, .source_end = ends[i]};
        ck_assert_int_eq(demand_same(&how), EMG_IO_FAILED);
    }
}
END_TEST

START_TEST(a_sample_that_fails_wins_over_a_source_that_breaks_off_later)
{
    plan how = {.lag = 9, .source_end = 3000};
    how.bad[0] = how.bad[1] = toy_sample(0, 2880, 8);
    ck_assert_int_eq(demand_same(&how), EMG_BAD_FILE);
}
END_TEST

START_TEST(a_sink_that_fails_stops_all)
{
    static const int ends[] = {1, 30, 130, 300};
    for (int i = 0; i < 4; i++) {
        plan how = {.lag = 9, .bad = {-1, -1}, .sink_end = ends[i]};
        ck_assert_int_eq(demand_same(&how), EMG_IO_FAILED);
    }
}
END_TEST

START_TEST(without_memory_it_fails_and_leaves_nothing)
{
    for (int at = 1; at < 200; at++) {
        outcome one;
        plan how = {.lag = 9, .bad = {-1, -1}, .n_threads = 3};
        toy_source source;
        emg_chain *chains[2];
        toy_source_init(&source, 2, groups, stretches, N_STRETCHES);
        toy_sink_init(&one.sinks[0], -1);
        source.source.recording.duration_s = -1;
        for (int g = 0; g < 2; g++)
            chains[g] = chain_for(&how, &source.source.recording.groups[g], g);
        memory_refuse(at);
        emg_status status = emg_run_threads(&source.source, chains,
                                            &one.sinks[0].sink, BLOCK, 3, NULL);
        bool failed = memory_refused();
        memory_refuse(0);
        ck_assert(failed == (status == EMG_NO_MEMORY));
        for (int g = 0; g < 2; g++)
            emg_chain_destroy(chains[g]);
        emg_source_destroy(&source.source);
        if (!failed)
            return;
    }
    ck_abort_msg("it never had enough");
}
END_TEST

/* Of a group of `channels` at 2 kHz for so long, by so many threads. */
static bool
pays(int channels, int stages, double duration_s, int threads)
{
    toy_source source;
    toy_sink sink;
    toy_source_init(&source, 1, &channels, stretches, 1);
    toy_sink_init(&sink, 0);
    emg_recording *recording = &source.source.recording;
    recording->groups[0].rate_hz = 2000;
    recording->duration_s = duration_s;
    emg_chain *chain = emg_chain_create(&recording->groups[0], NULL);
    for (int i = 0; i < stages; i++)
        emg_chain_add(chain, toy_add(&recording->groups[0], 1), NULL);
    bool yes = emg_convoy_pays(&(emg_road){.recording = recording,
                                           .chains = &chain,
                                           .sink = &sink.sink,
                                           .n_threads = threads});
    emg_chain_destroy(chain);
    emg_source_destroy(&source.source);
    return yes;
}

/* There is no room for them in the blocks that came. */
START_TEST(more_frames_than_came_need_no_other_threads)
{
    emg_recording recording = {.n_groups = 1, .duration_s = 600};
    emg_format in;
    toy_format(&in, 64);
    recording.groups = &in;
    for (int times = 1; times < 3; times++) {
        emg_chain *chain = emg_chain_create(&in, NULL);
        emg_stage *stage = toy_add(&in, 1);
        stage->out.rate_hz = times * in.rate_hz;
        emg_chain_add(chain, stage, NULL);
        ck_assert_int_eq(emg_convoy_pays(&(emg_road){.recording = &recording,
                                                     .chains = &chain,
                                                     .n_threads = 2}),
                         times == 1);
        emg_chain_destroy(chain);
    }
    emg_format_clear(&in);
}
END_TEST

START_TEST(short_and_narrow_recordings_need_no_other_threads)
{
    ck_assert(pays(64, 1, 600, 2));
    ck_assert(pays(9, 2, 600, 2));
    ck_assert(pays(9, 1, -1, 2)); /* nobody knows how long */
    ck_assert(!pays(64, 0, 600, 2));
    ck_assert(!pays(64, 1, 600, 1));
    ck_assert(!pays(8, 1, 600, 2));
    ck_assert(!pays(64, 1, 1, 2));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, any_number_of_threads_gives_the_same);
    tcase_add_test(tests, a_sample_that_fails_stops_all_at_its_block);
    tcase_add_test(tests, a_source_that_breaks_off_gives_what_came_before);
    tcase_add_test(
        tests, a_sample_that_fails_wins_over_a_source_that_breaks_off_later);
    tcase_add_test(tests, a_sink_that_fails_stops_all);
    tcase_add_test(tests, without_memory_it_fails_and_leaves_nothing);
    tcase_add_test(tests, more_frames_than_came_need_no_other_threads);
    tcase_add_test(tests, short_and_narrow_recordings_need_no_other_threads);
}

int
main(void)
{
    return unit_main("convoy", add);
}
