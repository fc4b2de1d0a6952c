#include "stage.h"
#include "toys.h"
#include "unit.h"

#include "emg/analysis.h"

static emg_status
build(emg_chain *chain, const void *settings, emg_error *error)
{
    (void)settings;
    return emg_chain_add(
        chain, emg_silence_create(emg_chain_format(chain), error), error);
}

START_TEST(it_is_a_stage_like_all_others)
{
    stage_asks("silence", build, NULL, 1000, 3000);
}
END_TEST

/* Eleven channels, all silent but number 9, which moves at the last frame. */
START_TEST(only_a_channel_that_never_changes_is_silent)
{
    emg_format format;
    emg_lanes frames[4] = {0};
    toy_format(&format, 11);
    emg_stage *stage = emg_silence_create(&format, NULL);
    for (int f = 0; f < 4; f++)
        for (int l = 0; l < EMG_LANES; l++)
            frames[f].v[l] = 0.1 + l;
    ck_assert_int_eq(stage->ops->process(stage, 0, frames, 4, 4, NULL), 4);
    ck_assert_int_eq(stage->ops->process(stage, 1, frames, 3, 4, NULL), 3);
    frames[3].v[1] += 1e-12;
    ck_assert_int_eq(stage->ops->process(stage, 1, frames + 3, 1, 4, NULL), 1);
    for (int c = 0; c < 11; c++)
        ck_assert_int_eq(emg_silence_of(stage, c), c != 9);
    emg_stage_destroy(stage);
    emg_format_clear(&format);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, it_is_a_stage_like_all_others);
    tcase_add_test(tests, only_a_channel_that_never_changes_is_silent);
}

int
main(void)
{
    return unit_main("silence", add);
}
