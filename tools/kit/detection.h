/* How sustained co-contraction is looked for, the same in every program. */
#ifndef KIT_DETECTION_H
#define KIT_DETECTION_H

#include "kit/findings.h"

extern const kit_option kit_detection_options[];
extern const kit_detection kit_detection_standard;

const char *kit_method_name(const kit_detection *detection);

/** What holds for a pair of which no table says more. */
emg_pair kit_detection_rule(const kit_detection *detection);

/** Do the options fit together? levels: the program has use for levels
 * whatever the method. */
emg_status kit_detection_check(const kit_detection *detection, bool levels,
                               emg_error *error);

/** Chooses the pairs of found->source. */
emg_status kit_detection_pairs(kit_findings *found, const kit_chosen *chosen,
                               kit_table *notes, emg_error *error);

/** Finds the events of found->pairs in found->source, of which nothing was
 * selected yet. kit_findings_free gives all back but the source. */
emg_status kit_detect(kit_findings *found, const kit_chosen *chosen,
                      kit_table *notes, emg_error *error);

#endif
