/* How one muscle is heard at another's electrode: a short linear path, learnt
 * by least squares and followed as it changes. */
#ifndef EMG_DSP_PATH_H
#define EMG_DSP_PATH_H

#define EMG_PATH_REACH 6 /* samples, about 1 ms each, to both sides */
#define EMG_PATH_TAPS (2 * EMG_PATH_REACH + 1)
#define EMG_PATH_ROW 16 /* taps with room for whole vectors */

/**
 * Normal equations: products of the source with itself, and in the last row
 * with the destination. Zeroed is empty.
 */
typedef struct emg_path_sums {
    _Alignas(64) float at[EMG_PATH_TAPS + 1][EMG_PATH_ROW];
} emg_path_sums;

/** The path itself. */
typedef struct emg_path {
    _Alignas(64) float tap[EMG_PATH_ROW];
} emg_path;

/** Adds `more` to `sums`. */
void emg_path_join(emg_path_sums *sums, const emg_path_sums *more);

/** The path that leaves least, its diagonal raised by 1 %. All 0 where there
 * is nothing to learn from. */
void emg_path_solve(const emg_path_sums *sums, emg_path *path);

/** (1 - share) x from + share x to. */
void emg_path_mix(emg_path *path, const emg_path *from, const emg_path *to,
                  float share);

#endif
