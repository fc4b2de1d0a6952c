/* Tables of events as our programs write them: onset, duration and, where they
 * are known, trial_type, channel and file. */
#ifndef KIT_EVENTS_H
#define KIT_EVENTS_H

#include "emg/signal.h"
#include "kit/sheet.h"

/** One row; onset_s is NaN where the row says that nothing was analysed. */
typedef struct kit_event {
    const char *file, *channel, *verdict; /* "" where there is no such column */
    emg_event event;
} kit_event;

typedef struct kit_events {
    kit_sheet sheet;
    kit_event *rows;
    emg_event *events; /* of the rows, in the same order, once sorted */
    size_t n, room;
} kit_events;

/** The events of one file and channel. */
typedef struct kit_event_run {
    const emg_event *at;
    size_t n;
    size_t refused; /* rows that are no event */
} kit_event_run;

/**
 * Reads a table. kit_events_free gives it back whatever happened.
 *
 * type  NULL, or the trial_type that counts; rows without an onset count
 *       whatever theirs is. EMG_BAD_OPTION where none has it, and one is
 *       nearly so spelt
 */
emg_status kit_events_read(kit_events *events, const char *path,
                           const char *type, emg_error *error);
void kit_events_free(kit_events *events);

/**
 * Brings both into order of file, channel and onset. A file or channel that
 * only one of them knows is forgotten in both.
 */
void kit_events_sort(kit_events *a, kit_events *b);

/** Which file and channel comes first, as strcmp; what ended comes last. */
int kit_events_order(const kit_events *a, size_t i, const kit_events *b,
                     size_t j);

/** The rows from *at that share its file and channel; *at moves behind. */
kit_event_run kit_events_run(const kit_events *events, size_t *at);

#endif
