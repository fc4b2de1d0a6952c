/* A frequency and its multiples in chunks of samples: one tooth each. */
#ifndef EMG_DSP_RAKE_H
#define EMG_DSP_RAKE_H

#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>

#define EMG_MOST_TEETH 128
#define EMG_CHUNKS_HZ 100

/** What is the same for all stretches. */
typedef struct emg_rake {
    double hz, rate_hz;
    int harmonics, width; /* the same in whole lanes */
    int chunk;            /* samples, about 10 ms */
    double *table;        /* [chunk][2][width]: cos, sin from a chunk's start */
} emg_rake;

/** hz  of the first tooth; the last one lies below 0.45 of the rate */
emg_status emg_rake_init(emg_rake *rake, double hz, double rate_hz,
                         emg_error *error);
void emg_rake_clear(emg_rake *rake);

/** Half of a triangle, in chunks, whose box is so long. */
int emg_rake_half(const emg_rake *rake, double box_s);

/** One stretch of one channel, in memory of the caller. */
typedef struct emg_teeth {
    const emg_rake *how;
    int n;              /* chunks */
    double *z, *fitted; /* [harmonic][n][2] */
    double *spin;       /* [n][2]: of the first tooth as looked for, */
    double *drift;      /* and how it is ahead of that, */
    double *turns;      /* [n]: in turns */
    double *weights;    /* [n] */
    double *one, *two;  /* [n][2] */
    double *work;       /* emg_triangle_room */
    double *rest;       /* samples */
    bool on[EMG_MOST_TEETH];
} emg_teeth;

/** Of n samples, over so much of work; all teeth are on. */
emg_teeth emg_teeth_over(const emg_rake *rake, int n, double *work);
size_t emg_teeth_room(const emg_rake *rake, int n);

/** The pairs of one tooth. */
double *emg_rake_of(const emg_teeth *v, double *all, int harmonic);

/** Samples into z. */
void emg_rake_project(const emg_teeth *v, const double *samples);

/** A tooth as its drift leaves it, under a triangle, see dsp/triangle.h. */
void emg_rake_smooth(const emg_teeth *v, int harmonic, int half,
                     const double *weights, double *out);

/** The teeth that are on, smoothed, into fitted. */
void emg_rake_fit(const emg_teeth *v, int half, const double *weights);

/** Takes what was fitted out of n samples, which may end within a chunk. */
void emg_rake_take_away(const emg_teeth *v, double *samples, int n);

#endif
