/* What a verdict on a recording's quality is made of. */
#ifndef KIT_VERDICT_H
#define KIT_VERDICT_H

#include "kit/kit.h"

#include "emg/analysis.h"

/** A bit an index. */
typedef unsigned kit_verdict;

/** The indices that are named, each by itself or with commas between them;
 * an empty list is the usual ones. EMG_BAD_OPTION: no index, or one without a
 * limit. */
emg_status kit_verdict_read(const kit_list *list, kit_verdict *judged,
                            emg_error *error);

/** The worst of what is judged; *flags gets what passes a limit, too. */
emg_verdict kit_verdict_of(kit_verdict judged, const emg_quality *row,
                           double to_uv, kit_verdict *flags);

/** Adds the names, commas between them. */
void kit_verdict_name(emg_text *to, kit_verdict flags);

#endif
