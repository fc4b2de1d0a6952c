/* Stretches of time, as people write them. */
#ifndef KIT_SPAN_H
#define KIT_SPAN_H

#include "kit/kit.h"

#include "base/text.h"

/**
 * "2-4", "1:30-2:00", "0.5s-2min", "10-" (to the end), "-10" (from the start).
 * A moment is seconds, with a unit if need be, or [hh:]mm:ss. False unless it
 * begins before it ends.
 */
bool kit_span_read(const char *text, kit_span *span);

/** The same as JSON, in seconds: "90-120"; null where none was chosen. */
void kit_add_span(emg_text *to, const kit_span *span);

#endif
