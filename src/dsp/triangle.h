/* Moving means of phasors under a triangle. */
#ifndef EMG_DSP_TRIANGLE_H
#define EMG_DSP_TRIANGLE_H

#include <stddef.h>

/** Doubles that emg_triangle works in. */
size_t emg_triangle_room(int n);

/**
 * Weighted means in place of n pairs: under two boxes of 2 half + 1 pairs, one
 * after the other; beyond the ends there is nothing.
 *
 * weights  NULL: all the same
 */
void emg_triangle(double *pairs, int n, int half, const double *weights,
                  double *work);

/**
 * The power that white noise leaves under a wide triangle, over that which it
 * leaves in the difference to a narrow one.
 */
double emg_triangle_chance(int wide, int narrow);

#endif
