/* Fat and skin take the high frequencies and some milliseconds; a path that
 * varies fades from one such way to another while the skin slides. */
#include "simulate/path.h"

#include "simulate/random.h"
#include "simulate/shape.h"
#include "simulate/streams.h"
#include "simulate/tones.h"

#include "base/math.h"

#include <math.h>

#define LOWEST_HZ 150.0 /* of the low-pass */
#define HIGHEST_HZ 300.0
#define SHORTEST_S 0.0005 /* of the delay */
#define LONGEST_S 0.003
#define FASTEST_S 20.0 /* of the change to and fro */
#define SLOWEST_S 60.0
#define STEP_HZ 0.5

/* |H|^2 of y[n] = a y[n - 1] + (1 - a) x[n]. */
static double
power_at(double decay, double hz, double rate_hz)
{
    double turn = (double)(2 * EMG_PI) * hz / rate_hz;
    double low = 1 - decay;
    return low * low / (1 + decay * decay - 2 * decay * emg_cos(turn));
}

/* What makes EMG as strong behind the low-pass as before it. */
static double
gain_for(double decay, double rate_hz)
{
    double before = 0, behind = 0;
    for (double hz = STEP_HZ; hz < rate_hz / 2; hz += STEP_HZ) {
        double density = emg_shape_density(hz);
        before += density;
        behind += density * power_at(decay, hz, rate_hz);
    }
    return sqrt(before / behind);
}

static void
draw(emg_way *way, emg_random *random, double rate_hz)
{
    double corner_hz = emg_random_between(random, LOWEST_HZ, HIGHEST_HZ);
    double delay_s = emg_random_between(random, SHORTEST_S, LONGEST_S);
    *way = (emg_way){0};
    way->decay = emg_exp(-(double)(2 * EMG_PI) * corner_hz / rate_hz);
    way->gain = gain_for(way->decay, rate_hz);
    way->delay = (int)(delay_s * rate_hz + 0.5);
}

void
emg_path_start(emg_path *path, const emg_scenario *scenario, int index)
{
    emg_random random;
    *path = (emg_path){.kind = scenario->crosstalk_path};
    if (path->kind == EMG_PATH_PLAIN)
        return;
    emg_random_seed(&random, scenario->seed,
                    emg_stream_of(EMG_STREAM_PATH, index));
    for (int i = 0; i < 2; i++)
        draw(&path->ways[i], &random, scenario->rate_hz);
    path->turns_s = emg_random_between(&random, FASTEST_S, SLOWEST_S);
    path->turns = emg_random_between(&random, 0, 1);
}

static double
go(emg_way *way, double value, int at)
{
    way->last = way->decay * way->last + (1 - way->decay) * value;
    way->past[at] = way->last * way->gain;
    return way->past[(at + EMG_PATH_ROOM - way->delay) % EMG_PATH_ROOM];
}

double
emg_path_next(emg_path *path, double value, double time_s)
{
    if (path->kind == EMG_PATH_PLAIN)
        return value;
    double first = go(&path->ways[0], value, path->at);
    double share = 0;
    if (path->kind == EMG_PATH_VARYING)
        share = (1 + emg_sine(time_s / path->turns_s + path->turns)) / 2;
    double second = go(&path->ways[1], value, path->at);
    path->at = (path->at + 1) % EMG_PATH_ROOM;
    return (1 - share) * first + share * second;
}
