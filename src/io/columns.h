/* A recording frame by frame, for formats that hold one rate. */
#ifndef EMG_IO_COLUMNS_H
#define EMG_IO_COLUMNS_H

#include "io/join.h"

/** Given every frame in order: its time and a value a channel, in the order of
 * channel numbers; NaN where a channel has none. */
typedef emg_status emg_columns_row(void *to, double time_s,
                                   const double *values, emg_error *error);

typedef struct emg_columns {
    emg_recording recording;
    emg_join join;
    int n_channels;
    emg_place *places;
    double *values;
    const double **next; /* where they come from */
    const char *format;  /* "CSV", for messages */
    bool gaps;           /* are welcome */
    int segment;         /* of the last frame, -1 before the first */
    int64_t n_frames;    /* that were given */
    emg_columns_row *row;
    void *to;
} emg_columns;

/** Fails (EMG_BAD_OPTION) when the recording has several rates. row and to:
 * who is given the frames. */
emg_status emg_columns_init(emg_columns *columns,
                            const emg_recording *recording, const char *format,
                            bool gaps, emg_columns_row *row, void *to,
                            emg_error *error);
void emg_columns_clear(emg_columns *columns);

/** Gives all frames that are complete. A gap fails unless it is welcome. */
emg_status emg_columns_take(emg_columns *columns, const emg_block *block,
                            emg_error *error);

/** Gives the rest. */
emg_status emg_columns_end(emg_columns *columns, emg_error *error);

const emg_channel *emg_columns_channel(const emg_columns *columns, int column);

#define EMG_COLUMN_SIZE 80 /* room for a column's name */

/** The label of a column, unlike all before it: "FCR", "FCR#2"; "ch3" where
 * there is none. */
void emg_columns_name(const emg_columns *columns, int column,
                      char name[EMG_COLUMN_SIZE]);

#endif
