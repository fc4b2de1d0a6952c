#include "toys.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A recording of n equal channels at 1000 Hz whose samples are made, and what
 * the statistics say of it. */
typedef struct made {
    int n_channels;
    emg_channel channel; /* what all of them are like */
    double (*sample)(int64_t frame, int channel);
    int64_t frames;
    int64_t gap_at; /* a second segment begins there; 0: none */
    int block_frames;
} made;

static emg_sink *
take_all(const made *how)
{
    emg_recording recording = {0};
    emg_channel channels[20];
    emg_rate rates[20];
    emg_use uses[20];
    for (int c = 0; c < how->n_channels; c++) {
        channels[c] = how->channel;
        channels[c].number = c + 1;
        rates[c] = (emg_rate){1000, 1};
        uses[c] = EMG_TREAT;
    }
    ck_assert_int_eq(emg_recording_group(&recording, how->n_channels, channels,
                                         rates, uses, NULL),
                     EMG_OK);
    emg_sink *sink = emg_stats_create(&recording, NULL);
    emg_block block;
    emg_block_init(&block, how->n_channels, how->block_frames, NULL);
    for (int64_t at = 0; at < how->frames; at += block.n_frames) {
        int64_t end = how->gap_at > at ? how->gap_at : how->frames;
        int64_t left = end - at;
        block.n_frames =
            left < how->block_frames ? (int)left : how->block_frames;
        block.first_frame = at;
        block.segment.number = how->gap_at && at >= how->gap_at;
        for (int f = 0; f < block.n_frames; f++)
            for (int c = 0; c < how->n_channels; c++)
                emg_block_bank(&block, c / EMG_LANES)[f].v[c % EMG_LANES] =
                    how->sample(at + f, c);
        ck_assert_int_eq(sink->ops->take(sink, &block, NULL), EMG_OK);
    }
    ck_assert_int_eq(sink->ops->finish(sink, NULL), EMG_OK);
    emg_block_clear(&block);
    emg_recording_clear(&recording);
    return sink;
}

static emg_stats
stats_of(const made *how, int number)
{
    emg_sink *sink = take_all(how);
    emg_stats stats = emg_stats_of(sink, number);
    emg_sink_destroy(sink);
    return stats;
}

static double
scattered(int64_t frame, int channel)
{
    return (double)(frame * 7919 % 1009) - 504 + 0.25 + 1000 * channel;
}

START_TEST(they_are_those_of_numpy)
{
    /* f = numpy.arange(5000.); x = f * 7919 % 1009 - 504 + 0.25
     * x.min(), x.max(), x.sum(), x.mean(), numpy.sqrt((x * x).mean()) */
    made how = {.n_channels = 1,
                .sample = scattered,
                .frames = 5000,
                .block_frames = 256};
    emg_stats stats = stats_of(&how, 1);
    ck_assert_int_eq(stats.samples, 5000);
    ck_assert_double_eq(stats.min, -503.75);
    ck_assert_double_eq(stats.max, 504.25);
    ck_assert_double_eq(stats.sum, 1790.0);
    ck_assert_double_eq(stats.mean, 0.358);
    ck_assert_double_eq_tol(stats.rms, 291.331396351303, 1e-12);
}
END_TEST

START_TEST(each_of_seventeen_channels_has_its_own)
{
    made how = {.n_channels = 17,
                .sample = scattered,
                .frames = 1009,
                .block_frames = 100};
    emg_sink *sink = take_all(&how);
    for (int c = 0; c < 17; c++) {
        emg_stats stats = emg_stats_of(sink, c + 1);
        ck_assert_double_eq(stats.min, 1000 * c - 503.75);
        ck_assert_double_eq(stats.max, 1000 * c + 504.25);
        ck_assert_double_eq(stats.mean, 1000 * c + 0.25);
    }
    emg_sink_destroy(sink);
}
END_TEST

static double
uneven(int64_t frame, int channel)
{
    return sin((double)frame) / 3 + channel;
}

START_TEST(they_do_not_depend_on_the_size_of_blocks)
{
    made how = {.n_channels = 9,
                .sample = uneven,
                .frames = 3000,
                .block_frames = 3000};
    how.channel.step = 0.01;
    how.channel.scale = (emg_scale){-0.33, 8.3, -100, 100, 2, {""}};
    emg_stats whole = stats_of(&how, 9);
    ck_assert_double_gt(whole.flat_s, 0);
    static const int sizes[] = {1, 2, 7, 255, 256, 257, 1000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        how.block_frames = sizes[i];
        emg_stats cut = stats_of(&how, 9);
        ck_assert_mem_eq(&cut, &whole, sizeof cut);
    }
}
END_TEST

START_TEST(they_are_the_same_at_every_width_of_vectors)
{
    static const char *const widths[] = {"16", "32", "64"};
    made how = {
        .n_channels = 9, .sample = uneven, .frames = 3000, .block_frames = 100};
    how.channel.step = 0.01;
    emg_stats first = stats_of(&how, 9);
    for (int i = 0; i < 3; i++) {
        setenv("EMG_KERNEL", widths[i], 1);
        emg_stats stats = stats_of(&how, 9);
        ck_assert_mem_eq(&stats, &first, sizeof first);
    }
}
END_TEST

static double
at_ends(int64_t frame, int channel)
{
    static const double start[] = {100,  100,  100,        /* 3 at the top */
                                   0,    100,  100,  0,    /* 2 are no run */
                                   -100, -100, -100, -100, /* 4 below */
                                   5,    99,   99,   99,   /* within one step */
                                   5,    98,   98,   98};  /* two steps off */
    (void)channel;
    return frame < 19 ? start[frame] : (double)(frame % 2 * 20 - 10);
}

START_TEST(runs_of_three_at_the_ends_of_the_range_are_clipped)
{
    made how = {
        .n_channels = 1, .sample = at_ends, .frames = 1000, .block_frames = 2};
    how.channel.step = 1;
    how.channel.scale = (emg_scale){-100, 100, -100, 100, 2, {""}};
    ck_assert_double_eq(stats_of(&how, 1).clipped, 10 / 1000.0);
    how.channel.scale.bytes = 0;
    ck_assert(isnan(stats_of(&how, 1).clipped));
}
END_TEST

START_TEST(a_scale_that_is_upside_down_clips_all_the_same)
{
    made how = {.n_channels = 1,
                .sample = at_ends,
                .frames = 1000,
                .block_frames = 300};
    how.channel.step = 1;
    how.channel.scale = (emg_scale){100, -100, -100, 100, 2, {""}};
    ck_assert_double_eq(stats_of(&how, 1).clipped, 10 / 1000.0);
}
END_TEST

/* Still from frame 250 to 349, but for single steps; a jump of two at 350. */
static double
still_for_a_while(int64_t frame, int channel)
{
    (void)channel;
    if (frame < 250)
        return frame % 2 ? 40 : -40;
    if (frame < 350)
        return (double)(frame / 3 % 2);
    return frame % 2 ? 3 : -40;
}

START_TEST(the_longest_flat_line_is_told_in_seconds)
{
    made how = {.n_channels = 3,
                .sample = still_for_a_while,
                .frames = 600,
                .block_frames = 64};
    how.channel.step = 1;
    ck_assert_double_eq(stats_of(&how, 3).flat_s, 99 / 1000.0);
    how.channel.step = 0; /* then only equal samples are flat: three by three */
    ck_assert_double_eq(stats_of(&how, 3).flat_s, 2 / 1000.0);
}
END_TEST

START_TEST(a_gap_ends_a_flat_line_and_a_clipped_run)
{
    made how = {.n_channels = 1,
                .sample = still_for_a_while,
                .frames = 600,
                .block_frames = 64,
                .gap_at = 300};
    how.channel.step = 1;
    ck_assert_double_eq(stats_of(&how, 1).flat_s, 49 / 1000.0);
    how.sample = at_ends;
    how.gap_at = 2; /* 1 and 2 samples at the top are left on its sides */
    how.channel.scale = (emg_scale){-100, 100, -100, 100, 2, {""}};
    ck_assert_double_eq(stats_of(&how, 1).clipped, 7 / 600.0);
}
END_TEST

START_TEST(without_a_sample_nothing_is_said)
{
    made how = {.n_channels = 1, .sample = uneven, .block_frames = 8};
    emg_stats stats = stats_of(&how, 1);
    ck_assert_int_eq(stats.samples, 0);
    ck_assert(isnan(stats.min) && isnan(stats.mean) && isnan(stats.rms));
    ck_assert(isnan(stats.clipped) && isnan(stats.flat_s));
    ck_assert_int_eq(stats_of(&how, 7).samples, 0);
}
END_TEST

START_TEST(counting_alone_counts_through_the_loop)
{
    static const toy_stretch stretches[] = {{0, 700, {0, 0, 0}},
                                            {0, 50, {1, 90000000, 700}}};
    static const int groups[] = {2};
    toy_source toy;
    toy_source_init(&toy, 1, groups, stretches, 2);
    emg_sink *sink = emg_count_create(&toy.source.recording, NULL);
    ck_assert_int_eq(emg_run(&toy.source, NULL, sink, 0, NULL), EMG_OK);
    int number = toy.source.recording.groups[0].channels[1].number;
    ck_assert_int_eq(emg_stats_of(sink, number).samples, 750);
    ck_assert(isnan(emg_stats_of(sink, number).mean));
    emg_sink_destroy(sink);
    emg_source_destroy(&toy.source);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, they_are_those_of_numpy);
    tcase_add_test(tests, each_of_seventeen_channels_has_its_own);
    tcase_add_test(tests, they_do_not_depend_on_the_size_of_blocks);
    tcase_add_test(tests, they_are_the_same_at_every_width_of_vectors);
    tcase_add_test(tests, runs_of_three_at_the_ends_of_the_range_are_clipped);
    tcase_add_test(tests, a_scale_that_is_upside_down_clips_all_the_same);
    tcase_add_test(tests, the_longest_flat_line_is_told_in_seconds);
    tcase_add_test(tests, a_gap_ends_a_flat_line_and_a_clipped_run);
    tcase_add_test(tests, without_a_sample_nothing_is_said);
    tcase_add_test(tests, counting_alone_counts_through_the_loop);
}

int
main(void)
{
    return unit_main("stats", add);
}
