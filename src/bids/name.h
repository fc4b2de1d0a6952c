/* Names of files in a BIDS dataset: sub-01_task-hold_run-2_emg.edf.
 * https://bids-specification.readthedocs.io, 1.11.1. */
#ifndef EMG_BIDS_NAME_H
#define EMG_BIDS_NAME_H

#include <stdbool.h>

#define EMG_BIDS_MOST 16 /* entities of a name */

typedef struct emg_bids_entity {
    char key[16];   /* "task" */
    char label[64]; /* "hold" */
} emg_bids_entity;

typedef struct emg_bids_name {
    int n;
    emg_bids_entity entities[EMG_BIDS_MOST]; /* as they stand in the name */
    char suffix[32];                         /* "emg" */
    char extension[16];                      /* ".edf", ".tsv.gz" */
} emg_bids_name;

/**
 * Reads the name of a file, without folders. *wrong: what in it no file of a
 * dataset may have (then name holds nothing of use), or NULL. Which entities a
 * suffix wants is not asked.
 */
void emg_bids_name_read(emg_bids_name *name, const char *base,
                        const char **wrong);

/** The label of an entity, or NULL where the name has none. */
const char *emg_bids_label(const emg_bids_name *name, const char *key);

/** True where a name has all entities of another, with the same labels: what
 * that one describes is then the other's, too. */
bool emg_bids_has_all(const emg_bids_name *name, const emg_bids_name *of);

#endif
