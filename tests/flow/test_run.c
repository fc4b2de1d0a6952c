#include "unit.h"

#include "emg/flow.h"
#include "toys.h"

#include <string.h>

/* Two groups that take turns, with a gap in the middle. */
static const toy_stretch stretches[] = {
    {0, 100, {.number = 0}},
    {1, 10, {.number = 0}},
    {0, 57, {.number = 0}},
    {0, 43, {.number = 1, .start = 5000000, .first_frame = 157}},
    {1, 9, {.number = 1, .start = 5000000, .first_frame = 10}},
};
#define N_STRETCHES ((int)(sizeof stretches / sizeof *stretches))
static const int groups[] = {3, 12};

static void
begin(toy_source *source, toy_sink *sink, int group)
{
    toy_source_init(source, 2, groups, stretches, N_STRETCHES);
    toy_sink_init(sink, group);
}

static void
end(toy_source *source, toy_sink *sink)
{
    toy_sink_clear(sink);
    emg_source_destroy(&source->source);
}

static void
expect_frames(const toy_sink *sink, int group, int n, int turn)
{
    int last = groups[group] - 1;
    ck_assert_uint_eq(sink->n_frames, (size_t)n);
    ck_assert_int_eq(sink->n_channels, groups[group]);
    for (int f = 0; f < n; f++) {
        ck_assert_int_eq(sink->frames[f].frame, f);
        ck_assert_int_eq(sink->frames[f].segment.number, f >= turn);
        ck_assert_double_eq(sink->frames[f].first, toy_sample(group, f, 0));
        ck_assert_double_eq(sink->frames[f].last, toy_sample(group, f, last));
    }
}

START_TEST(without_chains_all_frames_reach_the_sink)
{
    static const int sizes[] = {0, 1, 7, 64, 4096};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (int g = 0; g < 2; g++) {
            toy_source source;
            toy_sink sink;
            begin(&source, &sink, g);
            ck_assert_int_eq(
                emg_run(&source.source, NULL, &sink.sink, sizes[s], NULL),
                EMG_OK);
            expect_frames(&sink, g, g ? 19 : 200, g ? 10 : 157);
            ck_assert_int_eq(sink.n_finished, 1);
            end(&source, &sink);
        }
}
END_TEST

START_TEST(a_lagging_chain_is_emptied_at_gaps_and_at_the_end)
{
    static const int sizes[] = {1, 7, 64, 4096};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (int g = 0; g < 2; g++) {
            toy_source source;
            toy_sink sink;
            emg_chain *chains[2];
            begin(&source, &sink, g);
            for (int i = 0; i < 2; i++) {
                const emg_format *in = &source.source.recording.groups[i];
                chains[i] = emg_chain_create(in, NULL);
                emg_chain_add(chains[i], toy_lag(in, 33), NULL);
            }
            ck_assert_int_eq(
                emg_run(&source.source, chains, &sink.sink, sizes[s], NULL),
                EMG_OK);
            expect_frames(&sink, g, g ? 19 : 200, g ? 10 : 157);
            emg_chain_destroy(chains[0]);
            emg_chain_destroy(chains[1]);
            end(&source, &sink);
        }
}
END_TEST

START_TEST(a_group_without_a_chain_passes_as_it_is)
{
    toy_source source;
    toy_sink sink;
    begin(&source, &sink, 1);
    const emg_format *in = &source.source.recording.groups[0];
    emg_chain *chains[2] = {emg_chain_create(in, NULL), NULL};
    emg_chain_add(chains[0], toy_add(in, 5), NULL);
    ck_assert_int_eq(emg_run(&source.source, chains, &sink.sink, 16, NULL),
                     EMG_OK);
    expect_frames(&sink, 1, 19, 10);
    emg_chain_destroy(chains[0]);
    end(&source, &sink);
}
END_TEST

START_TEST(events_reach_the_sink_once)
{
    toy_source source;
    toy_sink sink;
    begin(&source, &sink, 0);
    source.event.text = "start of task";
    ck_assert_int_eq(emg_run(&source.source, NULL, &sink.sink, 5, NULL),
                     EMG_OK);
    ck_assert_int_eq(sink.n_events, 1);
    end(&source, &sink);
}
END_TEST

START_TEST(a_source_that_breaks_off_does_not_finish_the_sink)
{
    toy_source source;
    toy_sink sink;
    emg_error error = EMG_NO_ERROR;
    begin(&source, &sink, 0);
    source.fail_after = 100;
    ck_assert_int_eq(emg_run(&source.source, NULL, &sink.sink, 50, &error),
                     EMG_IO_FAILED);
    ck_assert_str_eq(error.text, "the toy broke");
    ck_assert_str_eq(error.file, "toy.edf");
    ck_assert_int_eq(sink.n_finished, 0);
    ck_assert_uint_eq(sink.n_frames, 100);
    end(&source, &sink);
}
END_TEST

START_TEST(a_sink_that_fails_stops_the_loop)
{
    toy_source source;
    toy_sink sink;
    emg_error error = EMG_NO_ERROR;
    begin(&source, &sink, 0);
    sink.fail_at_block = 2;
    ck_assert_int_eq(emg_run(&source.source, NULL, &sink.sink, 50, &error),
                     EMG_IO_FAILED);
    ck_assert_int_eq(sink.n_blocks, 2);
    ck_assert_int_eq(sink.n_finished, 0);
    end(&source, &sink);
}
END_TEST

START_TEST(a_stage_that_judges_stops_the_loop)
{
    toy_source source;
    toy_sink sink;
    emg_error error = EMG_NO_ERROR;
    begin(&source, &sink, 0);
    const emg_format *in = &source.source.recording.groups[0];
    emg_chain *chains[2] = {emg_chain_create(in, NULL), NULL};
    emg_chain_add(chains[0], toy_judge(in, toy_sample(0, 60, 0)), NULL);
    ck_assert_int_eq(emg_run(&source.source, chains, &sink.sink, 50, &error),
                     EMG_BAD_FILE);
    ck_assert_int_eq(sink.n_finished, 0);
    ck_assert_uint_eq(sink.n_frames, 50);
    emg_chain_destroy(chains[0]);
    end(&source, &sink);
}
END_TEST

START_TEST(a_recording_leaves_with_the_formats_of_its_chains)
{
    toy_source source;
    toy_sink sink;
    emg_recording through;
    begin(&source, &sink, 0);
    const emg_format *in = &source.source.recording.groups[1];
    emg_chain *chains[2] = {NULL, emg_chain_create(in, NULL)};
    emg_chain_add(chains[1], toy_halve(in), NULL);
    ck_assert_int_eq(
        emg_recording_through(&through, &source.source.recording, chains, NULL),
        EMG_OK);
    ck_assert_double_eq(through.groups[0].rate_hz, 1000);
    ck_assert_double_eq(through.groups[1].rate_hz, 500);
    ck_assert_int_eq(through.groups[1].n_channels, 12);
    ck_assert_str_eq(through.name, "toy.edf");
    emg_recording_clear(&through);
    emg_chain_destroy(chains[1]);
    end(&source, &sink);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, without_chains_all_frames_reach_the_sink);
    tcase_add_test(tests, a_lagging_chain_is_emptied_at_gaps_and_at_the_end);
    tcase_add_test(tests, a_group_without_a_chain_passes_as_it_is);
    tcase_add_test(tests, events_reach_the_sink_once);
    tcase_add_test(tests, a_source_that_breaks_off_does_not_finish_the_sink);
    tcase_add_test(tests, a_sink_that_fails_stops_the_loop);
    tcase_add_test(tests, a_stage_that_judges_stops_the_loop);
    tcase_add_test(tests, a_recording_leaves_with_the_formats_of_its_chains);
}

int
main(void)
{
    return unit_main("run", add);
}
