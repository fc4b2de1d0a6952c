/* Takes sharp lines out of one channel without ringing into gaps. */
#ifndef EMG_DSP_LINE_CANCELLER_H
#define EMG_DSP_LINE_CANCELLER_H

#include "dsp/lines.h"

#include <stdbool.h>

/**
 * Each line f is followed by q(t) = mean of z e^(-2 pi i f t) over good
 * samples, under a triangle 1 s wide (0.6 s for lines of 25 dB and more, which
 * wander visibly), and 2 Re(q e^(2 pi i f t)) is taken away where samples are
 * good.
 */
typedef struct emg_line_canceller emg_line_canceller;

/** chunk  samples that go in and come out at a time, about 10 ms */
emg_line_canceller *emg_line_canceller_create(const emg_lines *lines,
                                              double rate_hz, int chunk,
                                              emg_error *error);

/** Chunks by which what comes out is behind what goes in. */
int emg_line_canceller_lag(const emg_line_canceller *canceller);

/** A chunk goes in; when true, one came out. */
bool emg_line_canceller_push(emg_line_canceller *canceller, const double *in,
                             bool good, double *out);

/** After the last chunk of a segment; false when all is out. */
bool emg_line_canceller_flush(emg_line_canceller *canceller, double *out);

/** A new segment. */
void emg_line_canceller_gap(emg_line_canceller *canceller);
void emg_line_canceller_destroy(emg_line_canceller *canceller);

#endif
