/* A file of pairs with parameters of their own. */
#ifndef KIT_MONTAGE_H
#define KIT_MONTAGE_H

#include "kit/pairs.h"

/**
 * Adds the pairs of a TSV file: a header, then a row a pair. Columns a and b
 * are labels, muscles or numbers (#3); on, off, floor_mvc, gap, min_duration,
 * balance and max_correlation, as the options of these names, and mvc_a and
 * mvc_b, in the channels' units, are optional; n/a or an empty cell takes the
 * value of `like`.
 */
emg_status kit_montage_read(kit_pairs *pairs, const char *path,
                            const emg_recording *recording,
                            const emg_pair *like, emg_error *error);

#endif
