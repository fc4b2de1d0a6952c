/* What it finds is asked of the whole analysis; here, how many passes it needs.
 */
#include "recorded.h"
#include "unit.h"

#include "analysis/finder.h"

#define RATE 1000
#define N (4 * RATE)

static double x[N];
static const double *const channels[] = {x};

typedef struct feeder {
    emg_sink sink;
    emg_finder *finder;
    bool done;
} feeder;

static emg_status
take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    emg_finder *finder = ((feeder *)sink)->finder;
    emg_pair_group *group = &finder->job->groups[0];
    if (block->first_frame >= group->frames) /* on the first pass */
        emg_pair_group_note(group, block, error);
    return finder->ops->take(finder, block, error);
}

static emg_status
finish(emg_sink *sink, emg_error *error)
{
    feeder *self = (feeder *)sink;
    return self->finder->ops->finish(self->finder, &self->done, error);
}

/* A level of 3, one of 60 for `on` frames. Returns the passes. */
static int
passes(int on, size_t candidates)
{
    static const emg_sink_ops ops = {
        .name = "feeder", .take = take, .finish = finish};
    static const emg_rest_level rest = {
        .number = 1, .mean = 3, .sd = 0.4, .stands_out = true};
    recorded source;
    emg_pair_group group = {0};
    emg_pair_state pair = {.wanted = emg_pair_default(1, 1),
                           .method = EMG_METHOD_THRESHOLD};
    emg_pair_job job = {.groups = &group, .pairs = &pair, .n_pairs = 1};
    feeder to = {.sink.ops = &ops};
    int n = 0;
    for (int i = 0; i < N; i++)
        x[i] = i >= 1000 && i < 1000 + on ? 60 : 3;
    recorded_init(&source, RATE, 1, channels, N);
    emg_recording_copy(&job.recording, &source.source.recording, NULL);
    job.conditioning = emg_conditioning_default();
    job.conditioning.n_filters = 0;
    emg_pair_group_init(&group, &job.recording.groups[0], &job.conditioning,
                        NULL);
    emg_pair_init(&pair, &job.recording, &rest, &rest, NULL);
    to.finder = emg_threshold_finder_create(&job, NULL);
    for (; !to.done; n++) {
        source.at = 0;
        source.source.ended = false;
        to.finder->ops->prepare(to.finder, NULL);
        ck_assert_int_eq(emg_run(&source.source, NULL, &to.sink, 0, NULL),
                         EMG_OK);
    }
    ck_assert_uint_eq(pair.n_candidates, candidates);
    emg_finder_destroy(to.finder);
    emg_pair_clear(&pair);
    emg_pair_group_clear(&group);
    emg_recording_clear(&job.recording);
    recorded_clear(&source);
    return n;
}

START_TEST(candidates_take_three_passes)
{
    ck_assert_int_eq(passes(1500, 1), 3);
}
END_TEST

START_TEST(without_one_a_single_pass_is_enough)
{
    ck_assert_int_eq(passes(0, 0), 1);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, candidates_take_three_passes);
    tcase_add_test(tests, without_one_a_single_pass_is_enough);
}

int
main(void)
{
    return unit_main("threshold_finder", add);
}
