/* The rules of EMG-BIDS, asked of a whole dataset.
 * https://bids-specification.readthedocs.io, 1.11.1; codes are those of its
 * schema where that has one. */
#ifndef DATASET_CHECK_H
#define DATASET_CHECK_H

#include "kit/table.h"

/** The columns of the table, ended by NULL. */
extern const char *const dataset_check_columns[];

/**
 * Adds a row for each rule that is broken. *n_errors: rows that are errors,
 * not warnings. EMG_NO_INPUT where a folder cannot be read; what is wrong in a
 * file is a row.
 */
emg_status dataset_check(kit_table *table, const char *root, int *n_errors,
                         emg_error *error);

#endif
