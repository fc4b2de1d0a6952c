/* Which teeth of a rake are hum, and how much each moment tells of it. */
#include "dsp/mains.h"

#include "base/memory.h"
#include "dsp/rake.h"
#include "dsp/rake_follow.h"
#include "dsp/triangle.h"

#include <math.h>
#include <string.h>

/* Boxes of triangles. */
#define LIKELY_S 1 /* of what is first taken for hum, */
#define FIT_S 2    /* of what is taken out, */
#define NEAR_S 0.2 /* of that and what lies within 2 Hz, */
#define LOUD_S 0.1 /* and of the power of the rest */
#define MOST_WEIGHT 30
#define LEAST_LIKELY 3 /* over chance: to be left out of that power, */
#define LEAST_SURE 10  /* and to be taken out */

struct emg_mains {
    emg_rake rake;
    double chance; /* power that noise leaves in a fit, over what it leaves in
                      the difference to `near` */
};

/* Power of a fit over what chance would leave in it. */
static double
sureness(const emg_mains *mains, const emg_teeth *v, int harmonic,
         const double *weights)
{
    double power = 0, noise = 0;
    emg_rake_smooth(v, harmonic, emg_rake_half(v->how, FIT_S), weights, v->one);
    emg_rake_smooth(v, harmonic, emg_rake_half(v->how, NEAR_S), weights,
                    v->two);
    for (int b = 0; b < v->n; b++) {
        const double *a = v->one + 2 * (ptrdiff_t)b;
        const double *c = v->two + 2 * (ptrdiff_t)b;
        double weight = weights ? weights[b] : 1;
        double re = c[0] - a[0], im = c[1] - a[1];
        power += weight * (a[0] * a[0] + a[1] * a[1]);
        noise += weight * (re * re + im * im);
    }
    return noise > 0   ? power / (noise * mains->chance)
           : power > 0 ? INFINITY
                       : 0;
}

/* Which harmonics stand out so much. */
static int
choose(const emg_mains *mains, emg_teeth *v, const double *weights,
       double least)
{
    int n = 0;
    for (int h = 0; h < v->how->harmonics; h++) {
        v->on[h] = sureness(mains, v, h, weights) >= least;
        n += v->on[h];
    }
    return n;
}

/* Weights by the power of what is not hum; slow waves do not matter. */
static void
weigh(const emg_teeth *v, const double *samples)
{
    int size = v->how->chunk;
    double all = 0;
    memcpy(v->rest, samples, (size_t)(v->n * size) * sizeof *samples);
    emg_rake_take_away(v, v->rest, v->n * size);
    for (int b = 0; b < v->n; b++) {
        const double *x = v->rest + (ptrdiff_t)b * size;
        double middle = 0, sum = 0;
        for (int i = 0; i < size; i++)
            middle += x[i] / size;
        for (int i = 0; i < size; i++)
            sum += (x[i] - middle) * (x[i] - middle);
        v->one[2 * b] = sum;
        v->one[2 * b + 1] = 0;
        all += sum / v->n;
    }
    emg_triangle(v->one, v->n, emg_rake_half(v->how, LOUD_S), NULL, v->work);
    for (int b = 0; b < v->n; b++) {
        double power = fmax(v->one[2 * b], all / MOST_WEIGHT);
        v->weights[b] = power > 0 ? all / power : 1;
    }
}

size_t
emg_mains_room(const emg_mains *mains, int n)
{
    return emg_teeth_room(&mains->rake, n);
}

int
emg_mains_subtract(const emg_mains *mains, double *samples, int n, double *work)
{
    emg_teeth v = emg_teeth_over(&mains->rake, n, work);
    if (mains->rake.harmonics == 0 || v.n < EMG_CHUNKS_HZ)
        return 0;
    emg_rake_project(&v, samples);
    emg_rake_follow(&v, false);
    if (choose(mains, &v, NULL, LEAST_LIKELY) == 0)
        return 0;
    emg_rake_follow(&v, false);
    emg_rake_fit(&v, emg_rake_half(v.how, LIKELY_S), NULL);
    weigh(&v, samples);
    emg_rake_follow(&v, true);
    int found = choose(mains, &v, v.weights, LEAST_SURE);
    if (found == 0)
        return 0;
    emg_rake_fit(&v, emg_rake_half(v.how, FIT_S), v.weights);
    emg_rake_take_away(&v, samples, n);
    return found;
}

emg_mains *
emg_mains_create(double hz, double rate_hz, emg_error *error)
{
    emg_mains *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    if (emg_rake_init(&self->rake, hz, rate_hz, error)) {
        emg_free(self);
        return NULL;
    }
    self->chance = emg_triangle_chance(emg_rake_half(&self->rake, FIT_S),
                                       emg_rake_half(&self->rake, NEAR_S));
    return self;
}

void
emg_mains_destroy(emg_mains *mains)
{
    if (mains)
        emg_rake_clear(&mains->rake);
    emg_free(mains);
}
