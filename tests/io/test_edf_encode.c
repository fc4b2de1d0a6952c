#include "unit.h"

#include "base/memory.h"
#include "io/edf_write.h"

#include <math.h>
#include <string.h>

enum { FAST = 20, SLOW = 5 }; /* frames of a record */

/* Channels 1, 3, 4 ... at 200 Hz and 2 at 50 Hz, digital in steps of 1. */
static void
make_recording(emg_recording *recording, int n)
{
    emg_channel *channels = emg_new((size_t)n, sizeof *channels, NULL);
    emg_rate rates[12];
    emg_use uses[12];
    for (int c = 0; c < n; c++) {
        channels[c].number = c + 1;
        channels[c].scale = (emg_scale){.physical_min = -1000,
                                        .physical_max = 1000,
                                        .digital_min = -1000,
                                        .digital_max = 1000,
                                        .bytes = 2};
        rates[c] = (emg_rate){c == 1 ? 50 : 200, 1};
        uses[c] = EMG_TREAT;
    }
    *recording = (emg_recording){0};
    ck_assert_int_eq(
        emg_recording_group(recording, n, channels, rates, uses, NULL), EMG_OK);
    emg_free(channels);
}

/* What channel c has at a frame. */
static double
sample(int c, int64_t frame)
{
    return (double)(c * 50 + frame % 37);
}

static void
take(emg_join *join, const emg_recording *recording, int group, int from, int n)
{
    const emg_format *format = &recording->groups[group];
    emg_block block;
    emg_block_init(&block, format->n_channels, n, NULL);
    block.group = group;
    block.n_frames = n;
    block.first_frame = from;
    for (int c = 0; c < format->n_channels; c++)
        for (int i = 0; i < n; i++)
            emg_block_bank(&block, c / EMG_LANES)[i].v[c % EMG_LANES] =
                sample(format->channels[c].number, from + i);
    ck_assert_int_eq(emg_join_take(join, &block, NULL), EMG_OK);
    emg_block_clear(&block);
}

static void
check_column(const emg_edf_layout *layout, int c, const uint8_t *record,
             int64_t first, int64_t n)
{
    const emg_edf_column *column = &layout->columns[c];
    const uint8_t *at = record + column->offset;
    for (int64_t i = 0; i < column->frames; i++, at += layout->width) {
        int32_t code = layout->width == 2
                           ? (int16_t)(at[0] | at[1] << 8)
                           : at[0] | at[1] << 8 | (int8_t)at[2] * 65536;
        int64_t frame = first + (i < n ? i : n - 1);
        ck_assert_int_eq(code, n > 0 ? (int)sample(c + 1, frame) : 0);
    }
}

typedef struct encoded {
    emg_recording recording;
    emg_edf_layout layout;
    emg_join join;
    emg_edf_encoder encoder;
    emg_edf_outcome outcomes[12];
    uint8_t *record;
} encoded;

static void
begin(encoded *e, int n, int width)
{
    make_recording(&e->recording, n);
    emg_edf_layout_init(&e->layout, &e->recording, width, NULL);
    emg_join_init(&e->join, &e->recording, NULL);
    ck_assert_int_eq(
        emg_edf_encoder_init(&e->encoder, &e->recording, &e->layout, NULL),
        EMG_OK);
    e->record = emg_new((size_t)emg_edf_record_bytes(&e->layout), 1, NULL);
    ck_assert_int_eq(e->layout.columns[0].frames, FAST);
    ck_assert_int_eq(e->layout.columns[1].frames, SLOW);
}

static void
end(encoded *e)
{
    emg_edf_encoder_clear(&e->encoder);
    emg_join_clear(&e->join);
    emg_edf_layout_clear(&e->layout);
    emg_recording_clear(&e->recording);
    emg_free(e->record);
}

/* Records go round the ring in which frames wait, and past its end. */
START_TEST(each_channel_is_found_in_its_column)
{
    for (int n = 3; n <= 12; n++) {
        encoded e = {0};
        begin(&e, n, _i);
        for (int r = 0; r < 9; r++) {
            take(&e.join, &e.recording, 0, r * FAST, FAST);
            take(&e.join, &e.recording, 1, r * SLOW, SLOW);
            emg_edf_encode(&e.encoder, &e.layout, &e.join, e.record,
                           e.outcomes);
            for (int c = 0; c < n; c++) {
                int64_t frames = e.layout.columns[c].frames;
                check_column(&e.layout, c, e.record, r * frames, frames);
                ck_assert_int_eq(e.outcomes[c].outside, 0);
                ck_assert(!e.outcomes[c].strange);
            }
            emg_join_drop(&e.join, 0, FAST);
            emg_join_drop(&e.join, 1, SLOW);
        }
        end(&e);
    }
}
END_TEST

START_TEST(the_last_sample_is_repeated_where_frames_lack)
{
    for (int n = 0; n <= FAST; n += 5) {
        encoded e = {0};
        begin(&e, 4, _i);
        take(&e.join, &e.recording, 0, 0, n);
        take(&e.join, &e.recording, 1, 0, n / 5);
        emg_edf_encode(&e.encoder, &e.layout, &e.join, e.record, e.outcomes);
        for (int c = 0; c < 4; c++)
            check_column(&e.layout, c, e.record, 0, c == 1 ? n / 5 : n);
        end(&e);
    }
}
END_TEST

START_TEST(what_is_outside_or_strange_is_told_of_its_channel)
{
    encoded e = {0};
    begin(&e, 12, 2);
    take(&e.join, &e.recording, 0, 0, FAST);
    take(&e.join, &e.recording, 1, 0, SLOW);
    emg_fifo *fifo = &e.join.groups[0].fifo;
    fifo->ring[7].v[2] = 40000; /* the third: channel 4 */
    fifo->ring[8].v[2] = -40000;
    fifo->ring[fifo->room + 3].v[1] = (double)NAN; /* the tenth: channel 11 */
    emg_edf_encode(&e.encoder, &e.layout, &e.join, e.record, e.outcomes);
    for (int c = 0; c < 12; c++) {
        ck_assert_int_eq(e.outcomes[c].outside, c == 3 ? 2 : c == 10);
        ck_assert(e.outcomes[c].strange == (c == 10));
    }
    end(&e);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, each_channel_is_found_in_its_column, 2, 4);
    tcase_add_loop_test(tests, the_last_sample_is_repeated_where_frames_lack, 2,
                        4);
    tcase_add_test(tests, what_is_outside_or_strange_is_told_of_its_channel);
}

int
main(void)
{
    return unit_main("edf_encode", add);
}
