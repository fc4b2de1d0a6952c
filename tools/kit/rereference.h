/* Channels told against a reference of one or more of them. */
#ifndef KIT_REREFERENCE_H
#define KIT_REREFERENCE_H

#include "kit/kit.h"

/**
 * Takes an opened source and gives one in which the mean of some channels is
 * taken from all channels of their kind, unit and rate.
 *
 * words  a list of channels with commas between them: one alone drops out, of
 *        several all stay; "average": all channels of kind EMG
 *
 * NULL with *error set where they have not one kind, unit and rate.
 */
emg_source *kit_rereference(emg_source *source, const char *words,
                            emg_error *error);

#endif
