/* Bad stretches that a table names. */
#ifndef KIT_MASK_H
#define KIT_MASK_H

#include "emg/analysis.h"
#include "kit/table.h"

/**
 * Reads a table of events, such as that of emg-quality. A row hides its channel
 * (all, where no column channel tells) from onset on, for its duration; where
 * there is a column verdict, only rows that say bad. Rows of other files and
 * channels are passed over; where no row is of this recording, a note says so.
 *
 * Returns what the caller owns, or NULL with *error set.
 */
emg_mask *kit_mask_read(const char *path, const emg_recording *recording,
                        kit_table *notes, emg_error *error);

#endif
