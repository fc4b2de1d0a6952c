/* Do two muscles that are both on work together, or in turns? */
#ifndef EMG_DETECT_ALTERNATION_H
#define EMG_DETECT_ALTERNATION_H

#include <stdbool.h>
#include <stdint.h>

#define EMG_ALTERNATION_WINDOW 50 /* frames of 10 ms */
#define EMG_ALTERNATION_BINS 3    /* 4, 6 and 8 Hz */

/** Sums over frames of the power of two muscles over their noise. Zeroed is
 * empty; sums of stretches can be joined. */
typedef struct emg_alternation {
    int64_t n;
    double x, y, xy;
    int64_t windows;
    double together; /* co-spectrum, 3 to 9 Hz */
} emg_alternation;

/** The frames of a stretch, for its windows of 0.5 s, half overlapped. */
typedef struct emg_alternation_ring {
    double x[EMG_ALTERNATION_WINDOW], y[EMG_ALTERNATION_WINDOW];
    double waves[EMG_ALTERNATION_BINS][2][EMG_ALTERNATION_WINDOW];
    double power; /* of the window */
} emg_alternation_ring;

/** Once, before all else. */
void emg_alternation_prepare(emg_alternation_ring *ring);

/** Covariance over the product of the means, from 3 to 9 Hz, below which the
 * muscles of a window work in turns. */
#define EMG_ALTERNATION_FAST -0.40

/** The next frame of a stretch; sums is empty at its first. Returns what the
 * window that ends here says, NaN where none does. */
double emg_alternation_add(emg_alternation *sums, emg_alternation_ring *ring,
                           double x, double y);
void emg_alternation_join(emg_alternation *sums, const emg_alternation *more);

/** Covariance over the product of the means: of all, and of the part from 3 to
 * 9 Hz. NaN where too little was seen. */
double emg_alternation_slow(const emg_alternation *sums);
double emg_alternation_fast(const emg_alternation *sums);

/** One of them says that one muscle rests while the other works. */
bool emg_alternates(const emg_alternation *sums);

#endif
