/* Rows of a table; TSV, CSV and JSON Lines come from one place. */
#ifndef KIT_TABLE_H
#define KIT_TABLE_H

#include "base/text.h"
#include "emg/signal.h"

#include <stdbool.h>
#include <stdint.h>

/** Warnings that were heard, for a tool that makes rows of them. */
typedef struct kit_heard {
    emg_error *warnings;
    size_t n, room;
    bool lost; /* one found no memory */
} kit_heard;

typedef enum kit_table_form { KIT_TSV, KIT_CSV, KIT_JSON } kit_table_form;

#define KIT_MOST_EXTRAS 6

/** A further file of a recording, beside that of its table. */
typedef struct kit_extra {
    const char *ending; /* in place of the tool's own */
    int64_t n_rows;     /* -1: it is no table */
    bool recording;     /* not this text: the recording through the tool's
                         * `build`, with the table's events */
    emg_text text;
} kit_extra;

/**
 * The rows of one recording.
 *
 * notes        lines for stderr that a tool wants to be read with the rows
 * found        for the sidecar: objects of JSON, one a line, of what the
 *              parameters led to (the rest interval of a pair, say)
 * heard        what the reader warned of; NULL: the tool does not gather it
 * exit_status  a tool may ask for 10 or 11; the highest of a batch counts
 */
typedef struct kit_table {
    const char *const *columns; /* ended by NULL */
    const char *path;           /* of the recording as it was named */
    kit_table_form form;
    int n_columns;
    int cell; /* the column that comes next; 0 between rows */
    emg_text rows;
    emg_text notes;
    emg_text found;
    const kit_heard *heard;
    emg_event *events; /* for --annotate; their texts are the table's */
    size_t n_events, events_room;
    kit_extra extras[KIT_MOST_EXTRAS];
    int n_extras;
    int exit_status;
} kit_table;

void kit_table_init(kit_table *table, const char *const *columns,
                    kit_table_form form);
void kit_table_free(kit_table *table);

/** A further file, empty yet; it lives as long as the table. */
kit_extra *kit_extra_add(kit_table *table, const char *ending);

/** How many lines the text has. */
int64_t kit_count_rows(const emg_text *rows);

/** The line of column names; nothing for JSON. */
void kit_table_header(kit_table *table);

/* One cell after the other; the row ends with its last column. Text that is
 * NULL, "" or "n/a" and numbers that are not finite are missing. */
void kit_text(kit_table *table, const char *text);
void kit_number(kit_table *table, double number);
void kit_numbers(kit_table *table, const double *numbers, int n);
void kit_integer(kit_table *table, int64_t number);
void kit_missing(kit_table *table);

/** Keeps an event for --annotate, called "type channel"; none without an onset.
 */
void kit_keep_event(kit_table *table, double onset_s, double duration_s,
                    const char *type, const char *channel);

/** A line for stderr, said as "emg-x: file: text" when the rows come out. */
void kit_note(kit_table *table, const char *text, ...) EMG_PRINTF(2, 3);

#endif
