/* What causal filters do to times. */
#ifndef KIT_DELAYS_H
#define KIT_DELAYS_H

#include "kit/kit.h"

/** Notes by how much each chain delays what goes through it, if any does. */
void kit_note_delays(kit_table *notes, emg_chain *const *chains,
                     const emg_recording *recording);

#endif
