/* A recording made for the tests of streams: two rates, three groups, two
 * segments, events, and samples of all kinds. */
#ifndef TESTS_IO_MADE_H
#define TESTS_IO_MADE_H

#include "unit.h"

#include "base/memory.h"
#include "emg/flow.h"
#include "io/stream.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MADE_CHANNELS 4
#define MADE_GROUPS 3
#define MADE_SEGMENTS 2

/* Numbers, rates and uses; 2 and 5 were dropped by an earlier program. */
static const int made_numbers[MADE_CHANNELS] = {1, 3, 4, 6};
static const emg_rate made_rates[MADE_CHANNELS] = {
    {1000, 1}, {25, 2}, {1000, 1}, {1000, 1}};
static const emg_use made_uses[MADE_CHANNELS] = {EMG_TREAT, EMG_PASS, EMG_PASS,
                                                 EMG_TREAT};

/* Frames of the 1000 Hz groups and of the 12.5 Hz group in each segment. */
static const int made_fast[MADE_SEGMENTS] = {2000, 720};
static const int made_slow[MADE_SEGMENTS] = {25, 9};
static const emg_ticks made_starts[MADE_SEGMENTS] = {0, 51234567};

static const emg_event made_events[] = {
    {0.25, 0, "start"}, {0.125, -1, "M\xC2\xB5skel"}, {5.5, 0.1, ""}};
#define MADE_EVENTS 3

/* A value that tells its channel and frame; some are no ordinary numbers. */
static inline double
made_value(int number, int64_t frame)
{
    if (frame == 17)
        return -0.0;
    if (frame == 18)
        return INFINITY;
    if (frame == 19) {
        uint64_t bits = 0xFFF4000000000000u + (uint64_t)number;
        double nan;
        memcpy(&nan, &bits, sizeof nan);
        return nan;
    }
    return number * 1000003.0 + (double)frame / 3;
}

static inline uint64_t
made_bits(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline void
made_channels(emg_channel *channels)
{
    for (int i = 0; i < MADE_CHANNELS; i++) {
        emg_channel *to = &channels[i];
        memset(to, 0, sizeof *to);
        to->number = made_numbers[i];
        snprintf(to->label, sizeof to->label, "EMG \"%d\"", to->number);
        emg_channel_set_unit(to, "mV");
        to->kind = i == 1 ? EMG_KIND_TRIGGER : EMG_KIND_EMG;
        to->rectified = i == 3;
        to->bad = i == 2;
        strcpy(to->muscle, i == 3 ? "Soleus (left)" : "");
        to->step = 0.1 * to->number;
        to->scale = (emg_scale){
            -3.2768, 1.0 / 3, -32768,
            32767,   2,       {"-3.2768", ".3333333", "-32768", "32767"}};
        strcpy(to->prefilter, "HP:20Hz");
        strcpy(to->transducer, "AgCl");
    }
}

static inline void
made_recording(emg_recording *recording)
{
    emg_channel channels[MADE_CHANNELS];
    emg_error error = EMG_NO_ERROR;
    *recording = (emg_recording){.name = "night2.edf", .duration_s = 2.72};
    made_channels(channels);
    ck_assert_int_eq(emg_recording_group(recording, MADE_CHANNELS, channels,
                                         made_rates, made_uses, &error),
                     EMG_OK);
    ck_assert_int_eq(recording->n_groups, MADE_GROUPS);
}

/* One block of a group into the sink. */
static inline emg_status
made_block(emg_sink *sink, const emg_recording *recording, int group,
           emg_segment segment, int64_t first, int n, emg_error *error)
{
    const emg_format *format = &recording->groups[group];
    emg_block block;
    ck_assert_int_eq(emg_block_init(&block, format->n_channels, n, error),
                     EMG_OK);
    block.group = group;
    block.n_frames = n;
    block.first_frame = first;
    block.segment = segment;
    for (int c = 0; c < format->n_channels; c++)
        for (int f = 0; f < n; f++)
            emg_block_bank(&block, c / EMG_LANES)[f].v[c % EMG_LANES] =
                made_value(format->channels[c].number, first + f);
    emg_status status = sink->ops->take(sink, &block, error);
    emg_block_clear(&block);
    return status;
}

/* The recording into a sink in blocks of at most so many frames; the first
 * group lags by `lag` frames behind the others, as a filtered one does. */
static inline emg_status
made_feed(emg_sink *sink, const emg_recording *recording, int frames, int lag,
          emg_error *error)
{
    emg_status status = EMG_OK;
    int64_t before[MADE_GROUPS] = {0};
    for (int e = 0; e < MADE_EVENTS; e++)
        status =
            status ? status : sink->ops->event(sink, &made_events[e], error);
    for (int s = 0; s < MADE_SEGMENTS; s++) {
        int done[MADE_GROUPS] = {0};
        int64_t end = made_fast[s] + lag;
        for (int64_t now = frames; !status && now < end + frames; now += frames)
            for (int g = 0; !status && g < MADE_GROUPS; g++) {
                bool slow = recording->groups[g].rate.samples == 25;
                int all = slow ? made_slow[s] : made_fast[s];
                int64_t due = slow ? (now + 79) / 80 : g == 0 ? now - lag : now;
                due = due > all ? all : due;
                emg_segment segment = {s, made_starts[s], before[g]};
                if (due > done[g])
                    status = made_block(sink, recording, g, segment,
                                        before[g] + done[g], (int)due - done[g],
                                        error);
                done[g] = due > done[g] ? (int)due : done[g];
            }
        for (int g = 0; g < MADE_GROUPS; g++)
            before[g] += done[g];
    }
    return status ? status : sink->ops->finish(sink, error);
}

/* The recording as a stream in memory; the caller frees it. */
static inline uint8_t *
made_stream(int frames, int lag, size_t *size)
{
    emg_error error = EMG_NO_ERROR;
    emg_recording recording;
    made_recording(&recording);
    emg_output *output = emg_output_to_memory(true, &error);
    emg_sink *sink = emg_stream_create(output, &recording, NULL, &error);
    ck_assert_ptr_nonnull(sink);
    ck_assert_int_eq(made_feed(sink, &recording, frames, lag, &error), EMG_OK);
    const uint8_t *bytes = emg_output_bytes(output, size);
    uint8_t *copy = malloc(*size);
    memcpy(copy, bytes, *size);
    emg_sink_destroy(sink);
    emg_recording_clear(&recording);
    return copy;
}

#endif
