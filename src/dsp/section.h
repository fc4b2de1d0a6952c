/* What all designs end in: poles and zeros become sections, rounded once. */
#ifndef EMG_DSP_SECTION_H
#define EMG_DSP_SECTION_H

#include "dsp/sos.h"

#include <complex.h>

#define EMG_MOST_ORDER 12

/** EMG_BAD_OPTION names the order or the edge that cannot be. */
emg_status emg_edges_judge(emg_band band, int order, double low_hz,
                           double high_hz, double rate_hz, emg_error *error);
emg_status emg_edge_judge(double hz, double rate_hz, emg_error *error);

/** The prewarped edge: where the bilinear transform takes hz from. */
long double emg_prewarp(double hz, double rate_hz);

/** The bilinear transform, its rate such that prewarped edges need no factor.
 */
long double complex emg_to_z(long double complex s);

/** Appends a section; EMG_BAD_OPTION when there are too many. */
emg_status emg_section_push(emg_sos *sos, const long double b[3],
                            long double a1, long double a2, emg_error *error);

/** Appends a section with these poles, which are conjugate or both real; its
 * gain is 1 at the point `one` of the unit circle. */
emg_status emg_section_push_poles(emg_sos *sos, const long double zeros[3],
                                  long double complex z1,
                                  long double complex z2,
                                  long double complex one, emg_error *error);

#endif
