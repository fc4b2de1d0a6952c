/* The recordings of a BIDS dataset. */
#ifndef DATASET_INDEX_H
#define DATASET_INDEX_H

#include "dataset/select.h"

/** Zeroed is empty. */
typedef struct dataset_index {
    emg_text paths; /* each ended by NUL: ROOT/./sub-1/emg/sub-1_...edf, so that
                     * outputs are called after what follows the dot */
    size_t n;
    size_t n_found;  /* before the selection */
    emg_text strays; /* a line each: "NAME\twhy it is no recording" */
} dataset_index;

/**
 * Finds the recordings, in the order of names of subjects and files; only the
 * folders of subjects that may be wanted are looked through. EMG_NO_INPUT
 * where a folder cannot be read.
 *
 * dataset_index_clear gives it back whatever happened.
 */
emg_status dataset_index_read(dataset_index *index, const char *root,
                              dataset_selection *selection, emg_error *error);
void dataset_index_clear(dataset_index *index);

#endif
