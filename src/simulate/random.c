/* xoshiro256**, seeded by splitmix64, and what is drawn from it. */
#include "simulate/random.h"

#include "base/math.h"

#include <math.h>

uint64_t
emg_random_mix(uint64_t *at)
{
    uint64_t mixed = *at += 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

void
emg_random_seed(emg_random *random, uint64_t seed, uint64_t stream)
{
    uint64_t at = stream;
    at = seed ^ emg_random_mix(&at);
    *random = (emg_random){0};
    for (int i = 0; i < 4; i++)
        random->state[i] = emg_random_mix(&at);
}

static uint64_t
rotated(uint64_t bits, int by)
{
    return bits << by | bits >> (64 - by);
}

uint64_t
emg_random_next(emg_random *random)
{
    uint64_t *s = random->state;
    uint64_t next = rotated(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotated(s[3], 45);
    return next;
}

/* 53 bits, so that every double that can come out is exact. */
static double
uniform(emg_random *random)
{
    return (double)(emg_random_next(random) >> 11) * 0x1p-53;
}

double
emg_random_between(emg_random *random, double low, double high)
{
    return low + (high - low) * uniform(random);
}

double
emg_random_either_way(emg_random *random, double low, double high)
{
    double size = emg_random_between(random, low, high);
    return emg_random_between(random, 0, 1) < 0.5 ? -size : size;
}

/* Marsaglia & Bray, A convenient method for generating normal variables, SIAM
 * Review 6:260, 1964. */
double
emg_random_gauss(emg_random *random)
{
    double x, y, square;

    if (random->has_spare) {
        random->has_spare = false;
        return random->spare;
    }
    do {
        x = 2 * uniform(random) - 1;
        y = 2 * uniform(random) - 1;
        square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double radius = sqrt(-2 * emg_log(square) / square);
    random->spare = y * radius;
    random->has_spare = true;
    return x * radius;
}
