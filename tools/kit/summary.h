/* Mean, peak and integral of the envelope of each channel. */
#ifndef KIT_SUMMARY_H
#define KIT_SUMMARY_H

#include "kit/kit.h"

const char *const *kit_summary_columns(void);

/**
 * Adds a row a channel of what leaves the chains that the tool builds.
 *
 * referred  a channel without a reference among chosen->normals has no values
 */
emg_status kit_summarise(emg_source *source, const kit_chosen *chosen,
                         bool referred, kit_table *table, emg_error *error);

#endif
