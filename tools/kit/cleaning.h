/* What is cleaned before a program looks at a recording. */
#ifndef KIT_CLEANING_H
#define KIT_CLEANING_H

#include "kit/kit.h"

/** EMG_BAD_OPTION where the words of the command line make no sense. */
emg_status kit_cleaning_read(const kit_chosen *chosen, emg_cleaning *cleaning,
                             emg_error *error);

/** True when the options ask for cleaning: the source is read twice. */
bool kit_cleans(const kit_chosen *chosen);

/**
 * Takes a source and gives it, or one around it that is clean, as the options
 * say. path: of its file, beside which a BIDS sidecar may name the mains.
 */
emg_source *kit_clean(emg_source *source, const kit_chosen *chosen,
                      const char *path, emg_error *error);

/**
 * Adds `,"cleaned":[...]`, what each step did to each channel of such a source
 * in its last pass; nothing of another source, or of none.
 */
emg_status kit_add_cleaned(emg_text *to, emg_source *source, emg_error *error);

#endif
