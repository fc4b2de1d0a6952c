/* What the strong detector keeps of one channel: its last 20 s, frame by frame,
 * and the noise in it. */
#ifndef EMG_ANALYSIS_STRONG_CHANNEL_H
#define EMG_ANALYSIS_STRONG_CHANNEL_H

#include "analysis/bands.h"
#include "detect/noise_track.h"
#include "dsp/kernels.h"

#define EMG_STRONG_ROOM 2048 /* frames that are kept */
#define EMG_STRONG_BLOCK 24  /* frames, 240 ms */

/**
 * Frames count from the segment's start. A frame that is missing has the energy
 * of the one before it.
 */
typedef struct emg_strong_channel {
    const emg_kernels_table *kernels;
    int samples;           /* of the low band in a frame */
    emg_noise_model model; /* found by the survey */
    emg_two_band survey;
    bool surveys;
    int64_t surveyed, still; /* frames: all, and those that stood still */
    double same;       /* of these, the share at one value over all others */
    double silence[2]; /* instead of noise below a digital step; else 0 */
    int64_t frames;    /* that came */
    int64_t cut;       /* whose peaks are cut */
    int64_t blocks;    /* that are complete */
    int64_t floors;    /* blocks whose noise is known */
    bool ended;
    emg_noise_track track;
    /* rings of EMG_STRONG_ROOM, by frame or block */
    double *raw, *energy; /* [frame][2]: before and after the cut */
    double *sums;         /* of the cut low energies before each frame */
    float *low;           /* [frame][samples] */
    bool *missing;
    double *floor; /* [block] */
} emg_strong_channel;

emg_status emg_strong_channel_init(emg_strong_channel *channel,
                                   const emg_bands_shape *shape,
                                   emg_error *error);
void emg_strong_channel_clear(emg_strong_channel *channel);

/** Before a survey: nothing was counted. */
emg_status emg_strong_channel_forget(emg_strong_channel *channel,
                                     const emg_bands_shape *shape,
                                     emg_error *error);

/**
 * After a survey: the model. Where a channel stands still for a tenth of its
 * time, nearly always at one value, and all the rest has the colour of EMG and
 * one loudness, the amplifier's noise lies below a digital step: then stillness
 * is rest, and white noise 50 dB below the mean stands for it; not so where
 * `masked`.
 */
emg_status emg_strong_channel_conclude(emg_strong_channel *channel,
                                       const emg_bands_shape *shape,
                                       bool masked, emg_error *error);

/** A new segment; survey: energies are counted, no noise is followed. */
void emg_strong_channel_start(emg_strong_channel *channel, bool survey);

/** The next frame: two energies, and the samples of the low band. Peaks are cut
 * and noise followed whenever the first frame of a block comes. */
void emg_strong_channel_add(emg_strong_channel *channel, const double *energy,
                            const float *low, bool missing);

/** The segment ends. */
void emg_strong_channel_end(emg_strong_channel *channel);

/** The noise at a frame, linear between the middles of known blocks. */
double emg_strong_floor(const emg_strong_channel *channel, int64_t frame);

/** The mean low energy of the frames within reach, as far as there are any. */
double emg_strong_mean(const emg_strong_channel *channel, int64_t frame,
                       int reach);

static inline int64_t
emg_strong_place(int64_t frame)
{
    return frame & (EMG_STRONG_ROOM - 1);
}

/** E <- min(E, 4 x the median of the 11 frames around it), for n frames from
 * one on, at most EMG_STRONG_BLOCK. ring has `step` doubles a frame; frames
 * from 0 to `end` exist. */
void emg_strong_cut(const emg_kernels_table *kernels, const double *ring,
                    int step, int64_t from, int n, int64_t end, double *cut);

#endif
