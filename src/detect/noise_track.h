/* The level of a channel's noise from second to second. */
#ifndef EMG_DETECT_NOISE_TRACK_H
#define EMG_DETECT_NOISE_TRACK_H

#include "detect/two_band.h"

#define EMG_TRACK_REACH 64 /* stretches of 240 ms to both sides, at most */
#define EMG_TRACK_WINDOW (2 * EMG_TRACK_REACH + 1)
#define EMG_TRACK_ROOM 160

/**
 * The weighted median of the noise in the stretches within 4 s, or 8, or 16
 * where those weigh little, or that of the whole recording: it follows steps
 * and drift, and needs no rest nearby. Where the colours do not tell noise from
 * EMG, the lowest mode within 16 s, not far from that of the recording.
 */
typedef struct emg_noise_track {
    const emg_noise_model *model;
    emg_weighted parts[EMG_TRACK_ROOM]; /* log noise, in a ring */
    int64_t taken;
    bool ended;
    /* those with a weight among the stretches [from, to), by their noise */
    emg_weighted sorted[EMG_TRACK_WINDOW];
    int64_t numbers[EMG_TRACK_WINDOW];
    size_t n_sorted;
    int64_t from, to;
} emg_noise_track;

/** A new segment. model  found; outlives the track */
void emg_noise_track_start(emg_noise_track *track,
                           const emg_noise_model *model);

/** The next stretch; good: enough of it is no missing data. */
void emg_noise_track_add(emg_noise_track *track, double low, double high,
                         bool good);

/** Stretches whose noise is known: those 64 behind the last, all once the track
 * has ended. */
int64_t emg_noise_track_known(const emg_noise_track *track);

/** The noise of a known stretch, one of the last 90. */
double emg_noise_track_at(emg_noise_track *track, int64_t stretch);

#endif
