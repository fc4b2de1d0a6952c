#include "toys.h"
#include "unit.h"

#include "emg/filter.h"

#include <math.h>
#include <string.h>

#define N 40

/* Frames of 11 channels in two banks, one call a bank. */
static int
run(emg_stage *stage, emg_lanes (*banks)[N], emg_error *error)
{
    for (int b = 0; b < 2; b++)
        if (stage->ops->process(stage, b, banks[b], N, N, error) != N)
            return -1;
    return N;
}

static emg_stage *
guard(void)
{
    emg_format in;
    toy_format(&in, 11);
    strcpy(in.channels[9].label, "L biceps");
    emg_stage *stage = emg_finite_create(&in, NULL);
    emg_format_clear(&in);
    return stage;
}

START_TEST(the_first_bad_sample_is_named_by_channel_and_frame)
{
    static emg_lanes banks[2][N];
    static const double bad[] = {NAN, INFINITY, -INFINITY};
    for (int at = 0; at < N; at++) {
        emg_error error = EMG_NO_ERROR;
        emg_stage *stage = guard();
        memset(banks, 0, sizeof banks);
        ck_assert_int_eq(run(stage, banks, &error), N);
        banks[1][at].v[1] = bad[at % 3];
        if (at + 1 < N)
            banks[1][at + 1].v[0] = NAN; /* later: not the one to blame */
        ck_assert_int_eq(run(stage, banks, &error), -1);
        ck_assert_int_eq(error.status, EMG_BAD_FILE);
        ck_assert_int_eq(error.frame, N + at);
        ck_assert_str_eq(error.channel, "L biceps");
        emg_stage_destroy(stage);
    }
}
END_TEST

START_TEST(finite_samples_pass_as_they_are_however_large)
{
    static emg_lanes banks[2][N], before[2][N];
    emg_error error = EMG_NO_ERROR;
    emg_stage *stage = guard();
    for (int i = 0; i < N; i++)
        for (int k = 0; k < EMG_LANES; k++) {
            banks[0][i].v[k] = i % 2 ? 1.7e308 : -1.7e308;
            banks[1][i].v[k] = k < 3 ? 1e-310 : NAN; /* spare lanes */
        }
    memcpy(before, banks, sizeof banks);
    ck_assert_int_eq(run(stage, banks, &error), N);
    ck_assert(memcmp(before, banks, sizeof banks) == 0);
    ck_assert_int_eq(error.status, EMG_OK);
    emg_stage_destroy(stage);
}
END_TEST

/* A bad sample 5 frames after a turn that comes behind N good ones. */
static int64_t
frame_blamed_after(void (*turn)(emg_chain *))
{
    emg_error error = EMG_NO_ERROR;
    emg_format in;
    toy_format(&in, 1);
    emg_chain *chain = emg_chain_create(&in, NULL);
    emg_chain_add(chain, emg_finite_create(&in, NULL), NULL);
    emg_block block;
    emg_block_init(&block, 1, N, NULL);
    for (int segment = 0; segment < 2; segment++) {
        block.n_frames = N;
        block.segment =
            (emg_segment){.number = segment, .first_frame = segment * N};
        block.first_frame = segment * N;
        block.frames[5].v[0] = segment ? NAN : 0;
        ck_assert_int_eq(emg_chain_process(chain, &block, &error),
                         segment ? EMG_BAD_FILE : EMG_OK);
        turn(chain);
    }
    emg_block_clear(&block);
    emg_chain_destroy(chain);
    emg_format_clear(&in);
    return error.frame;
}

START_TEST(frames_are_counted_on_after_a_gap)
{
    ck_assert_int_eq(frame_blamed_after(emg_chain_gap), N + 5);
}
END_TEST

START_TEST(another_pass_counts_frames_afresh)
{
    ck_assert_int_eq(frame_blamed_after(emg_chain_reset), 5);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_first_bad_sample_is_named_by_channel_and_frame);
    tcase_add_test(tests, finite_samples_pass_as_they_are_however_large);
    tcase_add_test(tests, frames_are_counted_on_after_a_gap);
    tcase_add_test(tests, another_pass_counts_frames_afresh);
}

int
main(void)
{
    return unit_main("finite", add);
}
