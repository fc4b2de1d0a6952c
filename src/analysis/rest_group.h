/* The channels of one rate, listened to while looking for rest. */
#ifndef EMG_ANALYSIS_REST_GROUP_H
#define EMG_ANALYSIS_REST_GROUP_H

#include "analysis/cells.h"
#include "analysis/listener.h"
#include "analysis/side.h"

/** Where rest is, in seconds from the start of the recording. */
typedef struct emg_span {
    double from_s, to_s;
} emg_span;

/** What a pass listens to. */
typedef struct emg_rest_ear {
    emg_rest_kind kind;
    bool hum; /* only how much hum there is */
    const emg_span *spans;
    size_t n_spans;
} emg_rest_ear;

typedef struct emg_rest_group {
    const emg_format *format; /* the caller's */
    const emg_mask *mask;     /* the caller's, or NULL */
    emg_side *side;
    emg_cells *cells;
    emg_rest_listener *listeners; /* one a channel */
    int64_t cell_frames;
    emg_segment raw; /* the segment that is being read; number -1 before */
    const emg_rest_ear *ear;
} emg_rest_group;

emg_status emg_rest_group_init(emg_rest_group *group, const emg_format *format,
                               const emg_conditioning *conditioning,
                               const emg_rest *wanted, emg_error *error);
void emg_rest_group_clear(emg_rest_group *group);

/** Before each pass. */
void emg_rest_group_prepare(emg_rest_group *group, const emg_rest_ear *ear);

/** The next raw block. */
emg_status emg_rest_group_take(emg_rest_group *group, const emg_block *block,
                               emg_error *error);

/** After the last block of a segment, or of the pass. */
emg_status emg_rest_group_end(emg_rest_group *group, emg_error *error);

#endif
