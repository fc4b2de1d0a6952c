/* From raw blocks to what the detector looks at: frames of 10 ms of two bands,
 * mains and stimulation taken out. */
#ifndef EMG_ANALYSIS_BANDS_H
#define EMG_ANALYSIS_BANDS_H

#include "analysis/band_frames.h"
#include "dsp/lines.h"
#include "emg/flow.h"

/** One frame of all channels, in banks. */
typedef struct emg_bands_frame {
    int64_t number; /* in the segment, from 0 */
    emg_segment segment;
    const emg_lanes *energy; /* [bank][2]: mean squares, low and high band */
    const emg_lanes *low;    /* [bank][samples]: the low band, about 1 kHz */
    const bool *missing;     /* [channel] */
} emg_bands_frame;

typedef emg_status emg_bands_taker(void *to, const emg_bands_frame *frame,
                                   emg_error *error);

typedef struct emg_bands emg_bands;

/**
 * lines   one list a channel to take out; NULL: none
 * bridge  look for stretches that are missing
 */
emg_bands *emg_bands_create(const emg_format *format, const emg_lines *lines,
                            bool bridge, emg_error *error);

/** Listens to what the bands are made from, too; NULL: no more. */
void emg_bands_listen(emg_bands *bands, emg_line_finder *finder);

/** No more frames are wanted: from now on somebody only listens. */
void emg_bands_only_listen(emg_bands *bands);

/** The next raw block; segments end by themselves. */
emg_status emg_bands_take(emg_bands *bands, const emg_block *raw,
                          emg_bands_taker *taker, void *to, emg_error *error);

/** After the last block. A last frame that is not whole is left out. */
emg_status emg_bands_end(emg_bands *bands, emg_bands_taker *taker, void *to,
                         emg_error *error);

/** Frames [from, to) of this segment, of the block taken last (of at most
 * EMG_BLOCK_FRAMES), are missing in a channel: not without a bridge. */
void emg_bands_hide(emg_bands *bands, int channel, int64_t from, int64_t to);

/** Of the samples that stood still, by how much of them those of one value
 * outnumber all others: 1 where all have the same, near 0 where none stands
 * out. */
double emg_bands_same(const emg_bands *bands, int channel);

/** Something was missing. */
bool emg_bands_bridged(const emg_bands *bands);
void emg_bands_destroy(emg_bands *bands);

#endif
