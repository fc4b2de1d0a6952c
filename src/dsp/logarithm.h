/* The natural logarithm, fast, with the same bits everywhere. */
#ifndef EMG_DSP_LOGARITHM_H
#define EMG_DSP_LOGARITHM_H

/* What the kernel of many logarithms shares with that of one. */
#define EMG_LN_LEAST 1e-300
#define EMG_LN_2 0.693147180559945309417
#define EMG_ROOT_HALF_BITS 0x3fe6a09e667f3bcdULL
#define EMG_ONE_BITS 0x3ff0000000000000ULL
#define EMG_FRACTION_BITS 0x000fffffffffffffULL

/** ln x for x from 1e-300 to 1e300, to 1e-12; below, that of 1e-300. */
double emg_ln(double x);

#endif
