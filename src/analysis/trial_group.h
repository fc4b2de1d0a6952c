/* The trials of the channels of one rate, gathered as they pass by. */
#ifndef EMG_ANALYSIS_TRIAL_GROUP_H
#define EMG_ANALYSIS_TRIAL_GROUP_H

#include "emg/analysis.h"

#include "analysis/gathered.h"

typedef struct emg_trial_group {
    const emg_format *format; /* the caller's, as the trials */
    const emg_trial *trials;
    const emg_mask *mask; /* what is left out, or NULL; the caller's */
    int n_trials;
    emg_chain *chain; /* NULL: not treated */
    emg_block work;   /* band-passed frames */
    int cell_frames;
    int segment;        /* -1 before the first */
    double *offsets;    /* [channel] first sample of the segment */
    emg_gathered *open; /* [trial][channel] */
    double *begun_s;    /* [trial], NaN before its first frame */
    bool *ended;        /* [trial] */
} emg_trial_group;

emg_status emg_trial_group_init(emg_trial_group *group,
                                const emg_format *format,
                                const emg_conditioning *conditioning,
                                const emg_trial *trials, int n_trials,
                                emg_error *error);
void emg_trial_group_clear(emg_trial_group *group);

/** A new segment begins with this block. */
void emg_trial_group_segment(emg_trial_group *group, const emg_block *raw);

/** Band-passes n frames of a block, at most EMG_BLOCK_FRAMES. */
emg_status emg_trial_group_filter(emg_trial_group *group, const emg_block *raw,
                                  int first, int n, emg_error *error);

/** Adds those of them that lie in a trial; *over: it ends with them. */
emg_status emg_trial_group_gather(emg_trial_group *group, int trial, bool *over,
                                  emg_error *error);

/** What was gathered of one channel; begun_s and the cells tell its times. */
const emg_gathered *emg_trial_group_of(const emg_trial_group *group, int trial,
                                       int channel);

/** Seconds to a cell of a trial, and how many cells a second has. */
double emg_trial_group_time(const emg_trial_group *group, int trial,
                            size_t cell);
double emg_trial_group_cells(const emg_trial_group *group);

/** The trial is over: gives its memory back. */
void emg_trial_group_end(emg_trial_group *group, int trial);

#endif
