/* The channels of one rate under the strong detector. */
#ifndef EMG_ANALYSIS_STRONG_GROUP_H
#define EMG_ANALYSIS_STRONG_GROUP_H

#include "analysis/strong_channel.h"
#include "analysis/strong_frames.h"
#include "emg/analysis.h"

/** What a pass is for. */
typedef enum emg_strong_aim {
    EMG_STRONG_LINES, /* sharp lines, and energies as if there were none */
    EMG_STRONG_NOISE, /* energies without lines */
    EMG_STRONG_EVENTS /* noise is followed */
} emg_strong_aim;

typedef struct emg_strong_group {
    const emg_format *format; /* the caller's */
    const emg_mask *mask;     /* what is not to be looked at; the caller's */
    emg_bands_shape shape;
    emg_strong_aim aim;
    emg_bands *bands; /* of this pass */
    emg_line_finder *finder;
    emg_lines *lines;             /* [channel] */
    emg_strong_channel *channels; /* [channel] */
    emg_strong_frames frames;     /* of the survey */
    emg_segment segment;          /* number -1: none is open */
    bool has_lines, bridged;
    int64_t next_look; /* stretches after which lines are looked for */
    bool unsurveyed;   /* lines were seen early: energies were given up */
} emg_strong_group;

/** Hears of segments and of frames: begun, the frame number `frame` is there
 * (in all channels), ended. */
typedef struct emg_strong_ear {
    emg_status (*begin)(void *to, const emg_segment *, emg_error *);
    emg_status (*frame)(void *to, int64_t frame, emg_error *);
    emg_status (*end)(void *to, const emg_segment *, emg_error *);
    void *to;
} emg_strong_ear;

/** format  of a rate of 200 Hz or more */
emg_status emg_strong_group_init(emg_strong_group *group,
                                 const emg_format *format, emg_error *error);
void emg_strong_group_clear(emg_strong_group *group);

/** Before a pass. */
emg_status emg_strong_group_prepare(emg_strong_group *group, emg_strong_aim aim,
                                    emg_error *error);
emg_status emg_strong_group_take(emg_strong_group *group, const emg_block *raw,
                                 const emg_strong_ear *ear, emg_error *error);

/** After a pass: lines, or the models of all channels, are known. */
emg_status emg_strong_group_end(emg_strong_group *group,
                                const emg_strong_ear *ear, emg_error *error);

/** The pass over events from the frames of the survey, all of which were kept.
 */
emg_status emg_strong_group_replay(emg_strong_group *group,
                                   const emg_strong_ear *ear, emg_error *error);

#endif
