/* Where a contraction that does not begin all at once can first be seen. */
#ifndef EMG_DETECT_RISE_H
#define EMG_DETECT_RISE_H

/**
 * The change of variance at a cell, and what is known of both sides.
 *
 * sums            of the energies of the cells before each; rest begins with
 *                 cell `from`, the contraction is looked at until cell `to`
 * at              the likeliest step
 * first           the contraction begins at this cell or later
 * before          mean energy of a cell of rest, above 0
 * nats            a cell
 * cells_a_second  100 or more
 */
typedef struct emg_rise_view {
    const double *sums;
    int from, at, to;
    int first;
    double before;
    double nats;
    double cells_a_second;
} emg_rise_view;

/** In cells, a fraction allowed. */
typedef struct emg_rise {
    double onset;            /* where the contraction is as strong as rest */
    double earliest, latest; /* of what is at most 2 nats less likely */
} emg_rise;

/**
 * Looks for a linear rise in amplitude, 20 to 300 ms long, that explains the
 * energies better than the step by 3 nats or more: what one more number may
 * explain by chance. Returns 0 where there is none, else 1.
 */
int emg_rise_find(const emg_rise_view *view, emg_rise *rise);

#endif
