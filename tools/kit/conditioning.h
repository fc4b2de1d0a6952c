/* What the analysis programs do to a signal before they analyse it. */
#ifndef KIT_CONDITIONING_H
#define KIT_CONDITIONING_H

#include "emg/analysis.h"
#include "kit/kit.h"

/**
 * The conditioning that the command line chose: 20-450 Hz unless a band-,
 * high- or low-pass is given, notches before it. Notes say where a band is cut
 * at 0.45 of the rate, and where a rate is low for EMG. EMG_BAD_FILE for
 * rates below 200 Hz, which hold envelopes and no EMG. It holds the mask of
 * --mask, which kit_conditioning_clear gives back.
 */
emg_status kit_conditioning(emg_conditioning *conditioning,
                            const kit_chosen *chosen,
                            const emg_recording *recording, kit_table *notes,
                            emg_error *error);

/** The same without a recording: nothing is judged and nothing masked. */
emg_status kit_conditioning_choose(emg_conditioning *conditioning,
                                   const kit_chosen *chosen, emg_error *error);
void kit_conditioning_clear(emg_conditioning *conditioning);

#endif
