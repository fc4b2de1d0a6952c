/* Exact sampling rates of a command line. */
#ifndef KIT_RATE_H
#define KIT_RATE_H

#include "emg/signal.h"

/** "1000", "1000Hz", "2148.148", "58000/27"; `option` is for the message. NULL
 * rate: only judges. */
emg_status kit_rate_read(const char *option, const char *text, emg_rate *rate,
                         emg_error *error);

#endif
