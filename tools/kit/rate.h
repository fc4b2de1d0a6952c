/* Exact sampling rates of a command line. */
#ifndef KIT_RATE_H
#define KIT_RATE_H

#include "emg/filter.h"
#include "kit/kit.h"

/** Of a program that makes envelopes. */
#define KIT_OUTPUT_RATE(field)                                                 \
    {                                                                          \
        "output-rate", 0, KIT_TEXT, offsetof(settings, field),                 \
            "give the envelope at fewer times, so many a second, Hz; --rate "  \
            "is that of an input which names none",                            \
            .words = "HZ", .absent = "every sample", .example = "100"          \
    }

/** "1000", "1000Hz", "2148.148", "58000/27"; `option` is for the message. NULL
 * rate: only judges. */
emg_status kit_rate_read(const char *option, const char *text, emg_rate *rate,
                         emg_error *error);

/** Ends a chain that makes an envelope: its rate becomes the one that text
 * says. EMG_BAD_OPTION where something would go unseen between two times. */
emg_status kit_rate_add(emg_chain *chain, const char *text,
                        const emg_envelope *envelope, emg_error *error);

#endif
