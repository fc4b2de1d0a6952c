/* The difference of two channels, and other sums. */
#ifndef EMG_SIGNAL_DIFFERENCE_H
#define EMG_SIGNAL_DIFFERENCE_H

#include "emg/signal.h"

/**
 * Makes *to what it is once `minus` is taken from it; label and number stay.
 * EMG_BAD_OPTION when the units are not the same.
 */
emg_status emg_channel_subtract(emg_channel *to, const emg_channel *minus,
                                emg_error *error);

/** ... once it is multiplied: range and steps are not known any more. */
void emg_channel_weigh(emg_channel *to);

/** ... once a multiple of another one is added. */
emg_status emg_channel_mix(emg_channel *to, const emg_channel *other,
                           emg_error *error);

#endif
