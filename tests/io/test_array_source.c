#include "unit.h"

#include "emg/io.h"

#include <stdlib.h>

#define FRAMES 1000
#define CHANNELS 11

static double samples[FRAMES][CHANNELS];
static emg_channel channels[CHANNELS];
static emg_format format = {.rate = {2000, 1},
                            .rate_hz = 2000,
                            .n_channels = CHANNELS,
                            .channels = channels};

static void
set_up(void)
{
    for (int f = 0; f < FRAMES; f++)
        for (int c = 0; c < CHANNELS; c++)
            samples[f][c] = f - 1000.0 * c;
}

/* Every sample of every channel that is not dropped comes once, in order. */
static void
read_all(emg_source *source, int capacity, const emg_use *uses)
{
    int64_t frames[3] = {0};
    emg_block block;
    ck_assert_int_eq(emg_block_init(&block, CHANNELS, capacity, NULL), EMG_OK);
    while (!source->ended) {
        ck_assert_int_eq(source->ops->next(source, &block, NULL), EMG_OK);
        const emg_format *group = &source->recording.groups[block.group];
        ck_assert_int_eq(block.n_channels, group->n_channels);
        ck_assert_int_eq(block.first_frame, frames[block.group]);
        for (int f = 0; f < block.n_frames; f++)
            for (int c = 0; c < group->n_channels; c++) {
                int column = group->channels[c].number - 1;
                ck_assert_int_ne(uses ? uses[column] : EMG_TREAT, EMG_DROP);
                ck_assert_double_eq(emg_block_at(&block, c, f),
                                    samples[block.first_frame + f][column]);
            }
        frames[block.group] += block.n_frames;
    }
    for (int g = 0; g < source->recording.n_groups; g++)
        ck_assert_int_eq(frames[g], FRAMES);
    emg_block_clear(&block);
}

START_TEST(every_sample_comes_once_in_blocks_of_any_size)
{
    static const int capacities[] = {1, 7, 256, 4096};
    emg_source *source =
        emg_array_open(samples[0], FRAMES, &format, "array", NULL);
    ck_assert_int_eq(source->recording.groups[0].n_channels, CHANNELS);
    ck_assert_int_eq(source->recording.groups[0].channels[10].number, 11);
    ck_assert_double_eq(source->recording.duration_s, 0.5);
    for (size_t i = 0; i < sizeof capacities / sizeof *capacities; i++) {
        read_all(source, capacities[i], NULL);
        ck_assert_int_eq(source->ops->rewind(source, NULL), EMG_OK);
    }
    emg_source_destroy(source);
}
END_TEST

START_TEST(channels_can_be_chosen_and_parted)
{
    emg_use uses[CHANNELS] = {EMG_TREAT, EMG_DROP, EMG_PASS, EMG_TREAT};
    emg_source *source =
        emg_array_open(samples[0], FRAMES, &format, "array", NULL);
    ck_assert_int_eq(emg_source_select(source, uses, NULL), EMG_OK);
    ck_assert_int_eq(source->recording.n_groups, 2);
    ck_assert_int_eq(emg_recording_channels(&source->recording), 3);
    read_all(source, 64, uses);
    emg_source_destroy(source);
}
END_TEST

START_TEST(an_array_without_frames_has_ended)
{
    emg_source *source = emg_array_open(NULL, 0, &format, "array", NULL);
    ck_assert(source->ended);
    emg_source_destroy(source);
}
END_TEST

/* printf '\0\0\0\0\0\0\360\077' | xxhsum -H2 */
START_TEST(the_fingerprint_is_that_of_the_bytes)
{
    const double one = 1;
    char text[33];
    emg_format single = {
        .rate = {1, 1}, .rate_hz = 1, .n_channels = 1, .channels = channels};
    emg_source *source = emg_array_open(&one, 1, &single, "one", NULL);
    ck_assert_int_eq(source->ops->fingerprint(source, text, NULL), EMG_OK);
    ck_assert_str_eq(text, "1d85e13540b8f55dacbcf3ae8a39cd07");
    emg_source_destroy(source);
}
END_TEST

static void
add(TCase *tests)
{
    set_up();
    tcase_add_test(tests, every_sample_comes_once_in_blocks_of_any_size);
    tcase_add_test(tests, channels_can_be_chosen_and_parted);
    tcase_add_test(tests, an_array_without_frames_has_ended);
    tcase_add_test(tests, the_fingerprint_is_that_of_the_bytes);
}

int
main(void)
{
    return unit_main("array_source", add);
}
