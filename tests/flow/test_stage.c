#include "unit.h"

#include "emg/flow.h"
#include "toys.h"

static int destroyed;

static void
note_destroy(emg_stage *stage)
{
    (void)stage;
    destroyed++;
}

START_TEST(a_stage_begins_with_a_format_of_its_own_and_no_lag)
{
    static const emg_stage_ops ops = {.name = "none", .destroy = note_destroy};
    emg_stage stage = {.lag_frames = 9};
    emg_format in;
    toy_format(&in, 3);
    ck_assert_int_eq(emg_stage_init(&stage, &ops, &in, NULL), EMG_OK);
    emg_format_clear(&in);
    ck_assert_ptr_eq(stage.ops, &ops);
    ck_assert_int_eq(stage.lag_frames, 0);
    ck_assert_int_eq(stage.out.n_channels, 3);
    ck_assert_str_eq(stage.out.channels[2].label, "M3");
    emg_stage_destroy(&stage);
    ck_assert_int_eq(destroyed, 1);
}
END_TEST

START_TEST(destroying_nothing_is_fine)
{
    emg_stage_destroy(NULL);
    ck_assert_int_eq(destroyed, 0);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_stage_begins_with_a_format_of_its_own_and_no_lag);
    tcase_add_test(tests, destroying_nothing_is_fine);
}

int
main(void)
{
    return unit_main("stage", add);
}
