/* Recordings made by hand, and run into sinks in blocks of any size. */
#ifndef TESTS_IO_WRITING_H
#define TESTS_IO_WRITING_H

#include "emg/flow.h"
#include "io/output.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A recording of channels that each have a rate of their own choice. */
typedef struct writing {
    emg_recording recording;
    emg_channel channels[16];
    emg_rate rates[16];
    emg_use uses[16];
    int n;
} writing;

static inline emg_channel *
writing_add(writing *w, const char *label, const char *unit, int64_t rate_hz)
{
    emg_channel *channel = &w->channels[w->n];
    *channel = (emg_channel){.number = w->n + 1};
    snprintf(channel->label, sizeof channel->label, "%s", label);
    emg_channel_set_unit(channel, unit);
    w->rates[w->n] = (emg_rate){rate_hz, 1};
    w->uses[w->n] = EMG_PASS;
    w->n++;
    return channel;
}

static inline void
writing_group(writing *w)
{
    ck_assert_int_eq(emg_recording_group(&w->recording, w->n, w->channels,
                                         w->rates, w->uses, NULL),
                     EMG_OK);
}

/* Gives frames [from, to) of a group in blocks; sample = value(number, frame).
 * Returns the sink's first failure. */
static inline emg_status
writing_give(const writing *w, emg_sink *sink, int group, emg_segment segment,
             int64_t from, int64_t to, int block_frames,
             double (*value)(int number, int64_t frame), emg_error *error)
{
    const emg_format *format = &w->recording.groups[group];
    emg_block block;
    emg_status status = EMG_OK;
    ck_assert_int_eq(
        emg_block_init(&block, format->n_channels, block_frames, NULL), EMG_OK);
    block.group = group;
    block.segment = segment;
    while (from < to && !status) {
        int64_t left = to - from;
        block.first_frame = from;
        block.n_frames = left < block_frames ? (int)left : block_frames;
        for (int f = 0; f < block.n_frames; f++)
            for (int c = 0; c < format->n_channels; c++)
                emg_block_bank(&block, c / EMG_LANES)[f].v[c % EMG_LANES] =
                    value(format->channels[c].number, from + f);
        status = sink->ops->take(sink, &block, error);
        from += block.n_frames;
    }
    emg_block_clear(&block);
    return status;
}

static inline void
writing_hear(void *to, const emg_error *warning)
{
    strncat(to, warning->text, 1023 - strlen(to));
    strncat(to, "\n", 1023 - strlen(to));
}

#endif
