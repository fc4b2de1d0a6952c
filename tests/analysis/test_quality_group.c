/* How epochs follow each other in one group. */
#include "toys.h"
#include "unit.h"

#include "analysis/quality_group.h"

#include <math.h>

#define RATE TOY_RATE_HZ

typedef struct
try {
    emg_format format;
    emg_quality_group group;
    emg_block block;
}
try;

static const emg_quality_known known[] = {{2, -9, 9, 1}, {1, -9, 9, NAN}};

static void
begin(try *t, double epoch_s)
{
    emg_conditioning conditioning = emg_conditioning_default();
    *t = (try){0};
    toy_format(&t->format, 2);
    emg_block_init(&t->block, 2, EMG_BLOCK_FRAMES, NULL);
    ck_assert_int_eq(emg_quality_group_init(&t->group, &t->format,
                                            &conditioning, known, 2, epoch_s,
                                            NULL),
                     EMG_OK);
}

static void
end(try *t)
{
    emg_quality_group_clear(&t->group);
    emg_block_clear(&t->block);
    emg_format_clear(&t->format);
}

/* n frames of a segment that is `number`; the first channel hums at 50 Hz, the
 * second clips. */
static void
take(try *t, int number, emg_ticks start, int n)
{
    for (int at = 0; at < n;) {
        int now = n - at < 250 ? n - at : 250;
        t->block.segment = (emg_segment){number, start, 0};
        t->block.first_frame = at;
        t->block.n_frames = now;
        for (int i = 0; i < now; i++) {
            double hum = sin(2 * M_PI * 50 * (at + i) / RATE);
            t->block.frames[i].v[0] = hum;
            t->block.frames[i].v[1] = hum > 0 ? 9 : -9;
        }
        ck_assert_int_eq(emg_quality_group_take(&t->group, &t->block, NULL),
                         EMG_OK);
        at += now;
    }
}

START_TEST(each_channel_has_a_row_an_epoch)
{
    try t;
    begin(&t, 2);
    take(&t, 0, 0, 4 * RATE);
    ck_assert_int_eq(emg_quality_group_end(&t.group, NULL), EMG_OK);
    ck_assert_uint_eq(t.group.n, 4);
    for (int i = 0; i < 4; i++) {
        const emg_quality *row = &t.group.rows[i];
        ck_assert_int_eq(row->number, i % 2 + 1);
        ck_assert_double_eq(row->onset_s, i / 2 * 2);
        ck_assert_double_eq(row->duration_s, 2);
        ck_assert_double_eq(row->line_hz, 50);
        ck_assert(i % 2 ? row->values[EMG_QUALITY_CLIPPED] > 0.9
                        : row->values[EMG_QUALITY_CLIPPED] == 0);
        /* rest is known of the second channel alone */
        ck_assert_int_eq(isnan(row->values[EMG_QUALITY_SNR]) != 0, i % 2 == 0);
    }
    end(&t);
}
END_TEST

START_TEST(a_segment_begins_an_epoch_and_its_rows_stay)
{
    static const double onsets[] = {0, 2, 99}, durations[] = {2, 1, 0.5};
    try t;
    begin(&t, 2);
    take(&t, 0, 0, 3 * RATE);
    take(&t, 1, 99 * (emg_ticks)EMG_TICKS_PER_S, RATE / 2);
    ck_assert_int_eq(emg_quality_group_end(&t.group, NULL), EMG_OK);
    ck_assert_uint_eq(t.group.n, 6);
    for (int i = 0; i < 6; i++) {
        ck_assert_double_eq(t.group.rows[i].onset_s, onsets[i / 2]);
        ck_assert_double_eq(t.group.rows[i].duration_s, durations[i / 2]);
        ck_assert_int_eq(isnan(t.group.rows[i].line_hz) != 0, i / 2 == 2);
    }
    end(&t);
}
END_TEST

START_TEST(no_frames_are_no_rows)
{
    try t;
    begin(&t, 2);
    ck_assert_int_eq(emg_quality_group_end(&t.group, NULL), EMG_OK);
    ck_assert_uint_eq(t.group.n, 0);
    end(&t);
}
END_TEST

START_TEST(a_channel_of_which_nothing_is_known_is_refused)
{
    emg_error error = EMG_NO_ERROR;
    emg_conditioning conditioning = emg_conditioning_default();
    emg_quality_group group = {0};
    emg_format format;
    toy_format(&format, 3);
    ck_assert_int_eq(emg_quality_group_init(&group, &format, &conditioning,
                                            known, 2, 2, &error),
                     EMG_BAD_OPTION);
    ck_assert_str_eq(error.text, "nothing is known of channel 3");
    emg_quality_group_clear(&group);
    emg_format_clear(&format);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_channel_has_a_row_an_epoch);
    tcase_add_test(tests, a_segment_begins_an_epoch_and_its_rows_stay);
    tcase_add_test(tests, no_frames_are_no_rows);
    tcase_add_test(tests, a_channel_of_which_nothing_is_known_is_refused);
}

int
main(void)
{
    return unit_main("quality_group", add);
}
