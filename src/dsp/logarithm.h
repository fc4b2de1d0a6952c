/* The natural logarithm, fast, with the same bits everywhere. */
#ifndef EMG_DSP_LOGARITHM_H
#define EMG_DSP_LOGARITHM_H

/** ln x for x from 1e-300 to 1e300, to 1e-12; below, that of 1e-300. */
double emg_ln(double x);

#endif
