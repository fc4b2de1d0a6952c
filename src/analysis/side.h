/* Band-passed signal and envelope side by side, at the same frames. */
#ifndef EMG_ANALYSIS_SIDE_H
#define EMG_ANALYSIS_SIDE_H

#include "emg/analysis.h"
#include "flow/fifo.h"

typedef struct emg_side emg_side;

/** What a pass looks at; what it does not is not made, and not to be read. */
typedef enum emg_side_needs {
    EMG_SIDE_BAND = 1,
    EMG_SIDE_ENVELOPE = 2,
    EMG_SIDE_BOTH = 3
} emg_side_needs;

/** Who is given both; they hold the same frames of one segment. */
typedef emg_status emg_side_taker(void *to, const emg_block *band,
                                  const emg_block *envelope, emg_error *error);

emg_side *emg_side_create(const emg_format *format,
                          const emg_conditioning *conditioning,
                          emg_error *error);
emg_status emg_side_take(emg_side *side, const emg_block *raw,
                         emg_side_taker *taker, void *to, emg_error *error);

/** After the last block of the source. */
emg_status emg_side_end(emg_side *side, emg_side_taker *taker, void *to,
                        emg_error *error);

/** Frames by which band and envelope come after the raw signal, at most. */
int64_t emg_side_lag(const emg_side *side);

/** As new, for another pass that needs this. */
void emg_side_reset(emg_side *side, emg_side_needs needs);
void emg_side_destroy(emg_side *side);

#endif
