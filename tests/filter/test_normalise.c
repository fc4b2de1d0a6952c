#include "stage.h"
#include "toys.h"
#include "unit.h"

#include "emg/filter.h"

static const emg_normal normals[] = {{1, 200, 3}, {3, 50, 0}, {9, 0, 12}};

static emg_status
build(emg_chain *chain, const void *settings, emg_error *error)
{
    (void)settings;
    return emg_chain_add(
        chain, emg_normalise_create(emg_chain_format(chain), normals, 3, error),
        error);
}

START_TEST(it_is_a_stage_like_all_others)
{
    stage_asks("normalise", build, NULL, 1000, 3000);
}
END_TEST

/* 3-4-5 and 5-12-13. */
START_TEST(noise_is_taken_out_in_power_and_the_rest_told_in_percent)
{
    emg_format format;
    emg_lanes one[2], two[2];
    toy_format(&format, 10);
    emg_stage *stage = emg_normalise_create(&format, normals, 3, NULL);
    for (int k = 0; k < EMG_LANES; k++) {
        one[0].v[k] = two[1].v[k] = 5;
        one[1].v[k] = 2;
        two[0].v[k] = 13;
    }
    ck_assert_int_eq(stage->ops->process(stage, 0, one, 2, 2, NULL), 2);
    ck_assert_int_eq(stage->ops->process(stage, 1, two, 2, 2, NULL), 2);
    ck_assert_double_eq(one[0].v[0], 2); /* % */
    ck_assert_double_eq(one[1].v[0], 0);
    ck_assert_double_eq(one[0].v[1], 5);
    ck_assert_double_eq(one[0].v[2], 10); /* % */
    ck_assert_double_eq(two[0].v[0], 5);  /* its unit */
    ck_assert_double_eq(two[1].v[0], 0);
    ck_assert_double_eq(two[0].v[1], 13);
    emg_stage_destroy(stage);
    emg_format_clear(&format);
}
END_TEST

START_TEST(the_unit_of_what_has_a_reference_is_percent)
{
    emg_format format;
    toy_format(&format, 10);
    for (int c = 0; c < 10; c++)
        emg_channel_set_unit(&format.channels[c], "mV");
    emg_stage *stage = emg_normalise_create(&format, normals, 3, NULL);
    ck_assert_str_eq(stage->out.channels[0].unit, "%");
    ck_assert_double_eq(stage->out.channels[0].to_uv, 0);
    ck_assert_str_eq(stage->out.channels[1].unit, "mV");
    ck_assert_str_eq(stage->out.channels[2].unit, "%");
    ck_assert_str_eq(stage->out.channels[8].unit, "mV");
    emg_stage_destroy(stage);
    emg_format_clear(&format);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, it_is_a_stage_like_all_others);
    tcase_add_test(tests,
                   noise_is_taken_out_in_power_and_the_rest_told_in_percent);
    tcase_add_test(tests, the_unit_of_what_has_a_reference_is_percent);
}

int
main(void)
{
    return unit_main("normalise", add);
}
