/* Complex numbers of size 1 as pairs. */
#ifndef EMG_DSP_PHASOR_H
#define EMG_DSP_PHASOR_H

/** Its angle in turns. */
void emg_phasor(double z[2], double turns);

/** A product in place of a pair. */
void emg_times(double z[2], double re, double im);

/** Turned by what a phasor turns, so many times. */
void emg_turn(double z[2], const double phasor[2], int times_over);

/** The other way round. */
void emg_turn_back(double z[2], const double phasor[2], int times_over);

#endif
