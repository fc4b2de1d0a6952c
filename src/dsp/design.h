/* From what a methods section says of a filter to second-order sections. */
#ifndef EMG_DSP_DESIGN_H
#define EMG_DSP_DESIGN_H

#include "dsp/sos.h"

typedef enum emg_shape {
    EMG_SHAPE_CHEBYSHEV_1,
    EMG_SHAPE_CHEBYSHEV_2,
    EMG_SHAPE_BESSEL,
    EMG_SHAPE_ELLIPTIC
} emg_shape;

/**
 * order           of the prototype, 1 to 12: the order at each edge
 * low_hz, high_hz as of emg_butterworth: where the ripple is left, of
 *                 Chebyshev II where the attenuation is reached
 * ripple_db       of Chebyshev I and elliptic, 0.001 to 12
 * attenuation_db  of Chebyshev II and elliptic, 3 to 200
 */
typedef struct emg_recipe {
    emg_shape shape;
    emg_band band;
    int order;
    double low_hz, high_hz;
    double ripple_db, attenuation_db;
} emg_recipe;

/**
 * Appends the filter to *sos, by the bilinear transform with prewarped edges
 * (Oppenheim & Schafer, Discrete-Time Signal Processing, 3rd ed., ch. 7).
 *
 * EMG_BAD_OPTION names what cannot be, a band too narrow for coefficients in
 * double precision included.
 */
emg_status emg_recipe_design(emg_sos *sos, const emg_recipe *recipe,
                             double rate_hz, emg_error *error);

#endif
