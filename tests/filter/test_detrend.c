#include "toys.h"
#include "unit.h"

#include "emg/filter.h"

#include <string.h>

#define N 10

/* Channels 1 and 10: two banks. */
static const emg_trend trends[] = {{1, 0, 5, 2},
                                   {10, 0, -1, 0.5},
                                   {1, 1, 100, 0},
                                   {99, 7, 1e9, 0}}; /* of another group */

static emg_stage *
stage_of_ten(void)
{
    emg_format in;
    toy_format(&in, 10);
    for (int c = 0; c < 10; c++)
        in.channels[c].number = c + 1;
    emg_stage *stage =
        emg_detrend_create(&in, trends, sizeof trends / sizeof *trends, NULL);
    emg_format_clear(&in);
    return stage;
}

/* Zeros through a bank: what leaves is what was taken away. */
static void
demand(emg_stage *stage, int bank, int lane, double level, double slope)
{
    emg_lanes frames[N];
    memset(frames, 0, sizeof frames);
    ck_assert_int_eq(stage->ops->process(stage, bank, frames, 4, N, NULL), 4);
    ck_assert_int_eq(
        stage->ops->process(stage, bank, frames + 4, N - 4, N, NULL), N - 4);
    for (int i = 0; i < N; i++)
        ck_assert_double_eq(frames[i].v[lane], -(level + slope * i));
}

START_TEST(each_channel_loses_its_line)
{
    emg_stage *stage = stage_of_ten();
    demand(stage, 0, 0, 5, 2);
    stage->ops->reset(stage);
    demand(stage, 0, 1, 0, 0);
    demand(stage, 1, 1, -1, 0.5);
    ck_assert_str_eq(stage->out.channels[0].prefilter, "detrended");
    emg_stage_destroy(stage);
}
END_TEST

START_TEST(each_segment_has_a_line_of_its_own_and_the_last_one_stays)
{
    emg_stage *stage = stage_of_ten();
    demand(stage, 0, 0, 5, 2);
    for (int segment = 1; segment < 4; segment++) {
        stage->ops->gap(stage);
        demand(stage, 0, 0, 100, 0);
    }
    stage->ops->reset(stage);
    demand(stage, 0, 0, 5, 2);
    emg_stage_destroy(stage);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_channel_loses_its_line);
    tcase_add_test(tests,
                   each_segment_has_a_line_of_its_own_and_the_last_one_stays);
}

int
main(void)
{
    return unit_main("detrend", add);
}
