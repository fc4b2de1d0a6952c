/* The frames of a group as the strong detector takes them in: kept while they
 * are few, so that those of a short recording need not be made twice. */
#ifndef EMG_ANALYSIS_STRONG_FRAMES_H
#define EMG_ANALYSIS_STRONG_FRAMES_H

#include "emg/signal.h"

/** Where one frame of all channels lies. */
typedef struct emg_strong_frame {
    double *energy; /* [channel][2]: of the low band and the high one */
    float *low;     /* [channel][samples]: the low band */
    bool *missing;  /* [channel] */
} emg_strong_frame;

typedef struct emg_strong_start {
    emg_segment segment;
    int64_t frame; /* its first, among those that are kept */
} emg_strong_start;

typedef struct emg_strong_frames {
    int n_channels, samples;
    bool keeps; /* every frame that came is there */
    int64_t n;
    void **pieces;
    size_t n_pieces, room;
    emg_strong_start *starts; /* of segments */
    size_t n_starts, room_starts;
} emg_strong_frames;

emg_status emg_strong_frames_init(emg_strong_frames *frames, int n_channels,
                                  int samples, emg_error *error);
void emg_strong_frames_clear(emg_strong_frames *frames);

/** Forgets all. What was too much to keep once is too much for ever. */
void emg_strong_frames_restart(emg_strong_frames *frames);

/** The next frame belongs to this segment. */
emg_status emg_strong_frames_begin(emg_strong_frames *frames,
                                   const emg_segment *segment,
                                   emg_error *error);

/** Room for the next frame. */
emg_status emg_strong_frames_next(emg_strong_frames *frames,
                                  emg_strong_frame *frame, emg_error *error);

/** One that is kept. */
emg_strong_frame emg_strong_frames_at(const emg_strong_frames *frames,
                                      int64_t number);

#endif
