#include "unit.h"

#include "analysis/pair_group.h"
#include "toys.h"

static emg_format format;

/* Segments of these lengths, in blocks of 100 at most. */
static emg_pair_group
noted(const int *lengths, int n)
{
    emg_pair_group group = {0};
    emg_conditioning conditioning = emg_conditioning_default();
    int64_t first = 0;
    toy_format(&format, 2);
    ck_assert_int_eq(emg_pair_group_init(&group, &format, &conditioning, NULL),
                     EMG_OK);
    for (int s = 0; s < n; s++) {
        emg_block block = {.segment = {.number = s, .first_frame = first}};
        for (int left = lengths[s]; left > 0; left -= block.n_frames) {
            block.n_frames = left < 100 ? left : 100;
            emg_pair_group_note(&group, &block, NULL);
        }
        first += lengths[s];
    }
    return group;
}

static void
clear(emg_pair_group *group)
{
    emg_pair_group_clear(group);
    emg_format_clear(&format);
}

START_TEST(a_frame_lies_in_its_segment)
{
    static const int lengths[] = {250, 1, 1000};
    emg_pair_group group = noted(lengths, 3);
    int64_t end;
    ck_assert_int_eq(group.frames, 1251);
    ck_assert_uint_eq(group.n_segments, 3);
    ck_assert_int_eq(emg_pair_group_segment(&group, 0, &end)->number, 0);
    ck_assert_int_eq(end, 250);
    ck_assert_int_eq(emg_pair_group_segment(&group, 250, &end)->number, 1);
    ck_assert_int_eq(end, 251);
    ck_assert_int_eq(emg_pair_group_segment(&group, 1250, &end)->number, 2);
    ck_assert_int_eq(end, 1251);
    clear(&group);
}
END_TEST

/* 6 Hz at 1000 Hz: 167 frames of padding */
START_TEST(segments_within_the_padding_are_short)
{
    static const int brief[] = {167, 100}, enough[] = {100, 168};
    emg_pair_group group = noted(brief, 2);
    ck_assert_int_eq(group.padding, 167);
    ck_assert(emg_pair_group_is_short(&group));
    clear(&group);
    group = noted(enough, 2);
    ck_assert(!emg_pair_group_is_short(&group));
    clear(&group);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_frame_lies_in_its_segment);
    tcase_add_test(tests, segments_within_the_padding_are_short);
}

int
main(void)
{
    return unit_main("pair_group", add);
}
