/* Which recordings of a dataset are wanted, by the entities of their names. */
#ifndef DATASET_SELECT_H
#define DATASET_SELECT_H

#include "bids/name.h"
#include "kit/kit.h"

#include <jansson.h>

typedef struct dataset_label {
    char *text;
    bool met; /* a recording has it */
} dataset_label;

typedef struct dataset_rule {
    const char *key; /* "sub" */
    bool strict;     /* a name without the entity is not wanted */
    bool absent;     /* one without it is */
    dataset_label *labels;
    size_t n, room;
} dataset_rule;

/** Zeroed, all are wanted; otherwise those that all rules want. */
typedef struct dataset_selection {
    dataset_rule *rules;
    size_t n, room;
} dataset_selection;

/**
 * Adds a rule: the label of `key` is one of these. Words are labels, with
 * commas between them, "sub-" before them dropped; or files, told by a dot or
 * a slash in their names, of a label a line. Names without the entity stay
 * wanted. No words: no rule.
 */
emg_status dataset_select(dataset_selection *selection, const char *key,
                          const kit_list *words, emg_error *error);

/**
 * Adds the rules of a file as BIDS apps read it, {"emg": {"task": "hold",
 * "run": [1, 2], "session": null}}: null wants names without the entity.
 */
emg_status dataset_select_by(dataset_selection *selection, const char *path,
                             emg_error *error);

/** The same of what such a file holds, or of NULL. */
emg_status dataset_select_json(dataset_selection *selection, const json_t *json,
                               emg_error *error);

bool dataset_is_wanted(dataset_selection *selection, const emg_bids_name *name);

/** The same where only some entities are known yet: the folder of a subject.
 * No label counts as met. */
bool dataset_may_be_wanted(const dataset_selection *selection,
                           const emg_bids_name *name);

/** A label that no recording had, "sub-07", into to; false: there is none
 * from *at on, which moves behind it. */
bool dataset_unmet(const dataset_selection *selection, size_t *at, char to[96]);

void dataset_selection_clear(dataset_selection *selection);

#endif
