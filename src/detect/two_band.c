/* A histogram of both energies in fixed memory; all is found from it. */
#include "detect/two_band.h"

#include "base/math.h"
#include "base/memory.h"
#include "dsp/logarithm.h"

#include <math.h>

#define ENERGIES 512
#define ENERGY_NAT 0.1 /* a bin */
#define RATIOS 220
#define RATIO_NAT 0.05
#define LEAST_RATIO -8.0 /* nat */
#define MODE_REACH 0.35  /* nat */
#define EMG_SHARE 0.05   /* some clear EMG somewhere */
#define FLOOR_SHARE 0.12
#define FEWEST 10 /* stretches, 2.4 s */
#define FREEDOM 75.0
#define SURE_SHARE 0.5   /* so much of a stretch of loud noise never is EMG */
#define MODEL_ERROR 0.09 /* relative variance of r from muscle to muscle */
#define MOST_WEIGHT 30

emg_status
emg_two_band_init(emg_two_band *bands, bool has_high, emg_error *error)
{
    *bands = (emg_two_band){.has_high = has_high};
    bands->counts =
        emg_new_sparse(ENERGIES * RATIOS, sizeof *bands->counts, error);
    return bands->counts ? EMG_OK : EMG_NO_MEMORY;
}

static int
bin(double value, double least, double width, int bins)
{
    double at = (value - least) / width;
    return at < 0 ? 0 : at >= bins ? bins - 1 : (int)at;
}

void
emg_two_band_add(emg_two_band *bands, double low, double high)
{
    if (!(low > 0))
        return;
    if (bands->n == 0)
        bands->scale = low;
    double ratio = bands->has_high ? emg_ln(high / low) : 0;
    int e = bin(emg_ln(low / bands->scale), -ENERGIES / 2 * ENERGY_NAT,
                ENERGY_NAT, ENERGIES);
    int r = bin(ratio, LEAST_RATIO, RATIO_NAT, RATIOS);
    bands->counts[e * RATIOS + r]++;
    bands->n++;
    bands->sum += low;
}

static double
energy_of(const emg_two_band *bands, int e)
{
    return bands->scale * emg_exp((e + 0.5 - ENERGIES / 2) * ENERGY_NAT);
}

static double
ratio_of(int r)
{
    return emg_exp(LEAST_RATIO + (r + 0.5) * RATIO_NAT);
}

emg_noise_part
emg_noise_part_of(const emg_noise_model *m, double low, double high)
{
    double apart = m->s - m->r;
    double noise = (high - m->r * low) / apart;
    noise = noise < 0 ? 0 : noise > low ? low : noise;
    double emg = m->r * low;
    double variance =
        (high * high * 2 / FREEDOM + emg * emg * (2 / FREEDOM + MODEL_ERROR)) /
        (apart * apart);
    double weight = variance > 0 ? noise * noise / variance : 0;
    return (emg_noise_part){noise, fmin(weight, MOST_WEIGHT)};
}

/* ---- the two colours --------------------------------------------------- */

/* Some rest somewhere: where it is rare its colour must be the clearer. */
static const struct {
    double share;  /* of the stretches */
    double fewest; /* stretches */
    double apart;  /* s / r */
} rests[] = {{0.10, 1, 2}, {0.03, 6, 4}};

static void
find_colours(const emg_two_band *bands, emg_weighted *ratios,
             emg_noise_model *model)
{
    for (int r = 0; r < RATIOS; r++) {
        ratios[r] = (emg_weighted){-(LEAST_RATIO + (r + 0.5) * RATIO_NAT), 0};
        for (int e = 0; e < ENERGIES; e++)
            ratios[r].weight += bands->counts[e * RATIOS + r];
    }
    model->r = emg_exp(-emg_weighted_quantile(ratios, RATIOS, 1 - EMG_SHARE));
    for (size_t i = 0; i < 2 && bands->has_high && !model->apart; i++) {
        double share = fmax(rests[i].share, rests[i].fewest / (double)bands->n);
        double mode =
            emg_weighted_lowest_mode(ratios, RATIOS, share, MODE_REACH);
        model->s = isnan(mode) ? 0 : emg_exp(-mode);
        model->apart = model->s >= rests[i].apart * model->r;
    }
}

/* ---- levels ------------------------------------------------------------ */

/* Each cell of the histogram with something in it: its noise, or where the
 * colours do not tell its energy, both as logarithms. */
static size_t
levels(const emg_two_band *bands, const emg_noise_model *model,
       emg_weighted *cells)
{
    size_t n = 0;
    for (int e = 0; e < ENERGIES; e++)
        for (int r = 0; r < RATIOS; r++) {
            double count = bands->counts[e * RATIOS + r];
            if (count <= 0) /* nearly all of them */
                continue;
            double low = energy_of(bands, e);
            emg_noise_part part = {low, 1};
            if (model->apart)
                part = emg_noise_part_of(model, low, low * ratio_of(r));
            if (part.noise > 0)
                cells[n++] =
                    (emg_weighted){emg_ln(part.noise), count * part.weight};
        }
    return n;
}

/* Nothing where it is less than a share of the energy: that may be noise. */
static size_t
excesses(const emg_two_band *bands, const emg_noise_model *model, double share,
         emg_weighted *cells)
{
    size_t n = 0;
    for (int e = 0; e < ENERGIES; e++)
        for (int r = 0; r < RATIOS; r++) {
            double count = bands->counts[e * RATIOS + r];
            if (count <= 0)
                continue;
            double low = energy_of(bands, e), noise = model->floor;
            if (model->apart)
                noise = emg_noise_part_of(model, low, low * ratio_of(r)).noise;
            double excess = low - noise;
            cells[n++] =
                (emg_weighted){excess > share * low ? excess : 0, count};
        }
    return n;
}

static void
find_levels(const emg_two_band *bands, emg_noise_model *model,
            emg_weighted *cells)
{
    size_t n = levels(bands, model, cells);
    double floor =
        model->apart
            ? emg_weighted_quantile(cells, n, 0.5)
            : emg_weighted_lowest_mode(cells, n, FLOOR_SHARE, MODE_REACH);
    model->found = !isnan(floor);
    if (!model->found)
        return;
    model->floor = emg_exp(floor);
    n = excesses(bands, model, SURE_SHARE, cells);
    model->most = emg_weighted_quantile(cells, n, 0.995);
    n = excesses(bands, model, 0, cells);
    for (size_t i = 0; i < n; i++)
        if (cells[i].value <= 0)
            cells[i].weight = 0;
    model->usual = emg_weighted_quantile(cells, n, 0.75);
    if (isnan(model->usual))
        model->usual = 0;
}

emg_status
emg_two_band_find(const emg_two_band *bands, emg_noise_model *model,
                  emg_error *error)
{
    size_t used = 0;
    *model = (emg_noise_model){0};
    for (int i = 0; i < ENERGIES * RATIOS; i++)
        used += bands->counts[i] > 0;
    used = used > RATIOS ? used : RATIOS;
    emg_weighted *cells = emg_new(used, sizeof *cells, error);
    if (!cells)
        return EMG_NO_MEMORY;
    if (bands->n >= FEWEST) {
        model->mean = bands->sum / (double)bands->n;
        find_colours(bands, cells, model);
        find_levels(bands, model, cells);
    }
    emg_free(cells);
    return EMG_OK;
}

void
emg_two_band_clear(emg_two_band *bands)
{
    emg_free(bands->counts);
    *bands = (emg_two_band){0};
}
