/* A source, stages and a sink whose every number is known. */
#ifndef TESTS_TOYS_H
#define TESTS_TOYS_H

#include "emg/flow.h"

/** A stretch of frames of one group, given in blocks as large as fit. */
typedef struct toy_stretch {
    int group;
    int64_t n_frames;
    emg_segment segment;
} toy_stretch;

/**
 * Gives its stretches one after the other. Sample of channel c (counted in its
 * group) at frame f is 1000 * f + c + group / 10.
 * fail_after  frames of all groups after which next() fails, or 0
 */
typedef struct toy_source {
    emg_source source;
    const toy_stretch *stretches;
    int n_stretches;
    int at;           /* the stretch */
    int64_t done;     /* frames of it */
    int64_t given[4]; /* frames of each group */
    int64_t fail_after;
    int n_rewinds;
    emg_event event; /* comes with the first block when it has a text */
} toy_source;

#define TOY_RATE_HZ 1000

double toy_sample(int group, int64_t frame, int channel);

/** Fills *format with n channels of TOY_RATE_HZ; the caller clears it. */
void toy_format(emg_format *format, int n_channels);

/** groups: channels of each group. Cleared with emg_source_destroy. */
void toy_source_init(toy_source *source, int n_groups, const int *groups,
                     const toy_stretch *stretches, int n_stretches);

/** Adds `add` to each sample. */
emg_stage *toy_add(const emg_format *in, double add);

/** Holds the last `lag` frames back. Keeps a count of live stages. */
emg_stage *toy_lag(const emg_format *in, int lag);

/** Lets every second frame of a segment through: half the rate. Banks are not
 * apart: the first tells the others where to begin. */
emg_stage *toy_halve(const emg_format *in);

/** Fails (EMG_BAD_FILE) at a sample of this value. */
emg_stage *toy_judge(const emg_format *in, double bad);

/** Stages that were made and not destroyed. */
int toy_stages_alive(void);

/** What a collecting sink keeps of each frame of one group. */
typedef struct toy_frame {
    double first, last; /* of the first and last channel */
    int64_t frame;
    emg_segment segment;
} toy_frame;

typedef struct toy_sink {
    emg_sink sink;
    int group; /* whose frames are kept */
    int n_channels;
    toy_frame *frames;
    size_t n_frames, room;
    int n_events, n_finished, n_destroyed, n_blocks;
    int fail_at_block; /* take fails at this one, from 1; 0 never */
} toy_sink;

void toy_sink_init(toy_sink *sink, int group);
void toy_sink_clear(toy_sink *sink);

#endif
