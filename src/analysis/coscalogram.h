/* Where two signals of one segment have energy at the same time and frequency:
 * |Wa Wb*|, stretch by stretch. */
#ifndef EMG_ANALYSIS_COSCALOGRAM_H
#define EMG_ANALYSIS_COSCALOGRAM_H

#include "dsp/morlet.h"

#include <stdint.h>

/** Voices that the pair shares, one bit each. */
typedef uint64_t emg_voices;

/** What a stretch gives: n frames from `first` on. */
typedef struct emg_coscalogram_part {
    int64_t first;
    int n;
    const uint8_t *hidden;    /* of each frame: it does not count */
    const emg_voices *voices; /* of each frame: above the threshold */
} emg_coscalogram_part;

typedef emg_status emg_coscalogram_taker(void *to,
                                         const emg_coscalogram_part *part);

/** Shared by all pairs of one rate. */
typedef struct emg_coscalogram_work {
    emg_morlet morlet;
    double *spectra[2], *parts[4];
    emg_voices *voices;
} emg_coscalogram_work;

emg_status emg_coscalogram_work_init(emg_coscalogram_work *work, double rate_hz,
                                     double low_hz, double high_hz,
                                     emg_error *error);
void emg_coscalogram_work_clear(emg_coscalogram_work *work);

/**
 * threshold  0: only the peak is sought; else what voices must reach
 * peak       of all frames that are not hidden, of all segments
 */
typedef struct emg_coscalogram {
    emg_coscalogram_work *work; /* the caller's */
    double *stretches[2];
    uint8_t *hidden;
    int filled;
    int64_t first; /* the frame that stands in the middle part's first place */
    double threshold;
    double peak;
} emg_coscalogram;

emg_status emg_coscalogram_init(emg_coscalogram *self,
                                emg_coscalogram_work *work, emg_error *error);
void emg_coscalogram_clear(emg_coscalogram *self);

/** A segment begins with this frame; before it all is 0. */
void emg_coscalogram_begin(emg_coscalogram *self, int64_t first);

/** One frame more; what is hidden counts as 0. */
emg_status emg_coscalogram_add(emg_coscalogram *self, double a, double b,
                               bool hidden, emg_coscalogram_taker *taker,
                               void *to);

/** The segment is over. */
emg_status emg_coscalogram_end(emg_coscalogram *self,
                               emg_coscalogram_taker *taker, void *to);

#endif
