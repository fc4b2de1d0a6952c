/* The table of indices. */
#ifndef EMG_ANALYSIS_INDEX_KINDS_H
#define EMG_ANALYSIS_INDEX_KINDS_H

#include "detect/indices.h"

/** Of sums; the mean N-muscle function is no index of two sums: NULL. */
emg_index *emg_index_of(int kind);

#endif
