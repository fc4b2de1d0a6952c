/* All functions of all tables that this processor runs, against plain loops. */
#include "unit.h"

#include "base/memory.h"
#include "dsp/kernels.h"
#include "dsp/logarithm.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 300

static int n_tables;
static const emg_kernels_table *tables[3];

/* EMG_KERNEL is capped at what the processor has: equal tables are one. */
static void
find_tables(void)
{
    static const char *const widths[] = {"16", "32", "64"};
    for (int i = 0; i < 3; i++) {
        setenv("EMG_KERNEL", widths[i], 1);
        if (n_tables == 0 || tables[n_tables - 1] != emg_kernels())
            tables[n_tables++] = emg_kernels();
    }
    unsetenv("EMG_KERNEL");
}

/* ---- random data ------------------------------------------------------ */

static uint64_t
random_bits(void)
{
    static uint64_t at = 1;
    uint64_t x = at += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

/* Between -1 and 1. */
static double
random_value(void)
{
    return (double)(int64_t)random_bits() / 0x1p63;
}

static void
fill(emg_lanes *frames, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] = 1000 * random_value();
}

/* From `banded` on, sections are those of a band-pass: b1 = 0, b2 = -b0. */
static emg_sos
random_sos(int n, int banded)
{
    emg_sos sos = {.n = n};
    for (int i = 0; i < n; i++) {
        double radius = 0.99 * fabs(random_value());
        double angle = M_PI * random_value();
        sos.section[i] =
            (emg_section){random_value(), random_value(), random_value(),
                          -2 * radius * cos(angle), radius * radius};
        if (i >= banded) {
            sos.section[i].b1 = 0;
            sos.section[i].b2 = -sos.section[i].b0;
        }
    }
    return sos;
}

static void
check_bytes(const emg_kernels_table *table, const char *what, int n,
            const void *got, const void *wanted, size_t size)
{
    ck_assert_msg(memcmp(got, wanted, size) == 0,
                  "table %s, %s of %d frames: other bytes", table->name, what,
                  n);
}

/* ---- cascades --------------------------------------------------------- */

/* As scipy's _sosfilt writes it, one lane. */
static void
plain_sosfilt(const emg_sos *sos, emg_lanes *state, emg_lanes *first, int64_t n,
              int step, int lane)
{
    for (int64_t i = 0; i < n; i++) {
        double x = first[i * step].v[lane];
        for (int s = 0; s < sos->n; s++) {
            const emg_section *c = &sos->section[s];
            double *z0 = &state[2 * s].v[lane];
            double *z1 = &state[2 * s + 1].v[lane];
            double y = c->b0 * x + *z0;
            *z0 = c->b1 * x - c->a1 * y + *z1;
            *z1 = c->b2 * x - c->a2 * y;
            x = y;
        }
        first[i * step].v[lane] = x;
    }
}

static void
check_cascade(const emg_kernels_table *table, int sections, int banded, int n,
              int step)
{
    static emg_lanes frames[MOST], wanted[MOST], state[40], wanted_state[40];
    emg_sos sos = random_sos(sections, banded);
    int first = step > 0 ? 0 : n - 1;
    fill(frames, n);
    fill(state, 2 * sections);
    memcpy(wanted, frames, sizeof wanted);
    memcpy(wanted_state, state, sizeof state);
    for (int k = 0; k < EMG_LANES; k++)
        plain_sosfilt(&sos, wanted_state, wanted + first, n, step, k);
    table->cascade(&sos, state, frames + first, n, step);
    check_bytes(table, "cascade", n, frames, wanted,
                (size_t)n * sizeof *frames);
    check_bytes(table, "states", n, state, wanted_state,
                2 * (size_t)sections * sizeof *state);
}

START_TEST(a_cascade_is_scipys_sosfilt_bit_by_bit)
{
    find_tables();
    for (int t = 0; t < n_tables; t++)
        for (int sections = 1; sections <= 20; sections++)
            for (int n = 1; n <= MOST; n += n < 20 || n >= 250 ? 1 : 23) {
                check_cascade(tables[t], sections, sections, n, 1);
                check_cascade(tables[t], sections, sections, n, -1);
                check_cascade(tables[t], sections, 0, n, 1);
                check_cascade(tables[t], sections, 1, n, -1);
                check_cascade(tables[t], sections, sections - 1, n, 1);
            }
}
END_TEST

START_TEST(a_cascade_over_no_frames_changes_nothing)
{
    find_tables();
    for (int t = 0; t < n_tables; t++)
        for (int banded = 0; banded <= 7; banded += 7)
            check_cascade(tables[t], 7, banded, 0, 1);
}
END_TEST

/* ---- sample by sample ------------------------------------------------- */

static double
plain(int what, double x, double factor)
{
    switch (what) {
    case 0:
        return x < 0 ? -x : x;
    case 1:
        return x > 0 ? x : 0;
    case 2:
        return x * factor;
    default:
        return sqrt(x * factor);
    }
}

static void
run_one(const emg_kernels_table *table, int what, emg_lanes *frames, int n,
        double factor)
{
    if (what == 0)
        table->full_wave(frames, n);
    else if (what == 1)
        table->half_wave(frames, n);
    else if (what == 2)
        table->scale(frames, n, factor);
    else
        table->scaled_root(frames, n, factor);
}

static void
check_one(const emg_kernels_table *table, int what, int n)
{
    static const char *const names[] = {"full_wave", "half_wave", "scale",
                                        "scaled_root"};
    static emg_lanes frames[MOST + 1], wanted[MOST + 1];
    double factor = fabs(random_value());
    fill(frames, MOST + 1);
    for (int i = 0; what == 3 && i <= MOST; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] = fabs(frames[i].v[k]);
    memcpy(wanted, frames, sizeof wanted);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            wanted[i].v[k] = plain(what, wanted[i].v[k], factor);
    run_one(table, what, frames, n, factor);
    /* all of it: what lies behind the n frames stays as it was */
    check_bytes(table, names[what], n, frames, wanted, sizeof wanted);
}

START_TEST(samples_are_changed_one_by_one_as_by_plain_loops)
{
    find_tables();
    for (int t = 0; t < n_tables; t++)
        for (int n = 0; n <= MOST; n++)
            check_one(tables[t], _i, n);
}
END_TEST

START_TEST(half_wave_leaves_no_negative_zero)
{
    find_tables();
    for (int t = 0; t < n_tables; t++) {
        emg_lanes frame = {{-1, -0.0, 0, 1, -1e-300, 1e-300, -5, 5}};
        tables[t]->half_wave(&frame, 1);
        for (int k = 0; k < EMG_LANES; k++)
            ck_assert(!signbit(frame.v[k]));
        tables[t]->full_wave(&frame, 1);
        ck_assert_double_eq(frame.v[3], 1);
    }
}
END_TEST

/* ---- decoding --------------------------------------------------------- */

static emg_decode
random_decode(void)
{
    emg_decode how = {0};
    for (int k = 0; k < EMG_LANES; k++) {
        how.physical_min.v[k] = 1000 * random_value();
        how.digital_min.v[k] = k == 3 ? -8388608 : -32768;
        how.gain.v[k] = random_value();
    }
    return how;
}

static int32_t
code_of(const uint8_t *at, int bytes)
{
    int32_t code = 0;
    for (int i = 0; i < bytes; i++)
        code += at[i] * (1 << 8 * i);
    return at[bytes - 1] < 128 ? code : code - (1 << 8 * bytes);
}

static void
run_decode(const emg_kernels_table *table, int bytes, const emg_decode *how,
           emg_lanes *frames, int n)
{
    if (bytes == 2)
        table->decode16(how, frames, n);
    else
        table->decode24(how, frames, n);
}

static void
check_decoded(const emg_decode *how, int bytes, const emg_lanes *frames, int n,
              const char *name)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++) {
            int32_t code = code_of(how->from[k] + bytes * i, bytes);
            double wanted = how->physical_min.v[k] +
                            (code - how->digital_min.v[k]) * how->gain.v[k];
            ck_assert_msg(memcmp(&wanted, &frames[i].v[k], sizeof wanted) == 0,
                          "table %s: code %d of %d bytes is %.17g", name, code,
                          bytes, frames[i].v[k]);
        }
}

/* Each lane begins at another place of exactly that many bytes. */
static void
check_decode(const emg_kernels_table *table, int bytes, int n)
{
    emg_decode how = random_decode();
    emg_lanes *frames = emg_new((size_t)n + 1, sizeof *frames, NULL);
    uint8_t *digital[EMG_LANES];
    for (int k = 0; k < EMG_LANES; k++) {
        digital[k] = malloc((size_t)(bytes * n));
        for (int i = 0; i < bytes * n; i++)
            digital[k][i] = (uint8_t)random_bits();
        how.from[k] = digital[k];
    }
    frames[n].v[0] = 77;
    run_decode(table, bytes, &how, frames, n);
    check_decoded(&how, bytes, frames, n, table->name);
    ck_assert_double_eq(frames[n].v[0], 77);
    for (int k = 0; k < EMG_LANES; k++)
        free(digital[k]);
    emg_free(frames);
}

START_TEST(any_number_of_digital_samples_is_decoded)
{
    find_tables();
    for (int t = 0; t < n_tables; t++)
        for (int n = 1; n <= MOST; n++)
            check_decode(tables[t], _i, n);
}
END_TEST

/* All codes, or every 251st of 24 bits with both ends, in each lane another
 * way round. */
static void
check_codes(const emg_kernels_table *table, int bytes, const int32_t *codes,
            int n)
{
    emg_decode how = random_decode();
    emg_lanes *frames = emg_new((size_t)n, sizeof *frames, NULL);
    uint8_t *digital = malloc((size_t)EMG_LANES * (size_t)(bytes * n));
    for (int k = 0; k < EMG_LANES; k++) {
        uint8_t *lane = digital + (size_t)k * (size_t)(bytes * n);
        how.from[k] = lane;
        for (int i = 0; i < n; i++)
            for (int b = 0; b < bytes; b++)
                lane[bytes * i + b] =
                    (uint8_t)((uint32_t)codes[(i + 1001 * k) % n] >> 8 * b);
    }
    run_decode(table, bytes, &how, frames, n);
    check_decoded(&how, bytes, frames, n, table->name);
    for (int i = 0; i < n; i++)
        ck_assert_double_eq(frames[i].v[0],
                            how.physical_min.v[0] +
                                (codes[i] - how.digital_min.v[0]) *
                                    how.gain.v[0]);
    free(digital);
    emg_free(frames);
}

START_TEST(all_65536_codes_of_16_bits_are_decoded)
{
    static int32_t codes[65536];
    for (int i = 0; i < 65536; i++)
        codes[i] = i - 32768;
    find_tables();
    for (int t = 0; t < n_tables; t++)
        check_codes(tables[t], 2, codes, 65536);
}
END_TEST

START_TEST(codes_of_24_bits_are_decoded_from_end_to_end)
{
    static int32_t codes[70000] = {
        -8388608, -8388607, -65537, -65536, -32769, -256,    -1,     0,
        1,        255,      256,    32768,  65535,  8388606, 8388607};
    int n = 15;
    for (int32_t code = -8388608; code <= 8388607; code += 251)
        codes[n++] = code;
    find_tables();
    for (int t = 0; t < n_tables; t++)
        check_codes(tables[t], 3, codes, n);
}
END_TEST

/* ---- encoding --------------------------------------------------------- */

static emg_encode
random_encode(int bytes)
{
    emg_encode how = {0};
    for (int k = 0; k < EMG_LANES; k++) {
        how.physical_min.v[k] = 1000 * random_value();
        how.digital_min.v[k] = k == 3 ? -32768 : -2048;
        how.gain.v[k] = k == 5 ? 0.5 : random_value();
        how.lowest.v[k] = k == 2 ? -700 : bytes == 2 ? -32768 : -8388608;
        how.highest.v[k] = k == 2 ? 800 : bytes == 2 ? 32767 : 8388607;
    }
    return how;
}

/* The code of one sample; counts in *outside. */
static int32_t
plain_code(const emg_encode *how, int k, double sample, double *outside)
{
    double code = (sample - how->physical_min.v[k]) / how->gain.v[k] +
                  how->digital_min.v[k];
    if (isnan(code)) {
        ++*outside;
        return 0;
    }
    double near = rint(fmax(fmin(code, 1e8), -1e8)); /* half to even */
    double held = fmin(fmax(near, how->lowest.v[k]), how->highest.v[k]);
    *outside += held != near;
    return (int32_t)held;
}

static void
check_encoded(const emg_kernels_table *table, const emg_encode *how, int k,
              int bytes, const uint8_t *got, const emg_lanes *frames, int n)
{
    double outside = 0;
    bool strange = false;
    for (int i = 0; i < n; i++) {
        int32_t code = plain_code(how, k, frames[i].v[k], &outside);
        strange = strange || !isfinite(frames[i].v[k]);
        ck_assert_msg(code_of(got + bytes * i, bytes) == code,
                      "table %s, lane %d, frame %d of %d: %.17g", table->name,
                      k, i, n, frames[i].v[k]);
    }
    ck_assert_double_eq(how->outside.v[k], outside);
    ck_assert(strange == (how->strange.v[k] != 0));
}

static void
check_encode(const emg_kernels_table *table, int bytes, int n, int lanes)
{
    static emg_lanes frames[MOST];
    static uint8_t got[EMG_LANES][3 * MOST + 1];
    emg_encode how = random_encode(bytes);
    fill(frames, n);
    for (int i = 0; i < n; i += 5)
        frames[i].v[5] = 0.25 * (double)(random_bits() % 64); /* halves */
    frames[n / 2].v[6] = n % 3 == 0 ? NAN : n % 3 == 1 ? INFINITY : 1e300;
    memset(got, 77, sizeof got);
    for (int k = 0; k < lanes; k++)
        how.to[k] = got[k];
    if (bytes == 2)
        table->encode16(&how, lanes, frames, n);
    else
        table->encode24(&how, lanes, frames, n);
    for (int k = 0; k < lanes; k++) {
        check_encoded(table, &how, k, bytes, got[k], frames, n);
        ck_assert_int_eq(got[k][bytes * n], 77);
    }
}

START_TEST(any_number_of_samples_is_encoded)
{
    find_tables();
    for (int t = 0; t < n_tables; t++)
        for (int n = 1; n <= MOST; n++)
            check_encode(tables[t], _i, n, 1 + n % EMG_LANES);
}
END_TEST

/* Nothing lies outside, so that no sample sends its neighbours the long way;
 * a few are as near to a tie as rounding lets them be. */
static void
fill_ties(emg_lanes *frames, const emg_encode *how, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++) {
            double code = (double)(random_bits() % 1400) - 699;
            code += random_bits() % 512 == 0 ? 0.5 : random_value() / 3;
            frames[i].v[k] = how->physical_min.v[k] +
                             (code - how->digital_min.v[k]) * how->gain.v[k];
        }
}

START_TEST(ties_fall_as_division_lets_them)
{
    static emg_lanes frames[MOST];
    static uint8_t got[EMG_LANES][3 * MOST];
    find_tables();
    for (int round = 0; round < 200; round++)
        for (int t = 0; t < n_tables; t++) {
            emg_encode how = random_encode(_i);
            fill_ties(frames, &how, MOST);
            for (int k = 0; k < EMG_LANES; k++)
                how.to[k] = got[k];
            (_i == 2 ? tables[t]->encode16
                     : tables[t]->encode24)(&how, EMG_LANES, frames, MOST);
            for (int k = 0; k < EMG_LANES; k++)
                check_encoded(tables[t], &how, k, _i, got[k], frames, MOST);
        }
}
END_TEST

/* ---- moving sums ------------------------------------------------------ */

/* Whole numbers: their sums are exact in any order. */
static void
check_moving(const emg_kernels_table *table, int length, int block,
             bool squares)
{
    static emg_lanes in[MOST], out[MOST];
    emg_moving moving = {.length = length, .squares = squares};
    moving.ring = emg_new((size_t)length + 1, sizeof(emg_lanes), NULL);
    for (int i = 0; i < MOST; i++)
        for (int k = 0; k < EMG_LANES; k++)
            in[i].v[k] = (double)(random_bits() % 4096);
    memcpy(out, in, sizeof out);
    for (int at = 0; at < MOST; at += block)
        table->moving_sum(&moving, out + at,
                          block < MOST - at ? block : MOST - at);
    for (int i = 0; i < MOST; i++)
        for (int k = 0; k < EMG_LANES; k++) {
            double sum = 0;
            for (int j = i; j >= 0 && j > i - length; j--)
                sum += squares ? in[j].v[k] * in[j].v[k] : in[j].v[k];
            ck_assert_msg(out[i].v[k] == sum,
                          "table %s, %d frames by %d: frame %d", table->name,
                          length, block, i);
        }
    emg_free(moving.ring);
}

START_TEST(a_moving_sum_is_the_sum_over_its_window)
{
    static const int lengths[] = {1, 2, 3, 7, 64, 101, 299, 300, 301, 1000};
    static const int blocks[] = {1, 3, 64, 300};
    find_tables();
    for (int t = 0; t < n_tables; t++)
        for (int l = 0; l < 10; l++)
            for (int b = 0; b < 8; b++)
                check_moving(tables[t], lengths[l], blocks[b / 2], b % 2);
}
END_TEST

/* As many calls as blocks; both go on with what the other left. */
START_TEST(a_moving_root_is_the_root_of_the_moving_sum)
{
    find_tables();
    for (int t = 0; t < n_tables; t++) {
        static emg_lanes sums[MOST], roots[MOST], one[38], two[38];
        emg_moving a = {.length = 37, .squares = true, .ring = one};
        emg_moving b = {.length = 37, .squares = true, .ring = two};
        const double factor = 1.0 / 37;
        memset(one, 0, sizeof one);
        memset(two, 0, sizeof two);
        fill(sums, MOST);
        sums[MOST / 2].v[3] = HUGE_VAL;
        memcpy(roots, sums, sizeof roots);
        for (int at = 0; at < MOST; at += 50) {
            tables[t]->moving_sum(&a, sums + at, 50);
            tables[t]->scaled_root(sums + at, 50, factor);
            tables[t]->moving_root(&b, roots + at, 50, factor);
        }
        check_bytes(tables[t], "moving_root", MOST, roots, sums, sizeof sums);
        check_bytes(tables[t], "ring", MOST, two, one, sizeof one);
    }
}
END_TEST

/* A large value that has left the window must leave nothing behind. */
START_TEST(a_moving_sum_does_not_drift)
{
    find_tables();
    for (int t = 0; t < n_tables; t++) {
        static emg_lanes frames[MOST], ring[11];
        emg_moving moving = {.length = 10, .ring = ring};
        memset(ring, 0, sizeof ring);
        for (int i = 0; i < MOST; i++)
            for (int k = 0; k < EMG_LANES; k++)
                frames[i].v[k] = i == 5 ? 1e17 : 0.1;
        tables[t]->moving_sum(&moving, frames, MOST);
        for (int i = 15; i < MOST; i++)
            ck_assert_double_eq_tol(frames[i].v[2], 1, 1e-15);
    }
}
END_TEST

/* ---- tallies ---------------------------------------------------------- */

typedef struct plain_tally {
    double least, most, sum, squares, before, still, stillest;
} plain_tally;

static void
plain_add(plain_tally *t, double x, double step)
{
    if (x < t->least)
        t->least = x;
    if (x > t->most)
        t->most = x;
    t->sum += x;
    t->squares += x * x;
    t->still = fabs(x - t->before) <= step ? t->still + 1 : 0;
    if (t->still > t->stillest)
        t->stillest = t->still;
    t->before = x;
}

static void
check_lane(const emg_kernels_table *table, const emg_tally *t, int k,
           const plain_tally *wanted)
{
    plain_tally got = {t->least.v[k],   t->most.v[k],   t->sum.v[k],
                       t->squares.v[k], t->before.v[k], t->still.v[k],
                       t->stillest.v[k]};
    check_bytes(table, "tally", k, &got, wanted, sizeof got);
}

static void
check_tally(const emg_kernels_table *table, int n, int block)
{
    static emg_lanes frames[MOST];
    emg_tally t = {0};
    for (int k = 0; k < EMG_LANES; k++) {
        t.least.v[k] = INFINITY;
        t.most.v[k] = -INFINITY;
        t.before.v[k] = NAN;
        t.step.v[k] = k % 3;
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] = (double)(random_bits() % 5) - 2 + 0.1 * k;
    for (int at = 0; at < n; at += block)
        table->tally(&t, frames + at, block < n - at ? block : n - at);
    for (int k = 0; k < EMG_LANES; k++) {
        plain_tally wanted = {INFINITY, -INFINITY, 0, 0, NAN, 0, 0};
        for (int i = 0; i < n; i++)
            plain_add(&wanted, frames[i].v[k], k % 3);
        check_lane(table, &t, k, &wanted);
    }
}

START_TEST(a_tally_counts_as_a_plain_loop_does)
{
    find_tables();
    for (int t = 0; t < n_tables; t++)
        for (int n = 1; n <= MOST; n++)
            check_tally(tables[t], n, n % 50 + 1);
}
END_TEST

/* ---- finite ----------------------------------------------------------- */

START_TEST(one_sample_that_is_not_finite_is_seen_wherever_it_stands)
{
    static const double bad[] = {NAN, INFINITY, -INFINITY};
    static emg_lanes frames[MOST];
    find_tables();
    fill(frames, MOST);
    frames[17].v[2] = 1.7e308; /* large is finite */
    frames[18].v[2] = -1.7e308;
    for (int t = 0; t < n_tables; t++)
        for (int at = 0; at < MOST; at++)
            for (int k = 0; k < EMG_LANES; k++) {
                double was = frames[at].v[k];
                ck_assert(tables[t]->finite(frames, MOST, EMG_LANES));
                frames[at].v[k] = bad[(at + k) % 3];
                ck_assert(!tables[t]->finite(frames, MOST, EMG_LANES));
                ck_assert(!tables[t]->finite(frames, MOST, k + 1));
                ck_assert(tables[t]->finite(frames, MOST, k));
                ck_assert(tables[t]->finite(frames, at, EMG_LANES));
                frames[at].v[k] = was;
            }
}
END_TEST

START_TEST(a_weighted_sum_adds_what_even_and_odd_frames_give)
{
    emg_lanes *frames = emg_new(MOST, sizeof *frames, NULL), sum;
    double weights[MOST];
    find_tables();
    fill(frames, MOST);
    for (int i = 0; i < MOST; i++)
        weights[i] = random_value();
    for (int t = 0; t < n_tables; t++)
        for (int n = 0; n < MOST; n += 1 + n / 3) {
            tables[t]->weighted_sum(weights, frames, n, &sum);
            for (int k = 0; k < EMG_LANES; k++) {
                double parts[2] = {0, 0};
                for (int i = 0; i < n; i++)
                    parts[i % 2] += weights[i] * frames[i].v[k];
                ck_assert_double_eq(sum.v[k], parts[0] + parts[1]);
            }
        }
    emg_free(frames);
}
END_TEST

#define WIDE 4

START_TEST(rows_are_projected_on_and_taken_away)
{
    static emg_lanes rows[MOST * WIDE], sums[WIDE], weights[WIDE];
    find_tables();
    fill(rows, MOST * WIDE);
    fill(weights, WIDE);
    for (int t = 0; t < n_tables; t++)
        for (int n = 1; n < MOST; n += 1 + n / 2) {
            double samples[MOST], left[MOST];
            for (int i = 0; i < n; i++)
                left[i] = samples[i] = random_value();
            tables[t]->project(samples, n, rows, WIDE, sums);
            tables[t]->take_away(left, n, rows, WIDE, weights);
            for (int l = 0; l < WIDE * EMG_LANES; l++) {
                double sum = 0;
                for (int i = 0; i < n; i++)
                    sum += samples[i] * rows[i * WIDE + l / 8].v[l % 8];
                ck_assert_double_eq(sums[l / 8].v[l % 8], sum);
            }
            for (int i = 0; i < n; i++) {
                double p[EMG_LANES] = {0};
                for (int l = 0; l < WIDE * EMG_LANES; l++)
                    p[l % 8] += weights[l / 8].v[l % 8] *
                                rows[i * WIDE + l / 8].v[l % 8];
                ck_assert_double_eq(
                    left[i], samples[i] - (((p[0] + p[1]) + (p[2] + p[3])) +
                                           ((p[4] + p[5]) + (p[6] + p[7]))));
            }
        }
}
END_TEST

/* The best way to one level, the lowest of equals. */
static int
best_way(const emg_climb *how, int level, float *score)
{
    int best = 0;
    *score = -HUGE_VALF;
    for (int i = 0; i < how->levels; i++) {
        bool turns = (i >= how->on_from) != (level >= how->on_from);
        float one = how->score[i] - how->cost[EMG_CLIMB_ROW + level - i] -
                    (turns ? how->turn : 0);
        if (one > *score) {
            *score = one;
            best = i;
        }
    }
    return best;
}

/* The scores after a step, and whence they come. */
static void
climb_plainly(const emg_climb *how, double energy, float *best, uint8_t *from)
{
    float most = -HUGE_VALF;
    for (int k = 0; k < EMG_CLIMB_ROW; k++) {
        from[k] = (uint8_t)best_way(how, k, &best[k]);
        if (energy >= 0)
            best[k] -= (float)(how->freedom *
                               (how->log[k] + energy * how->inverse[k]));
        if (k < how->levels && best[k] > most)
            most = best[k];
    }
    for (int k = 0; k < EMG_CLIMB_ROW; k++)
        best[k] -= most;
}

static void
check_climb(const emg_climb *how, double energy)
{
    for (int t = 0; t < n_tables; t++) {
        emg_climb climb = *how;
        float best[EMG_CLIMB_ROW];
        uint8_t from[EMG_CLIMB_ROW], wanted[EMG_CLIMB_ROW];
        tables[t]->climb(&climb, energy, from);
        climb_plainly(how, energy, best, wanted);
        for (int k = 0; k < how->levels; k++) {
            ck_assert_int_eq(from[k], wanted[k]);
            ck_assert_float_eq(climb.score[k], best[k]);
        }
    }
}

START_TEST(a_climb_takes_the_best_way_to_each_level)
{
    emg_climb how = {.turn = 5, .freedom = 1.7};
    find_tables();
    for (int k = -EMG_CLIMB_ROW; k < EMG_CLIMB_ROW; k++)
        how.cost[EMG_CLIMB_ROW + k] = fminf(0.625F * (float)abs(k), 8);
    for (int k = 0; k < EMG_CLIMB_ROW; k++) {
        how.log[k] = 0.25 * k;
        how.inverse[k] = exp(-how.log[k]);
    }
    for (int round = 0; round < 120; round++) {
        how.levels = 29 + round % 4;
        how.on_from = round % 30 + 1;
        for (int k = 0; k < EMG_CLIMB_ROW; k++) /* many are equal */
            how.score[k] = (float)(random_bits() % 64) / 4;
        check_climb(&how, round % 3 ? 100 * fabs(random_value()) : -1);
    }
}
END_TEST

START_TEST(products_are_summed_sample_by_sample)
{
    enum { N = 50, ROOM = N + EMG_PATH_REACH + EMG_PATH_ROW };
    float source[ROOM], with[N];
    find_tables();
    for (int i = 0; i < ROOM; i++)
        source[i] = (float)random_value();
    for (int i = 0; i < N; i++)
        with[i] = (float)random_value();
    for (int t = 0; t < n_tables; t++) {
        emg_path_sums sums = {0};
        sums.at[3][4] = 2;
        tables[t]->products(source + EMG_PATH_REACH, with, N, 0.7F, sums.at);
        for (int i = 0; i <= EMG_PATH_TAPS; i++)
            for (int k = 0; k < EMG_PATH_ROW; k++) {
                float sum = 0;
                for (int n = 0; n < N; n++)
                    sum += (i < EMG_PATH_TAPS ? source[n + i] : with[n]) *
                           source[n + k];
                ck_assert_float_eq(sums.at[i][k],
                                   (i == 3 && k == 4 ? 2 : 0) + 0.7F * sum);
            }
    }
}
END_TEST

START_TEST(an_image_adds_taps_half_the_row_apart)
{
    enum { N = 40, ROOM = N + EMG_PATH_REACH + 2 * EMG_PATH_ROW };
    float source[ROOM], taps[EMG_PATH_ROW], out[N + EMG_PATH_ROW], wanted[N];
    find_tables();
    for (int i = 0; i < ROOM; i++)
        source[i] = (float)random_value();
    for (int k = 0; k < EMG_PATH_ROW; k++)
        taps[k] = (float)random_value();
    for (int n = 0; n < N; n++) {
        float sum[EMG_PATH_ROW];
        for (int k = 0; k < EMG_PATH_ROW; k++)
            sum[k] = taps[k] * source[n + k];
        for (int half = EMG_PATH_ROW / 2; half > 0; half /= 2)
            for (int k = 0; k < half; k++)
                sum[k] += sum[k + half];
        wanted[n] = sum[0];
    }
    for (int t = 0; t < n_tables; t++)
        for (int n = 1; n <= N; n += 13) {
            tables[t]->image(taps, source + EMG_PATH_REACH, n, out);
            check_bytes(tables[t], "image", n, out, wanted,
                        (size_t)n * sizeof *out);
        }
}
END_TEST

START_TEST(squares_are_added_frame_by_frame)
{
    emg_lanes frames[MOST];
    find_tables();
    fill(frames, MOST);
    for (int t = 0; t < n_tables; t++) {
        emg_lanes sum = {{3}}, wanted = sum;
        for (int i = 0; i < MOST; i++)
            for (int k = 0; k < EMG_LANES; k++)
                wanted.v[k] += frames[i].v[k] * frames[i].v[k];
        tables[t]->add_squares(frames, 100, &sum);
        tables[t]->add_squares(frames + 100, MOST - 100, &sum);
        check_bytes(tables[t], "squares", MOST, &sum, &wanted, sizeof sum);
    }
}
END_TEST

static void
stand_plainly(emg_still *s, const emg_lanes *x, emg_lanes *place,
              emg_lanes *out)
{
    *out = *place;
    for (int k = 0; k < EMG_LANES; k++) {
        bool same = x->v[k] == s->last.v[k];
        if (!same)
            s->held.v[k] = s->before.v[k];
        s->same.v[k] = same ? s->same.v[k] + 1 : 1;
        s->last.v[k] = x->v[k];
        s->before.v[k] = x->v[k] + s->offset.v[k];
        s->offset.v[k] *= s->fade;
    }
    *place = s->before;
}

START_TEST(it_is_counted_how_long_samples_stand_still)
{
    enum { N = 50 };
    emg_lanes in[N], ring[N], wanted_ring[N], wanted[N], out[N];
    emg_still start = {.fade = 0.9}, still, plain;
    find_tables();
    fill(ring, N);
    fill(&start.offset, 1);
    for (int i = 0; i < N; i++)
        for (int k = 0; k < EMG_LANES; k++)
            in[i].v[k] = (double)(random_bits() % (uint64_t)(k + 1));
    for (int t = 0; t < n_tables; t++) {
        emg_lanes places[N];
        memcpy(out, in, sizeof in);
        memcpy(places, ring, sizeof ring);
        memcpy(wanted_ring, ring, sizeof ring);
        still = plain = start;
        for (int i = 0; i < N; i++)
            stand_plainly(&plain, &in[i], &wanted_ring[i], &wanted[i]);
        tables[t]->still(&still, out, 20, places, out);
        tables[t]->still(&still, out + 20, N - 20, places + 20, out + 20);
        check_bytes(tables[t], "still", N, &still, &plain,
                    offsetof(emg_still, fade));
        check_bytes(tables[t], "still", N, places, wanted_ring, sizeof places);
        check_bytes(tables[t], "still", N, out, wanted, sizeof out);
    }
}
END_TEST

/* Anything a double can be, now and then what is none. */
static double
any_value(void)
{
    uint64_t word = random_bits();
    double x;
    memcpy(&x, &word, sizeof x);
    return random_bits() % 4 ? fabs(x) : x;
}

START_TEST(many_logarithms_are_those_of_one)
{
    double values[MOST], ln[MOST + 1], wanted[MOST];
    find_tables();
    for (int n = 0; n <= MOST; n++) {
        for (int i = 0; i < n; i++) {
            values[i] = i % 2 ? any_value() : fabs(random_value());
            wanted[i] = emg_ln(values[i]);
        }
        for (int t = 0; t < n_tables; t++) {
            ln[n] = 7;
            tables[t]->logarithms(values, n, ln);
            check_bytes(tables[t], "logarithms", n, ln, wanted,
                        (size_t)n * sizeof *ln);
            ck_assert_double_eq(ln[n], 7);
            memcpy(ln, values, sizeof values);
            tables[t]->logarithms(ln, n, ln);
            check_bytes(tables[t], "logarithms in place", n, ln, wanted,
                        (size_t)n * sizeof *ln);
        }
    }
}
END_TEST

START_TEST(lower_values_around_are_counted)
{
    enum { AROUND = 11 };
    double values[60 + AROUND];
    int64_t below[61], wanted;
    find_tables();
    for (int i = 0; i < 60 + AROUND; i++)
        values[i] = i % 9 ? fabs(random_value()) : HUGE_VAL;
    for (int t = 0; t < n_tables; t++)
        for (int n = 0; n <= 60; n++) {
            below[n] = 99;
            tables[t]->count_lower(values, n, AROUND, 4, below);
            for (int i = 0; i < n; i++) {
                wanted = 0;
                for (int k = 0; k < AROUND; k++)
                    wanted += values[i + k] * 4 < values[i + AROUND / 2];
                ck_assert_int_eq(below[i], wanted);
            }
            ck_assert_int_eq(below[n], 99);
        }
}
END_TEST

/* values[i % step][i / step] is value i. */
static void
check_slide(int step, int from, int length, int n)
{
    enum { ROOM = 200 };
    double values[3 * ROOM], weights[ROOM], sums[MOST], wanted[MOST];
    for (int i = 0; i < 3 * ROOM; i++)
        values[i] = random_value();
    for (int i = 0; i < length; i++)
        weights[i] = random_value();
    for (int j = 0; j < n; j++) {
        wanted[j] = j;
        for (int i = 0; i < length; i++) {
            int at = from + j * step + i;
            wanted[j] += values[at % step * ROOM + at / step] * weights[i];
        }
    }
    for (int t = 0; t < n_tables; t++) {
        emg_slide how = {values, weights, step, ROOM, from, length};
        for (int j = 0; j < MOST; j++)
            sums[j] = j;
        tables[t]->slide(&how, sums, n);
        check_bytes(tables[t], "slide", n, sums, wanted,
                    (size_t)n * sizeof *sums);
    }
}

START_TEST(weights_slide_over_values)
{
    find_tables();
    for (int step = 1; step <= 3; step++)
        for (int n = 0; n <= 70; n += 7)
            check_slide(step, 5 + n % 4, 3 * n / 4, n);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_cascade_is_scipys_sosfilt_bit_by_bit);
    tcase_add_test(tests, a_weighted_sum_adds_what_even_and_odd_frames_give);
    tcase_add_test(tests, rows_are_projected_on_and_taken_away);
    tcase_add_test(tests, a_cascade_over_no_frames_changes_nothing);
    tcase_add_test(tests, a_climb_takes_the_best_way_to_each_level);
    tcase_add_test(tests, products_are_summed_sample_by_sample);
    tcase_add_test(tests, an_image_adds_taps_half_the_row_apart);
    tcase_add_test(tests, squares_are_added_frame_by_frame);
    tcase_add_test(tests, it_is_counted_how_long_samples_stand_still);
    tcase_add_test(tests, many_logarithms_are_those_of_one);
    tcase_add_test(tests, weights_slide_over_values);
    tcase_add_test(tests, lower_values_around_are_counted);
    tcase_add_loop_test(tests, samples_are_changed_one_by_one_as_by_plain_loops,
                        0, 4);
    tcase_add_test(tests, half_wave_leaves_no_negative_zero);
    tcase_add_test(tests, half_wave_leaves_no_negative_zero);
    tcase_add_loop_test(tests, any_number_of_digital_samples_is_decoded, 2, 4);
    tcase_add_loop_test(tests, any_number_of_samples_is_encoded, 2, 4);
    tcase_add_loop_test(tests, ties_fall_as_division_lets_them, 2, 4);
    tcase_add_test(tests, all_65536_codes_of_16_bits_are_decoded);
    tcase_add_test(tests, codes_of_24_bits_are_decoded_from_end_to_end);
    tcase_add_test(tests, a_moving_sum_is_the_sum_over_its_window);
    tcase_add_test(tests, a_moving_root_is_the_root_of_the_moving_sum);
    tcase_add_test(tests, a_moving_sum_does_not_drift);
    tcase_add_test(tests, a_tally_counts_as_a_plain_loop_does);
    tcase_add_test(tests,
                   one_sample_that_is_not_finite_is_seen_wherever_it_stands);
}

int
main(void)
{
    return unit_main("kernel", add);
}
