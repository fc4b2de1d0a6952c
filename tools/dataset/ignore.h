/* .bidsignore: what no rule is asked of. */
#ifndef DATASET_IGNORE_H
#define DATASET_IGNORE_H

#include "base/text.h"
#include "emg/base.h"

#include <stdbool.h>

/** The rules of a dataset, none where it has no such file; emg_text_free gives
 * them back whatever happened. */
emg_status dataset_ignored_read(emg_text *rules, const char *root,
                                emg_error *error);

/**
 * Is a file, by its path from the root of the dataset on, ignored? As git reads
 * such rules: a name counts at any depth, one with a slash in it from the root
 * on, what is in an ignored folder is ignored; ** is any number of folders; the
 * last rule that fits counts, and one behind ! takes back.
 */
bool dataset_is_ignored(const emg_text *rules, const char *below);

#endif
