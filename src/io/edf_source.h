/* The source over EDF and BDF, as its makers see it. */
#ifndef EMG_IO_EDF_SOURCE_H
#define EMG_IO_EDF_SOURCE_H

#include "io/edf_clock.h"
#include "io/edf_lanes.h"

#define EMG_EDF_PIECE ((size_t)64 * 1024) /* of bytes that are only counted */

typedef struct emg_edf {
    emg_source source;
    emg_bytes *bytes;
    emg_warnings warnings;
    emg_edf_header header;
    emg_edf_lanes lanes;
    int64_t n_records; /* to be read, -1 until a pipe has ended */

    const uint8_t *view; /* the current record; NULL: not shown yet */
    int64_t record;      /* its number, from 0 */
    int group;           /* next to be given */
    int64_t frame;       /* of it */

    emg_edf_tals tals;
    emg_event *events;
    size_t room_events;
    emg_edf_clock clock;
} emg_edf;

extern const emg_source_ops emg_edf_ops;

/** Shows the current record as it lies in the file, or sets `ended` and warns
 * of what the end tells. */
emg_status emg_edf_show(emg_edf *edf, emg_error *error);

/** Goes on behind the record that was shown. */
void emg_edf_take(emg_edf *edf);

/** Counts and takes what is left of the input. */
emg_status emg_edf_count_rest(emg_edf *edf, int64_t *rest, emg_error *error);

#endif
