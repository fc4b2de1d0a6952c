/* When the records of an EDF begin, and where gaps lie. */
#ifndef EMG_IO_EDF_CLOCK_H
#define EMG_IO_EDF_CLOCK_H

#include "io/edf.h"

/** Zeroed stands before the first record. */
typedef struct emg_edf_clock {
    int64_t record;         /* how many records it has seen */
    emg_ticks origin;       /* onset of the first */
    emg_ticks onset;        /* of the last */
    emg_segment segment;    /* that it belongs to, without first_frame */
    int64_t segment_record; /* the segment's first record, from 0 */
    int64_t anchor_record;  /* that the drift of later ones is counted from */
    emg_ticks anchor;       /* its onset */
} emg_edf_clock;

/**
 * One record more. tals: what it says; byte: where, for warnings.
 */
emg_status emg_edf_clock_next(emg_edf_clock *clock,
                              const emg_edf_header *header,
                              const emg_edf_tals *tals, int64_t byte,
                              emg_warnings *warnings, emg_error *error);

#endif
