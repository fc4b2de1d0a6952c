/* The channels of one rate, judged epoch by epoch. */
#ifndef EMG_ANALYSIS_QUALITY_GROUP_H
#define EMG_ANALYSIS_QUALITY_GROUP_H

#include "analysis/quality_cells.h"
#include "analysis/quality_raw.h"
#include "analysis/track.h"

typedef struct emg_quality_group {
    const emg_format *format; /* the caller's */
    emg_quality_raw *raw;     /* [channel] */
    double *rest;             /* [channel] */
    emg_track *band, *beat;
    emg_quality_cells cells, beats; /* of one channel and epoch */
    int64_t epoch_frames;
    emg_segment segment; /* number -1 before the first */
    int64_t frames;      /* raw, of the segment */
    int64_t told;        /* epochs of the segment that are complete */
    size_t first;        /* rows before this segment */
    emg_quality *rows;   /* [epoch][channel] */
    size_t n, room;
} emg_quality_group;

/** In zeroed memory, which is cleared whatever happens. A channel that is not
 * among the n that are known is EMG_BAD_OPTION. */
emg_status emg_quality_group_init(emg_quality_group *group,
                                  const emg_format *format,
                                  const emg_conditioning *conditioning,
                                  const emg_quality_known *known, int n,
                                  double epoch_s, emg_error *error);
void emg_quality_group_clear(emg_quality_group *group);

/** The next raw block; segments end by themselves. */
emg_status emg_quality_group_take(emg_quality_group *group,
                                  const emg_block *block, emg_error *error);

/** After the last block: all rows are complete. */
emg_status emg_quality_group_end(emg_quality_group *group, emg_error *error);

#endif
