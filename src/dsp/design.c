/* Prototypes moved to their edges and through the bilinear transform, in long
 * double, rounded once. */
#include "dsp/design.h"

#include "base/math.h"
#include "dsp/prototype.h"

#include <math.h>

typedef long double real;
typedef long double complex complex_t;

/* A prototype on its way. */
typedef struct move {
    emg_band band;
    real width;    /* of the band, or the one edge; prewarped */
    real square;   /* of its centre; 0 of a low- or high-pass */
    complex_t one; /* where each section's gain is 1: the prototype's 0 */
} move;

/* Where the prototype's s lies: one point, or two that belong together. */
static int
points(const move *m, complex_t s, complex_t z[2])
{
    if (m->band == EMG_BAND_LOW || m->band == EMG_BAND_HIGH) {
        z[0] = emg_to_z(m->band == EMG_BAND_LOW ? s * m->width : m->width / s);
        return 1;
    }
    complex_t q = m->band == EMG_BAND_PASSES ? s * m->width : m->width / s;
    complex_t root = csqrtl(q * q - 4 * m->square);
    z[0] = emg_to_z((q + root) / 2);
    z[1] = emg_to_z((q - root) / 2);
    return 2;
}

/* The numerator whose zeros are on the unit circle at the angle of
 * frequency u, prewarped; +-infinity is -1. */
static void
zeros_at(real u, real b[3])
{
    real back = 1 / u;
    b[0] = b[2] = 1;
    b[1] = fabsl(u) > 1 ? -2 * (back * back - 1) / (back * back + 1)
                        : -2 * (1 - u * u) / (1 + u * u);
}

/* The numerators that a pair of zeros at +-i / zero becomes. */
static void
numerators(const move *m, real zero, real b[2][3])
{
    if (m->band == EMG_BAND_LOW) {
        zeros_at(m->width / zero, b[0]);
    } else if (m->band == EMG_BAND_HIGH) {
        zeros_at(m->width * zero, b[0]);
    } else if (m->band == EMG_BAND_PASSES && zero == 0) {
        b[0][0] = b[1][0] = 1;
        b[0][1] = b[1][1] = 0;
        b[0][2] = b[1][2] = -1;
    } else {
        real q = m->band == EMG_BAND_PASSES ? m->width / zero : m->width * zero;
        real root = sqrtl(q * q + 4 * m->square);
        zeros_at(2 * m->square / (q + root), b[0]);
        zeros_at((q + root) / 2, b[1]);
    }
}

static emg_status
push_pair(emg_sos *sos, const move *m, complex_t pole, real zero,
          emg_error *error)
{
    complex_t z[2];
    real b[2][3];
    emg_status status = EMG_OK;
    int n = points(m, pole, z);

    numerators(m, zero, b);
    /* zeros next to the poles: the one nearer to 0 Hz first */
    if (n == 2 && creall(z[0]) < creall(z[1])) {
        complex_t other = z[0];
        z[0] = z[1];
        z[1] = other;
    }
    for (int i = 0; i < n && !status; i++)
        status =
            emg_section_push_poles(sos, b[i], z[i], conjl(z[i]), m->one, error);
    return status;
}

/* The real pole of an odd order. */
static emg_status
push_single(emg_sos *sos, const move *m, real pole, emg_error *error)
{
    complex_t z[2] = {0, 0};
    real b[2][3];
    int n = points(m, pole, z);
    numerators(m, 0, b);
    if (n == 1) { /* one zero instead of two */
        b[0][1] /= 2;
        b[0][2] = 0;
    }
    return emg_section_push_poles(sos, b[0], z[0], z[1], m->one, error);
}

static emg_prototype
prototype_of(const emg_recipe *r)
{
    switch (r->shape) {
    case EMG_SHAPE_CHEBYSHEV_1:
        return emg_chebyshev_1(r->order, r->ripple_db);
    case EMG_SHAPE_CHEBYSHEV_2:
        return emg_chebyshev_2(r->order, r->attenuation_db);
    case EMG_SHAPE_ELLIPTIC:
        return emg_elliptic(r->order, r->ripple_db, r->attenuation_db);
    default:
        return emg_bessel(r->order);
    }
}

static move
move_of(const emg_recipe *r, double rate_hz)
{
    move m = {.band = r->band, .one = 1};
    real low = emg_prewarp(r->low_hz, rate_hz);
    real high = emg_prewarp(r->high_hz, rate_hz);
    m.width = r->band == EMG_BAND_LOW    ? high
              : r->band == EMG_BAND_HIGH ? low
                                         : high - low;
    if (r->band == EMG_BAND_HIGH)
        m.one = -1;
    if (r->band >= EMG_BAND_PASSES)
        m.square = low * high;
    if (r->band == EMG_BAND_PASSES)
        m.one = emg_to_z(I * sqrtl(m.square));
    return m;
}

/* ---- what cannot be ---------------------------------------------------- */

/* |H| at the prototype's edge, or past it. */
static real
wanted_at_edge(const emg_prototype *p)
{
    complex_t h = p->gain;
    if (p->order % 2)
        h *= p->single / (p->single - I);
    for (int i = 0; i < p->order / 2; i++)
        h *= cabsl(p->pole[i]) * cabsl(p->pole[i]) *
             (1 - p->zero[i] * p->zero[i]) /
             ((I - p->pole[i]) * (I - conjl(p->pole[i])));
    return cabsl(h);
}

/* |H| of n rounded sections at 1 / back on the unit circle. */
static real
gain_at(const emg_section *s, int n, complex_t back)
{
    complex_t h = 1;
    for (int i = 0; i < n; i++, s++)
        h *= (s->b0 + back * (s->b1 + back * s->b2)) /
             (1 + back * (s->a1 + back * s->a2));
    return cabsl(h);
}

/* Where the prototype's 0 lies, the gain is right however the rest was
 * rounded. */
static void
set_gain(emg_section *s, int n, real wanted, complex_t one)
{
    real factor = wanted / gain_at(s, n, 1 / one);
    s->b0 = (double)(factor * s->b0);
    s->b1 = (double)(factor * s->b1);
    s->b2 = (double)(factor * s->b2);
}

#define TOLERANCE 1e-6L /* of the gain at an edge, after rounding */

/* Sections rounded to double must still do at their edges what was asked. */
static emg_status
judge_rounding(const emg_sos *sos, int first, const emg_recipe *r,
               const emg_prototype *p, double rate_hz, emg_error *error)
{
    double edge[2] = {r->low_hz, r->high_hz};
    real wanted = wanted_at_edge(p);
    for (int i = 0; i < 2; i++) {
        if (r->band == (i == 0 ? EMG_BAND_LOW : EMG_BAND_HIGH))
            continue;
        complex_t back = cexpl(-2 * I * EMG_PI * (real)edge[i] / (real)rate_hz);
        real got = gain_at(sos->section + first, sos->n - first, back);
        if (!(fabsl(got - wanted) <= TOLERANCE * wanted))
            return emg_fail(error, EMG_BAD_OPTION,
                            "order %d is too steep for an edge of %.6g Hz at a "
                            "rate of %.6g Hz: double precision cannot hold it; "
                            "take a lower order or a wider band",
                            r->order, edge[i], rate_hz);
    }
    return EMG_OK;
}

static emg_status
judge(const emg_recipe *r, double rate_hz, emg_error *error)
{
    bool ripples =
        r->shape == EMG_SHAPE_CHEBYSHEV_1 || r->shape == EMG_SHAPE_ELLIPTIC;
    bool stops =
        r->shape == EMG_SHAPE_CHEBYSHEV_2 || r->shape == EMG_SHAPE_ELLIPTIC;
    if (ripples && !(r->ripple_db >= 0.0005 && r->ripple_db <= 12))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a ripple of %.6g dB: give 0.001 to 12", r->ripple_db);
    if (stops && !(r->attenuation_db >= 1 && r->attenuation_db <= 200))
        return emg_fail(error, EMG_BAD_OPTION,
                        "an attenuation of %.6g dB: give 2 to 200",
                        r->attenuation_db);
    if (ripples && stops && !(r->attenuation_db > r->ripple_db))
        return emg_fail(error, EMG_BAD_OPTION,
                        "an attenuation of %.6g dB: it must be more than the "
                        "ripple, %.6g dB",
                        r->attenuation_db, r->ripple_db);
    return emg_edges_judge(r->band, r->order, r->low_hz, r->high_hz, rate_hz,
                           error);
}

emg_status
emg_recipe_design(emg_sos *sos, const emg_recipe *recipe, double rate_hz,
                  emg_error *error)
{
    if (judge(recipe, rate_hz, error))
        return EMG_BAD_OPTION;
    emg_prototype p = prototype_of(recipe);
    move m = move_of(recipe, rate_hz);
    int first = sos->n;
    emg_status status = EMG_OK;

    if (p.order % 2)
        status = push_single(sos, &m, p.single, error);
    for (int i = 0; i < p.order / 2 && !status; i++)
        status = push_pair(sos, &m, p.pole[i], p.zero[i], error);
    if (status)
        return status;
    set_gain(&sos->section[first], sos->n - first, p.gain, m.one);
    return judge_rounding(sos, first, recipe, &p, rate_hz, error);
}
