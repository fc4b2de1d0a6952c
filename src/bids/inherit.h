/* Which files of a dataset describe a recording: those of its own folder and
 * of the folders above, by the inheritance principle of BIDS. */
#ifndef EMG_BIDS_INHERIT_H
#define EMG_BIDS_INHERIT_H

#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>

/** Zeroed is empty. */
typedef struct emg_bids_files {
    char **paths; /* from the top of the dataset down */
    size_t n, room;
    const char *rival; /* of paths: one of two at one level, or NULL; only one
                        * may apply there */
} emg_bids_files;

/**
 * Finds the files of a suffix ("channels") and extension (".tsv") that apply
 * to the file at path: all entities of their names are in its name, too. None
 * where its name is none of BIDS. Above its own folder only where this lies as
 * a dataset has it: sub-01/ses-1/emg for sub-01_ses-1_emg.edf.
 *
 * emg_bids_files_clear gives them back whatever happened.
 */
emg_status emg_bids_applying(emg_bids_files *files, const char *path,
                             const char *suffix, const char *extension,
                             emg_error *error);
void emg_bids_files_clear(emg_bids_files *files);

/** The nearest, which alone counts where files are tables; or NULL. */
const char *emg_bids_nearest(const emg_bids_files *files);

#endif
