/* What a program sees of a recording: derived, renamed, cut. */
#ifndef KIT_VIEW_H
#define KIT_VIEW_H

#include "kit/kit.h"

/** The labels of --names that a reader is given: NULL where these rename. */
const char *kit_names_to_give(const kit_chosen *chosen);

/**
 * Takes an opened source and gives it, or one around it, as --derive, --names,
 * --time and --nan say. shift: the part that is read begins at 0.
 */
emg_source *kit_view(emg_source *source, const kit_chosen *chosen, bool shift,
                     emg_error *error);

/** Takes an opened source and gives it, or one around it, as --nan says. */
emg_source *kit_split(emg_source *source, const kit_chosen *chosen,
                      emg_error *error);

#endif
