/* Whole jobs: from the samples of a recording to what is said about them. */
#ifndef EMG_ANALYSIS_H
#define EMG_ANALYSIS_H

#include <emg/flow.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- plain statistics ------------------------------------------------- */

/**
 * What one channel holds, in its unit. Without a sample all but the counts
 * are NaN.
 *
 * sum      of all samples
 * rms      root of the mean square, the mean included
 * clipped  share of the samples, 0 to 1, that stand in runs of 3 or more equal
 *          ones within one step of the ends of the digital range; NaN where
 *          that range is not known
 * flat_s   the longest time in which no sample differs from the one before by
 *          more than one step (of equal samples where no step is known)
 */
typedef struct emg_stats {
    int64_t samples;
    double min, max, sum, mean, rms;
    double clipped;
    double flat_s;
} emg_stats;

/**
 * A sink that takes the statistics of every channel. The result does not
 * depend on how the recording was cut into blocks.
 *
 * recording  what will arrive; a copy is kept
 */
EMG_API emg_sink *emg_stats_create(const emg_recording *recording,
                                   emg_error *error);

/** Of the channel with this number, once the sink has finished. */
EMG_API emg_stats emg_stats_of(const emg_sink *sink, int number);

/** A sink that only counts samples: emg_stats_of then tells no more. */
EMG_API emg_sink *emg_count_create(const emg_recording *recording,
                                   emg_error *error);

/**
 * A stage that changes nothing and remembers whether a channel ever did:
 * a silent one holds one value from beginning to end. Lag: 0 frames.
 */
EMG_API emg_stage *emg_silence_create(const emg_format *in, emg_error *error);

/** Of one channel of the stage, after the last frame. */
EMG_API bool emg_silence_of(const emg_stage *stage, int channel);

#ifdef __cplusplus
}
#endif
#endif
