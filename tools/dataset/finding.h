/* What the rules are asked with and what they answer. */
#ifndef DATASET_FINDING_H
#define DATASET_FINDING_H

#include "bids/name.h"
#include "dataset/ignore.h"
#include "dataset/index.h"

typedef enum dataset_severity {
    DATASET_ERROR,
    DATASET_WARNING
} dataset_severity;

typedef struct dataset_asked {
    const char *root;
    kit_table *table;
    dataset_index index; /* of all recordings */
    emg_text ignored;    /* the rules of .bidsignore */
    int n_errors;
} dataset_asked;

/** A file that the rules are asked of. */
typedef struct dataset_file {
    dataset_asked *asked;
    const char *path;
    const char *below; /* path, from the root of the dataset on */
    emg_bids_name name;
} dataset_file;

void dataset_found(dataset_asked *self, const char *below, const char *code,
                   dataset_severity severity, const char *detail, ...)
    EMG_PRINTF(5, 6);

/** A rule of one file, that is an error to break. */
#define dataset_error(file, code, ...)                                         \
    dataset_found((file)->asked, (file)->below, code, DATASET_ERROR,           \
                  __VA_ARGS__)
#define dataset_warning(file, code, ...)                                       \
    dataset_found((file)->asked, (file)->below, code, DATASET_WARNING,         \
                  __VA_ARGS__)

/** One of the words of "a|b|c", as it is written or, with any_case, not. */
bool dataset_is_word(const char *text, const char *words, bool any_case);

/* ---- the rules, by concern ------------------------------------------------
 */

/** Its name, its folder, and whether there is anything it can belong to. False
 * where it is not looked into: not known here, or wrongly named. */
bool dataset_check_name(dataset_file *file, emg_error *error);

/** The object of a JSON file, and the fields that its kind must have. */
void dataset_check_json(const dataset_file *file);
/** The fields of all files that apply to a recording. */
void dataset_check_fields(const dataset_file *recording);

/** A table by itself: columns, their order, values, keys. */
void dataset_check_table(const dataset_file *file);

/** Electrodes and the systems of coordinates that they name. */
void dataset_check_places(const dataset_file *file);

/** Files that name others: participants, scans. */
void dataset_check_links(const dataset_file *file);

/** A recording against its JSON files and its table of channels. */
void dataset_check_header(const dataset_file *recording);

#endif
