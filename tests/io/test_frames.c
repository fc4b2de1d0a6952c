#include "unit.h"

#include "io/frames.h"

#include <string.h>

enum { FRAMES = 37, WIDTH = 12, PICKED = 9 };

/* Frames at an odd address through an outlet of these columns. */
static void
check_columns(const int picked[PICKED])
{
    uint8_t bytes[1 + FRAMES * WIDTH * 8];
    int columns[PICKED];
    emg_block block;
    for (int i = 0; i < FRAMES * WIDTH; i++) {
        double value = i + 0.5;
        memcpy(bytes + 1 + 8 * i, &value, 8);
    }
    memcpy(columns, picked, sizeof columns);
    emg_outlet outlet = {4, PICKED, columns};
    ck_assert_int_eq(emg_block_init(&block, PICKED, FRAMES, NULL), EMG_OK);
    memset(block.frames, 0xFF, sizeof(emg_lanes) * 2 * FRAMES);
    block.n_frames = FRAMES;
    emg_outlet_fill(&outlet, bytes + 1, (size_t)WIDTH * 8, &block);
    ck_assert_int_eq(block.group, 4);
    ck_assert_int_eq(block.n_channels, PICKED);
    for (int f = 0; f < FRAMES; f++) {
        for (int c = 0; c < PICKED; c++)
            ck_assert_double_eq(emg_block_at(&block, c, f),
                                f * WIDTH + picked[c] + 0.5);
        for (int l = 1; l < EMG_LANES; l++)
            ck_assert_double_eq(emg_block_bank(&block, 1)[f].v[l], 0);
    }
    emg_block_clear(&block);
}

START_TEST(columns_become_lanes_and_spare_lanes_are_zero)
{
    static const int apart[PICKED] = {11, 0, 2, 3, 4, 5, 6, 7, 8};
    static const int together[PICKED] = {2, 3, 4, 5, 6, 7, 8, 9, 11};
    check_columns(apart);
    check_columns(together);
}
END_TEST

START_TEST(an_outlet_holds_the_places_of_its_group_s_channels)
{
    enum { CHANNELS = 4 };
    emg_channel channels[CHANNELS] = {0};
    emg_rate rates[CHANNELS];
    static const emg_use uses[] = {EMG_PASS, EMG_TREAT, EMG_DROP, EMG_PASS};
    emg_recording recording = {0};
    emg_outlet outlets[2];
    int columns[3];
    for (int i = 0; i < CHANNELS; i++) {
        channels[i].number = i + 1;
        rates[i] = (emg_rate){1000, 1};
    }
    ck_assert_int_eq(
        emg_recording_group(&recording, CHANNELS, channels, rates, uses, NULL),
        EMG_OK);
    emg_outlets_connect(outlets, columns, &recording);
    ck_assert_int_eq(outlets[0].n, 2);
    ck_assert_int_eq(outlets[0].columns[0], 0);
    ck_assert_int_eq(outlets[0].columns[1], 3);
    ck_assert_int_eq(outlets[1].group, 1);
    ck_assert_int_eq(outlets[1].columns[0], 1);
    emg_recording_clear(&recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, an_outlet_holds_the_places_of_its_group_s_channels);
    tcase_add_test(tests, columns_become_lanes_and_spare_lanes_are_zero);
}

int
main(void)
{
    return unit_main("frames", add);
}
