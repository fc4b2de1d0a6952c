/* Labels that stand there twice: a name then chooses two channels. */
#ifndef EMG_IO_TWINS_H
#define EMG_IO_TWINS_H

#include "emg/signal.h"
#include "io/warn.h"

/**
 * Looks for channels of one label.
 *
 * channels  of different numbers from 1; they become sorted
 * twins     twins[k] becomes the number of an earlier channel with the label of
 *           channel k + 1, or stays 0
 */
void emg_twins_find(const emg_channel **channels, size_t n, int *twins);

/** Warns of channel `number`, whose label an earlier one has; byte: where it
 * stands, or -1. */
emg_status emg_twins_warn(const emg_channel *channel, int earlier, int64_t byte,
                          emg_warnings *warnings, emg_error *error);

/** Both for n channels that are numbered from 1, in their order. */
emg_status emg_twins_judge(const emg_channel *channels, int n,
                           emg_warnings *warnings, emg_error *error);

#endif
