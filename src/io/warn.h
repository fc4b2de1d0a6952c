/* Warnings of a source: told to its listener, or failures with `strict`. */
#ifndef EMG_IO_WARN_H
#define EMG_IO_WARN_H

#include "emg/io.h"

#define EMG_WARN_EACH 5   /* of one kind told one by one; the rest is counted */
#define EMG_WARN_KINDS 48 /* more kinds than one reader has */

typedef struct emg_warning_kind {
    const char *text; /* the format string: it is what makes a kind */
    int64_t told_to;  /* the byte of the last one */
    int64_t count;
    emg_error last;
} emg_warning_kind;

/** Plain data; begins with emg_warnings_init. */
typedef struct emg_warnings {
    emg_listener listener;
    bool strict;
    bool held; /* they wait: a file that is refused gives one message only */
    char name[256];
    int n_kinds;
    emg_warning_kind kinds[EMG_WARN_KINDS];
    emg_error *waiting;
    size_t n_waiting, room;
} emg_warnings;

/** Warnings are held until emg_warnings_release. name: of the file. */
void emg_warnings_init(emg_warnings *warnings, const emg_open_options *options,
                       const char *name);

/**
 * Warns, or with `strict` fails with EMG_BAD_FILE. Within a kind (one place in
 * the code, told by its format string) warnings come in order of their byte;
 * one that does not lie behind the last is a repetition in a further pass and
 * passed over.
 *
 * byte  where in the file, or -1
 */
emg_status emg_io_warn(emg_warnings *warnings, emg_error *error, int64_t byte,
                       const char *text, ...) EMG_PRINTF(4, 5);

/** The file is accepted: tells those that waited, later ones at once. */
void emg_warnings_release(emg_warnings *warnings);

/** Says of each kind how many more there were than were told. */
void emg_warnings_finish(emg_warnings *warnings);
void emg_warnings_clear(emg_warnings *warnings);

#endif
