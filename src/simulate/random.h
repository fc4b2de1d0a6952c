/* Random numbers that are the same on every machine. */
#ifndef EMG_SIMULATE_RANDOM_H
#define EMG_SIMULATE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

/**
 * xoshiro256** (Blackman & Vigna, Scrambled linear pseudorandom number
 * generators, ACM TOMS 47:36, 2021).
 */
typedef struct emg_random {
    uint64_t state[4];
    double spare; /* the polar method makes two at a time */
    bool has_spare;
} emg_random;

/** The next number of splitmix64, which fills the state from one seed. */
uint64_t emg_random_mix(uint64_t *at);

/** Starts one of the independent streams of a seed. */
void emg_random_seed(emg_random *random, uint64_t seed, uint64_t stream);

uint64_t emg_random_next(emg_random *random);

/** Uniform in [low, high). */
double emg_random_between(emg_random *random, double low, double high);

/** As large as that, of either sign. */
double emg_random_either_way(emg_random *random, double low, double high);

/** Normal with mean 0 and variance 1. */
double emg_random_gauss(emg_random *random);

#endif
