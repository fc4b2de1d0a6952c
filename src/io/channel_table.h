/* NAME_channels.tsv beside a recording, in the form of EMG-BIDS:
 * https://bids-specification.readthedocs.io. Here with one more column,
 * full_scale: the physical value of sample 1.0 of a WAV. */
#ifndef EMG_IO_CHANNEL_TABLE_H
#define EMG_IO_CHANNEL_TABLE_H

#include "emg/io.h"
#include "io/warn.h"

/** What a row says of a channel. */
typedef struct emg_channel_row {
    char label[64];
    char unit[24];
    char muscle[64]; /* "" where none is named */
    emg_kind kind;
    bool bad;          /* its status: to be left out of analyses */
    double full_scale; /* 0: unknown */
} emg_channel_row;

/** Zeroed is empty. */
typedef struct emg_channel_table {
    emg_channel_row *rows;
    size_t n, room;
} emg_channel_table;

void emg_channel_table_clear(emg_channel_table *table);

/** Reads a table. *wrong: what makes it of no use, or NULL. */
emg_status emg_channel_table_read(emg_channel_table *table, const char *text,
                                  size_t size, const char **wrong,
                                  emg_error *error);

/**
 * DIR/NAME_channels.tsv for DIR/NAME.wav and DIR/NAME_emg.wav; in a BIDS
 * dataset the nearest table that applies to the recording. The caller frees it.
 */
char *emg_channel_table_path(const char *path, emg_error *error);

/**
 * Looks for the table beside a recording. Where there is none, or one that is
 * of no use (a warning), *found is false.
 *
 * n_channels  how many rows it must have; -1: any number
 */
emg_status emg_channel_table_find(emg_channel_table *table, const char *path,
                                  int n_channels, bool *found,
                                  emg_warnings *warnings, emg_error *error);

#endif
