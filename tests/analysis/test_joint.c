/* Groups of muscles before an index is taken of them. */
#include "recorded.h"
#include "unit.h"

#include "analysis/joint.h"

#include <math.h>

static const emg_index_rule rule = {EMG_REFERENCE_MAX, true, 4, 0, 0};
static const emg_rest_level levels[] = {{.number = 1, .mean = 3, .sd = 0.5},
                                        {.number = 2, .mean = 0, .sd = 0.5},
                                        {.number = 3, .mean = 0, .sd = 0.5}};

/* Frames of three channels: 5 4 0, then 3 8 2 (at rest, loud, just on). */
static const double x[] = {5, 3}, y[] = {4, 8}, z[] = {0, 2.5};
static const double *const channels[] = {x, y, z};

typedef struct held {
    recorded source;
    emg_block block;
} held;

static void
hold(held *h)
{
    recorded_init(&h->source, 1000, 3, channels, 2);
    ck_assert_int_eq(emg_block_init(&h->block, 3, 2, NULL), EMG_OK);
    h->block.n_frames = 2;
    h->block.n_channels = 3;
    for (int i = 0; i < 2; i++)
        for (int c = 0; c < 3; c++)
            emg_block_bank(&h->block, 0)[i].v[c] = channels[c][i];
}

static void
release(held *h)
{
    emg_block_clear(&h->block);
    recorded_clear(&h->source);
}

START_TEST(envelopes_are_corrected_scaled_and_averaged)
{
    emg_group_pair pair = {{1, {1}, {0}}, {2, {2, 3}, {0}}};
    emg_joint joint;
    held h;
    hold(&h);
    ck_assert_int_eq(emg_joint_init(&joint, &h.source.source.recording, &pair,
                                    &rule, levels, 3, NULL),
                     EMG_OK);
    emg_joint_refer(&joint, &h.block, 0, 2);
    emg_joint_settle(&joint, EMG_REFERENCE_MAX);
    emg_index_point p = emg_joint_point(&joint, &h.block, 0);
    ck_assert_double_eq_tol(p.a, 1, 1e-12);    /* sqrt(25 - 9) of its most, 4 */
    ck_assert_double_eq_tol(p.b, 0.25, 1e-12); /* of 4 / 8 and 0 */
    ck_assert(!p.a_on && p.b_on);              /* 5 is not above 3 + 4 * 0.5 */
    p = emg_joint_point(&joint, &h.block, 1);
    ck_assert_double_eq(p.a, 0);
    ck_assert_double_eq_tol(p.b, 1, 1e-12);
    release(&h);
}
END_TEST

START_TEST(a_muscle_without_rest_is_told_of)
{
    emg_group_pair pair = {{1, {1}, {0}}, {1, {2}, {0}}};
    emg_joint joint;
    held h;
    hold(&h);
    emg_joint_init(&joint, &h.source.source.recording, &pair, &rule, levels, 1,
                   NULL);
    ck_assert_int_eq(joint.state, EMG_STATE_NO_REST);
    ck_assert(!emg_joint_knows_activity(&joint));
    release(&h);
}
END_TEST

START_TEST(what_is_hidden_of_one_muscle_is_hidden_of_all)
{
    emg_group_pair pair = {{1, {1}, {0}}, {1, {2}, {0}}};
    emg_masked stretch = {2, 0.001, 1};
    emg_mask *mask = emg_mask_create(&stretch, 1, NULL);
    emg_joint joint;
    held h;
    hold(&h);
    emg_joint_init(&joint, &h.source.source.recording, &pair, &rule, levels, 3,
                   NULL);
    const emg_format *format = &h.source.source.recording.groups[0];
    emg_mask_run run = emg_joint_run(&joint, mask, format, &h.block, 0);
    ck_assert(!run.hidden && run.to == 1);
    run = emg_joint_run(&joint, mask, format, &h.block, 1);
    ck_assert(run.hidden && run.to == 2);
    emg_mask_destroy(mask);
    release(&h);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, envelopes_are_corrected_scaled_and_averaged);
    tcase_add_test(tests, a_muscle_without_rest_is_told_of);
    tcase_add_test(tests, what_is_hidden_of_one_muscle_is_hidden_of_all);
}

int
main(void)
{
    return unit_main("joint", add);
}
