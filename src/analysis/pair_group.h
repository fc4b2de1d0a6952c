/* The channels of one rate, as the analysis of pairs meets them. */
#ifndef EMG_ANALYSIS_PAIR_GROUP_H
#define EMG_ANALYSIS_PAIR_GROUP_H

#include "analysis/side.h"

typedef struct emg_pair_group {
    const emg_format *format; /* the recording's */
    emg_side *side;
    int64_t padding;       /* frames that a segment must have more than */
    emg_segment *segments; /* all that came, in order */
    size_t n_segments, room;
    int64_t frames; /* in all of them */
} emg_pair_group;

emg_status emg_pair_group_init(emg_pair_group *group, const emg_format *format,
                               const emg_conditioning *conditioning,
                               emg_error *error);
void emg_pair_group_clear(emg_pair_group *group);

/** The side gives its memory back until it is reset. */
void emg_pair_group_rest(emg_pair_group *group);
emg_status emg_pair_group_reset(emg_pair_group *group,
                                const emg_conditioning *conditioning,
                                emg_side_needs needs, emg_error *error);

/** On the first pass: a block of this group. */
emg_status emg_pair_group_note(emg_pair_group *group, const emg_block *raw,
                               emg_error *error);

/** The segment that a frame lies in, and where that ends. */
const emg_segment *emg_pair_group_segment(const emg_pair_group *group,
                                          int64_t frame, int64_t *end);

/** No segment is longer than the padding. */
bool emg_pair_group_is_short(const emg_pair_group *group);

#endif
