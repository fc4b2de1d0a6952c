/* The channels of an EDF by group, bank and lane, and how they are decoded. */
#ifndef EMG_IO_EDF_LANES_H
#define EMG_IO_EDF_LANES_H

#include "dsp/kernels.h"
#include "io/edf.h"

/** Eight lanes of a group, and where they lie in a record. */
typedef struct emg_edf_bank {
    emg_decode how;
    int64_t offset[EMG_LANES];
} emg_edf_bank;

typedef struct emg_edf_group {
    int64_t n_samples; /* frames of a record */
    int n_banks;
    emg_edf_bank *banks;
} emg_edf_group;

/** All groups of a recording. Zeroed is empty. */
typedef struct emg_edf_lanes {
    const emg_kernels_table *kernels;
    int width; /* bytes of a sample */
    int n_groups;
    emg_edf_group *groups;
} emg_edf_lanes;

/** Regroups recording and fills lanes. uses: one a channel, NULL: all are
 * treated. */
emg_status emg_edf_lanes_make(emg_edf_lanes *lanes, emg_recording *recording,
                              const emg_edf_header *header, const emg_use *uses,
                              emg_error *error);

/** Decodes n frames of a group from `frame` of the record on into block. */
void emg_edf_lanes_decode(const emg_edf_lanes *lanes, int group,
                          const uint8_t *record, int64_t frame,
                          emg_block *block, int n);
void emg_edf_lanes_clear(emg_edf_lanes *lanes);

#endif
