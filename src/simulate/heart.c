/* Each wave of a beat is a Gaussian (the form of McSharry et al., IEEE TBME
 * 50:289, 2003, with fixed times). */
#include "simulate/heart.h"

#include "simulate/streams.h"

#include "base/math.h"

#include <stddef.h>

#define SLOWEST_S (60.0 / 60)
#define FASTEST_S (60.0 / 90)
#define JITTER 0.03
#define OVER_S 0.54 /* after R nothing of a beat is left: T and six widths */

typedef struct wave {
    double lag_s, width_s, height;
} wave;

/* P, Q, R, S, T. */
static const wave waves[] = {{-0.2, 0.025, 0.1},
                             {-0.05, 0.01, -0.1},
                             {0, 0.01, 1},
                             {0.05, 0.01, -0.2},
                             {0.3, 0.04, 0.3}};

static double
next_beat(emg_heart *heart)
{
    double jitter = JITTER * emg_random_gauss(&heart->random);
    return heart->beats_s[1] + heart->period_s * (1 + jitter);
}

void
emg_heart_start(emg_heart *heart, uint64_t seed)
{
    emg_random_seed(&heart->random, seed, emg_stream_of(EMG_STREAM_HEART, 0));
    heart->period_s = emg_random_between(&heart->random, FASTEST_S, SLOWEST_S);
    heart->beats_s[1] = emg_random_between(&heart->random, -heart->period_s, 0);
    heart->beats_s[0] = heart->beats_s[1];
    heart->beats_s[1] = next_beat(heart);
}

static double
beat(double since_s)
{
    double sum = 0;
    for (size_t i = 0; i < sizeof waves / sizeof *waves; i++) {
        double widths = (since_s - waves[i].lag_s) / waves[i].width_s;
        sum += waves[i].height * emg_exp(-widths * widths / 2);
    }
    return sum;
}

double
emg_heart_at(emg_heart *heart, double time_s)
{
    while (time_s - heart->beats_s[0] > OVER_S) {
        double next_s = next_beat(heart);
        heart->beats_s[0] = heart->beats_s[1];
        heart->beats_s[1] = next_s;
    }
    return beat(time_s - heart->beats_s[0]) + beat(time_s - heart->beats_s[1]);
}
