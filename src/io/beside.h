/* Annotations that a format cannot hold: a table of events beside the file. */
#ifndef EMG_IO_BESIDE_H
#define EMG_IO_BESIDE_H

#include "base/text.h"
#include "emg/io.h"

typedef struct emg_beside {
    char *path; /* NAME_events.tsv, or NULL beside standard output */
    char name[256];
    bool force;
    emg_listener listener;
    emg_provenance provenance;
    emg_text rows;
    int64_t n_events;
} emg_beside;

/** path: of the recording, or "-". */
emg_status emg_beside_init(emg_beside *beside, const char *path,
                           const emg_create_options *options, emg_error *error);
void emg_beside_clear(emg_beside *beside);

emg_status emg_beside_add(emg_beside *beside, const emg_event *event,
                          emg_error *error);

/** Writes the table if there was any event; beside standard output only tells
 * the listener that there were. */
emg_status emg_beside_finish(emg_beside *beside, emg_error *error);

#endif
