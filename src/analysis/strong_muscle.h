/* One muscle of a pair as the strong detector sees it: what is its own, when it
 * is on, and between which edges. */
#ifndef EMG_ANALYSIS_STRONG_MUSCLE_H
#define EMG_ANALYSIS_STRONG_MUSCLE_H

#include "analysis/strong_channel.h"
#include "detect/ladder.h"
#include "detect/ramp.h"
#include "dsp/path.h"

/** A time in which a muscle is on, in frames of the recording. */
typedef struct emg_burst {
    int64_t from, to;
    int segment;
    double from_spread_s, to_spread_s; /* of the edges: +-, at 2 nats */
    bool truncated;                    /* an edge is one of its segment */
} emg_burst;

typedef struct emg_burst_list {
    emg_burst *at;
    size_t n, room;
} emg_burst_list;

#define EMG_PATH_BLOCKS 16 /* kept; 9 make a path */

/** Rings are of EMG_STRONG_ROOM frames. */
typedef struct emg_strong_muscle {
    const emg_kernels_table *kernels;
    emg_strong_channel *own, *other; /* other: NULL where it is alone */
    double least;                    /* power that counts as activity */
    double rate_hz;                  /* of the samples below */
    int every;                       /* raw frames to one of these */
    emg_path_sums sums[EMG_PATH_BLOCKS];
    emg_path from, to;      /* at the middles of two neighbouring blocks */
    float *residual;        /* [frame][samples] */
    double *energy, *image; /* [frame]: of residual and image, not cut */
    double *heard;          /* [frame]: energy of both together */
    double *bands;          /* [frame][2]: the channel's energies, cut */
    double *images;         /* sums of the cut image before each frame */
    double *ratio;          /* [frame]: energy over noise */
    double *noise;          /* [frame] */
    bool *on;               /* [frame] */
    emg_ladder ladder;
    emg_ramps ramps;
    int64_t summed, split, fed, decided, settled;
    emg_burst open;
    bool is_open;
    double heard_in[2]; /* both bands' energies in the open run */
    emg_burst_list runs;
} emg_strong_muscle;

emg_status emg_strong_muscle_init(emg_strong_muscle *muscle,
                                  const emg_bands_shape *shape, double rate_hz,
                                  emg_error *error);
void emg_strong_muscle_clear(emg_strong_muscle *muscle);

/** A new segment. */
void emg_strong_muscle_start(emg_strong_muscle *muscle);

/** Goes on by one, to so many blocks whose noise is known in its channels; at
 * last, ended, to their end. Edges of frames before `settled` are known then.
 */
emg_status emg_strong_muscle_advance(emg_strong_muscle *muscle, int64_t blocks,
                                     bool ended, const emg_segment *segment,
                                     emg_error *error);

/** Steps of that. The samples that so many blocks (ended: of all) allow to
 * split; edges before a frame. */
void emg_strong_split(emg_strong_muscle *muscle, int64_t blocks, bool ended);
emg_status emg_strong_settle(emg_strong_muscle *muscle, int64_t until,
                             const emg_segment *segment, emg_error *error);

#endif
