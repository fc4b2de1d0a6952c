/* NAME-events.txt beside a recording of Backyard Brains' SpikeRecorder: lines
 * of a name, a comma, blanks and the time in seconds; # begins a comment. */
#ifndef EMG_IO_MARKER_FILE_H
#define EMG_IO_MARKER_FILE_H

#include "emg/io.h"
#include "io/warn.h"

/** Zeroed is empty. */
typedef struct emg_markers {
    emg_event *events; /* their texts lie in `text` */
    size_t n, room;
    char *text;
} emg_markers;

/** Reads what there is; trains of single spikes are no markers. */
emg_status emg_markers_read(emg_markers *markers, const char *text, size_t size,
                            emg_warnings *warnings, emg_error *error);

/** The same from the file beside path (DIR/NAME.wav), if there is one. */
emg_status emg_markers_find(emg_markers *markers, const char *path,
                            emg_warnings *warnings, emg_error *error);
void emg_markers_clear(emg_markers *markers);

#endif
