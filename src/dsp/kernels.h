/* The loops over lanes that take the time, compiled at three widths. */
#ifndef EMG_DSP_KERNELS_H
#define EMG_DSP_KERNELS_H

#include "dsp/path.h"
#include "dsp/sos.h"
#include "emg/base.h"

#include <stdint.h>

/**
 * How the digital samples of a bank become physical ones:
 * physical_min + (digital - digital_min) * gain.
 *
 * from  the first sample of each lane, little-endian two's complement; spare
 *       lanes point at any valid lane and have gain and minima 0
 */
typedef struct emg_decode {
    const uint8_t *from[EMG_LANES];
    emg_lanes physical_min, digital_min, gain;
} emg_decode;

/**
 * How physical samples of a bank become digital ones again: rounded half to
 * even, held within lowest and highest.
 *
 * to       where the samples of each lane go, little-endian two's complement
 * outside  counts those that had to be held, and NaN, which becomes 0
 * strange  becomes NaN when a code was not finite
 */
typedef struct emg_encode {
    uint8_t *to[EMG_LANES];
    emg_lanes physical_min, digital_min, gain;
    emg_lanes lowest, highest;
    emg_lanes outside, strange;
} emg_encode;

/**
 * The sum over the last `length` frames, without a subtraction: the suffix
 * sums of one stretch of frames and the running sum of the next.
 *
 * squares  of the squares
 * ring     [length + 1]: before `at` the values of this stretch, behind it the
 *          sums from there on of the one before; the last is 0
 * prefix   of this stretch's values
 */
typedef struct emg_moving {
    int64_t length;
    int64_t at; /* place in the stretch */
    bool squares;
    emg_lanes *ring;
    emg_lanes prefix;
} emg_moving;

/**
 * What is counted of eight lanes, frame by frame.
 *
 * before  the last sample; NaN where there is none
 * still   samples in a row that differ from the one before by at most step;
 *         stillest: the most there were
 */
typedef struct emg_tally {
    emg_lanes least, most, sum, squares;
    emg_lanes before, step, still, stillest;
} emg_tally;

/**
 * How long the samples of eight lanes have stood still.
 *
 * last    sample, and as how many before it, itself counted, it is the same
 * held    what came out before those that are the same
 * before  what came out last: the sample and the offset, which fades
 */
typedef struct emg_still {
    emg_lanes last, same, held, before, offset;
    double fade;
} emg_still;

#define EMG_CLIMB_ROW 32 /* levels, with room for whole vectors */

/**
 * A step of Viterbi's algorithm over levels in a row, of which those from
 * on_from up are another class than those below.
 *
 * turn     cost of a change of class besides
 * freedom  what a frame weighs
 * score    of each level so far, the best 0; levels of them count
 * cost     of a rise by k levels at [EMG_CLIMB_ROW + k], k from -32 to 31
 * log, inverse   of each level
 */
typedef struct emg_climb {
    int levels, on_from;
    float turn;
    double freedom;
    float score[EMG_CLIMB_ROW];
    float cost[2 * EMG_CLIMB_ROW];
    double log[EMG_CLIMB_ROW], inverse[EMG_CLIMB_ROW];
} emg_climb;

#define EMG_SLIDE_SPARE                                                        \
    32 /* sums and values behind the last: any, readable                       \
        */

/**
 * Weights that slide over values by `step` of them at a time.
 *
 * values   [step][room]: every step-th value, from each of the first on
 * from     the value under the first weight of the first sum
 */
typedef struct emg_slide {
    const double *values, *weights;
    int step, room, from, length;
} emg_slide;

/** All results are the same bit for bit in each of the three tables. */
typedef struct emg_kernels {
    const char *name;

    /** All sections over n frames at first, first + step, ...; step is 1 or
     * -1. state is [section][2]. The values are those of scipy's sosfilt;
     * of a zero the sign may differ. */
    void (*cascade)(const emg_sos *sos, emg_lanes *state, emg_lanes *first,
                    int64_t n, int step);

    void (*decode16)(const emg_decode *how, emg_lanes *frames, int n);
    void (*decode24)(const emg_decode *how, emg_lanes *frames, int n);

    /** Only the first `lanes` are written. */
    void (*encode16)(emg_encode *how, int lanes, const emg_lanes *frames,
                     int64_t n);
    void (*encode24)(emg_encode *how, int lanes, const emg_lanes *frames,
                     int64_t n);

    void (*full_wave)(emg_lanes *frames, int n);
    void (*half_wave)(emg_lanes *frames, int n);

    /** Each frame becomes the sum over the window that ends there. */
    void (*moving_sum)(emg_moving *moving, emg_lanes *frames, int n);
    /** The same of squares, and the root of factor times each sum. */
    void (*moving_root)(emg_moving *moving, emg_lanes *frames, int n,
                        double factor);
    /** cascade and then moving_root, sooner than one after the other. */
    void (*cascade_root)(const emg_sos *sos, emg_lanes *state,
                         emg_moving *moving, emg_lanes *frames, int n,
                         double factor);
    void (*scale)(emg_lanes *frames, int n, double factor);
    /** The root of factor times each value; none may be below 0. */
    void (*scaled_root)(emg_lanes *frames, int n, double factor);

    /** The sum of n frames, each times its weight. */
    void (*weighted_sum)(const double *weights, const emg_lanes *frames, int n,
                         emg_lanes *sum);

    /** Adds the squares of n frames to a sum, one by one. */
    void (*add_squares)(const emg_lanes *frames, int n, emg_lanes *sum);

    /** n frames go by: each takes its place in the ring and another one leaves
     * it, to out, which may be the frames or lie before them. */
    void (*still)(emg_still *still, const emg_lanes *frames, int n,
                  emg_lanes *ring, emg_lanes *out);

    /** Adds n frames to what was counted before. */
    void (*tally)(emg_tally *tally, const emg_lanes *frames, int n);

    /** The best way to each level, whose score it becomes, and from which
     * level it comes: the lowest of equals. Then an energy of 0 or more takes
     * freedom * (log + energy * inverse) from it. */
    void (*climb)(emg_climb *how, double energy, uint8_t *from);

    /** Adds `weight` times the products of n samples to the sums of a path.
     * source points at the sample simultaneous with destination[0]; 6 before
     * and 9 behind all can be read. */
    void (*products)(const float *source, const float *destination, int n,
                     float weight, float (*sums)[EMG_PATH_ROW]);

    /** The image of n samples of a source along a path of EMG_PATH_ROW taps: 6
     * samples before and 24 behind all can be read. The image has places for
     * whole rows. */
    void (*image)(const float *taps, const float *source, int n, float *image);

    /** sums[l] becomes the sum of n samples, each times element l of its row;
     * rows are of `wide` (an even number of) eights. */
    void (*project)(const double *samples, int n, const emg_lanes *rows,
                    int wide, emg_lanes *sums);
    /** From each sample goes the product of the weights and its row: first
     * every eighth element together, then pairs. */
    void (*take_away)(double *samples, int n, const emg_lanes *rows, int wide,
                      const emg_lanes *weights);

    /** ln[i] becomes emg_ln(values[i]), to the last bit; they may be one. */
    void (*logarithms)(const double *values, int n, double *ln);

    /** How many of the `around` values (an odd number) around each of n of them
     * are below the 1 / times of it. values[0] is the first around the first.
     */
    void (*count_lower)(const double *values, int n, int around, double times,
                        int64_t *below);

    /** To each of n sums its products are added one by one: those of `length`
     * weights and the values from there on. */
    void (*slide)(const emg_slide *how, double *sums, int n);

    /** True when every value of the first `lanes` lanes is finite. */
    bool (*finite)(const emg_lanes *frames, int n, int lanes);
} emg_kernels_table;

/** A frame of which only two lanes are used. */
typedef struct emg_two {
    alignas(16) double v[2];
} emg_two;

/** As the cascade of the table, to the last bit. */
void emg_two_cascade(const emg_sos *sos, emg_two *state, emg_two *first,
                     int64_t n, int step);

/** Where a cascade goes on, and with which state. */
typedef struct emg_two_way {
    emg_two *state, *first;
} emg_two_way;

/** Both at once, n frames each: one way with steps of 1, another with -1. */
void emg_two_weave(const emg_sos *sos, const emg_two_way *forward,
                   const emg_two_way *backward, int64_t n);

/** The first two lanes of n frames; and back, with nothing in the others. */
void emg_two_take(const emg_lanes *from, int64_t n, emg_two *to);
void emg_two_give(const emg_two *from, int64_t n, emg_lanes *to);

/** The widest table that this processor runs; EMG_KERNEL=16, 32 or 64 in the
 * environment asks for a narrower one. Ask once and keep the answer. */
const emg_kernels_table *emg_kernels(void);

#endif
