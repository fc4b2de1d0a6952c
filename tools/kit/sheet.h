/* Tables that people or programs wrote: a line of names, then rows, cells
 * parted by tabs. */
#ifndef KIT_SHEET_H
#define KIT_SHEET_H

#include "emg/base.h"

#include <stdbool.h>

#define KIT_MOST_CELLS 64

typedef struct kit_sheet {
    const char *path;
    emg_status blame; /* what a wrong line is */
    int line;
    int n_columns;
    const char *names[KIT_MOST_CELLS];
    const char *cells[KIT_MOST_CELLS]; /* of the row; "" where it ends early */
    char *text, *rest;
} kit_sheet;

/**
 * Reads the file ("-": standard input) and its line of names. What is wrong
 * in it is an error of the status `blame`.
 * kit_sheet_close gives the memory back whatever happened.
 */
emg_status kit_sheet_open(kit_sheet *sheet, const char *path, emg_status blame,
                          emg_error *error);
void kit_sheet_close(kit_sheet *sheet);

/** The column of this name, or -1. */
int kit_sheet_column(const kit_sheet *sheet, const char *name);

/** The next row that is not empty; false at the end, or with *error set. */
bool kit_sheet_next(kit_sheet *sheet, emg_error *error);

/** True when a cell holds no value: empty, or n/a. */
bool kit_is_missing(const char *cell);

/** Fails with the line and what is wrong in it. */
emg_status kit_sheet_wrong(const kit_sheet *sheet, const char *what,
                           emg_error *error);

#endif
