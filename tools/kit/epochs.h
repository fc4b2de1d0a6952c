/* Windows that a command line chose, from annotations or a table of events. */
#ifndef KIT_EPOCHS_H
#define KIT_EPOCHS_H

#include "emg/analysis.h"
#include "kit/kit.h"

typedef struct kit_epochs {
    emg_epoch *items;
    size_t n, room;
} kit_epochs;

/**
 * word  annotation:TEXT: those of the source that have a duration; the path of
 *       a table of events: those of this recording, where it names one; NULL:
 *       one window, the whole recording
 *
 * The source is read to its end and rewound. kit_epochs_free gives them back
 * whatever happened.
 */
emg_status kit_epochs_find(kit_epochs *epochs, const char *word,
                           emg_source *source, emg_error *error);
void kit_epochs_free(kit_epochs *epochs);

/** Fails (EMG_BAD_OPTION) where a table of events cannot tell which of these
 * recordings it speaks of. */
emg_status kit_epochs_check(const char *word, const struct kit_work *work,
                            emg_error *error);

#endif
