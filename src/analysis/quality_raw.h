/* What the samples of an epoch tell as they are: faults and their spectrum. */
#ifndef EMG_ANALYSIS_QUALITY_RAW_H
#define EMG_ANALYSIS_QUALITY_RAW_H

#include "emg/analysis.h"

#include "dsp/welch.h"

/** One channel. */
typedef struct emg_quality_raw {
    double rate_hz;
    double low, high; /* ends of the range, one step inside */
    double step;
    double last;             /* the sample before; NaN: none */
    int64_t equal;           /* samples in a row at an end */
    int64_t still, stillest; /* samples in a row that hardly change */
    int64_t n, clipped;
    emg_welch *spectra; /* of 1 s, half overlapping */
    double *power;
} emg_quality_raw;

emg_status emg_quality_raw_init(emg_quality_raw *raw,
                                const emg_channel *channel, double rate_hz,
                                const emg_quality_known *known,
                                emg_error *error);
void emg_quality_raw_clear(emg_quality_raw *raw);
void emg_quality_raw_add(emg_quality_raw *raw, double sample);

/** Ends the epoch: fills what its samples tell, and begins afresh. */
void emg_quality_raw_end(emg_quality_raw *raw, emg_quality *quality);

#endif
