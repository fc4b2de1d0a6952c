/* What a BIDS sidecar says of the mains. */
#ifndef EMG_IO_MAINS_H
#define EMG_IO_MAINS_H

/**
 * PowerLineFrequency, in Hz, of the JSON files that describe a recording in a
 * BIDS dataset, or of the one that stands beside it and has its name; 0 where
 * there is none or it names no frequency.
 */
double emg_mains_beside(const char *path);

#endif
