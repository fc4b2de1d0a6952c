#include "toys.h"
#include "unit.h"

#include "emg/filter.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N 6000
#define EDGE 540 /* new frames that the ends reach, at most */

typedef struct trial {
    emg_rate from, to;
} trial;

static const trial trials[] = {
    {{2000, 1}, {1000, 1}},   {{1000, 1}, {2000, 1}}, {{58000, 27}, {2000, 1}},
    {{34000, 27}, {1000, 1}}, {{148, 1}, {1000, 1}},  {{2048, 1}, {500, 1}}};
#define N_TRIALS (int)(sizeof trials / sizeof *trials)

static double
hz(emg_rate rate)
{
    return (double)rate.samples / (double)rate.seconds;
}

static double
lower(trial t)
{
    return fmin(hz(t.from), hz(t.to));
}

static emg_chain *
chain_of(trial t, emg_error *error)
{
    emg_format in;
    toy_format(&in, 1);
    in.rate = t.from;
    in.rate_hz = hz(t.from);
    emg_chain *chain = emg_chain_create(&in, NULL);
    emg_format_clear(&in);
    if (emg_chain_add(chain,
                      emg_resample_create(emg_chain_format(chain), t.to, error),
                      NULL) == EMG_OK)
        return chain;
    emg_chain_destroy(chain);
    return NULL;
}

/* Runs n samples through; returns how many left, at most `room`. */
static int
resample(trial t, const double *x, int n, double *y, int room)
{
    emg_chain *chain = chain_of(t, NULL);
    emg_block block;
    int left = 0;
    emg_block_init(&block, 1, 1000, NULL);
    for (int at = 0; at < n || block.n_frames > 0;) {
        int now = n - at < 100 ? n - at : 100;
        block.n_channels = 1;
        block.n_frames = now;
        for (int i = 0; i < now; i++)
            block.frames[i].v[0] = x[at + i];
        emg_status status = now > 0 ? emg_chain_process(chain, &block, NULL)
                                    : emg_chain_flush(chain, &block, NULL);
        ck_assert_int_eq(status, EMG_OK);
        ck_assert_int_le(left + block.n_frames, room);
        for (int i = 0; i < block.n_frames; i++)
            y[left++] = block.frames[i].v[0];
        at += now;
        if (now > 0 && at == n)
            block.n_frames = 1; /* there may be more */
    }
    emg_block_clear(&block);
    emg_chain_destroy(chain);
    return left;
}

static double
tone(double frequency_hz, double time_s)
{
    return sin(2 * M_PI * frequency_hz * time_s + 0.3);
}

/* What leaves for a tone; returns the frames. */
static int
resample_tone(trial t, double frequency_hz, double *y, int room)
{
    static double x[N];
    for (int i = 0; i < N; i++)
        x[i] = tone(frequency_hz, i / hz(t.from));
    return resample(t, x, N, y, room);
}

START_TEST(tones_below_0_45_of_the_lower_rate_stay_and_keep_their_time)
{
    trial t = trials[_i];
    int room = (int)(N * hz(t.to) / hz(t.from)) + 2;
    double *y = calloc((size_t)room, sizeof *y);
    for (double part = 0.01; part < 0.46; part += 0.11) {
        int n = resample_tone(t, part * lower(t), y, room);
        ck_assert_int_eq(n, (int)ceil(N * hz(t.to) / hz(t.from)));
        for (int m = EDGE; m < n - EDGE; m++)
            ck_assert_double_eq_tol(y[m], tone(part * lower(t), m / hz(t.to)),
                                    1e-5);
    }
    free(y);
}
END_TEST

/* A tone above half of the new rate leaves an alias, one below half of the old
 * rate images: what is left of the former, or of the latter once the tone
 * itself is taken away, lies 100 dB below. */
START_TEST(aliases_and_images_lie_100_db_below)
{
    trial t = trials[_i];
    int room = (int)(N * hz(t.to) / hz(t.from)) + 2;
    double *y = calloc((size_t)room, sizeof *y);
    bool down = hz(t.to) < hz(t.from);
    for (double part = down ? 0.501 : 0.02; part < (down ? 0.98 : 0.45);
         part += 0.06) {
        double frequency = part * lower(t);
        if (frequency > hz(t.from) / 2)
            break;
        int n = resample_tone(t, frequency, y, room);
        for (int m = EDGE; m < n - EDGE; m++) {
            double rest = down ? y[m] : y[m] - tone(frequency, m / hz(t.to));
            ck_assert_double_le(fabs(rest), 1e-5);
        }
    }
    free(y);
}
END_TEST

START_TEST(a_constant_stays_to_the_last_frame)
{
    static double x[N], y[2 * N + 2];
    for (int i = 0; i < N; i++)
        x[i] = -1234.5;
    int n = resample(trials[1], x, N, y, 2 * N + 2);
    ck_assert_int_eq(n, 2 * N);
    for (int m = 0; m < n; m++)
        ck_assert_double_eq_tol(y[m], -1234.5, 1e-10);
}
END_TEST

START_TEST(the_format_tells_the_new_rate)
{
    emg_format in;
    toy_format(&in, 2);
    in.channels[1].scale.bytes = 2;
    in.channels[1].step = 0.1;
    emg_stage *stage = emg_resample_create(&in, (emg_rate){58000, 27}, NULL);
    ck_assert_int_eq(stage->out.rate.samples, 58000);
    ck_assert_int_eq(stage->out.rate.seconds, 27);
    ck_assert_double_eq(stage->out.rate_hz, 58000.0 / 27);
    ck_assert_int_eq(stage->out.channels[1].scale.bytes, 0);
    ck_assert_double_eq(stage->out.channels[1].step, 0);
    emg_stage_destroy(stage);
    emg_format_clear(&in);
}
END_TEST

START_TEST(rates_too_far_apart_are_refused)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_ptr_null(chain_of((trial){{1000, 1}, {3, 1}}, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_str_eq(error.text, "the rates of 1000 and 3 Hz differ by more "
                                 "than 256 times");
    error = EMG_NO_ERROR;
    ck_assert_ptr_null(chain_of((trial){{1000003, 1000}, {999, 1}}, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "simpler ratio"));
}
END_TEST

static bool
copy(const char *path, const char *how, double *samples, size_t n)
{
    FILE *file = fopen(path, how);
    ck_assert_ptr_nonnull(file);
    size_t done = how[0] == 'w' ? fwrite(samples, sizeof *samples, n, file)
                                : fread(samples, sizeof *samples, n, file);
    fclose(file);
    return done == n;
}

/* sox's rate -v is soxr's best quality, of 20 bits and more. */
START_TEST(soxr_gives_the_same)
{
    trial t = trials[_i];
    int most = (int)ceil(N * hz(t.to) / hz(t.from));
    char path[] = "/tmp/emgtools-test-XXXXXX", out[64], command[512];
    double *x = calloc(N, sizeof *x);
    double *y = calloc((size_t)most + 2, sizeof *y);
    double *z = calloc((size_t)most + 2, sizeof *z);
    if (system("command -v sox >/dev/null 2>&1") || t.from.seconds != 1) {
        unit_skip("sox is not installed, or takes no such rate");
        goto end;
    }
    for (int i = 0; i < N; i++)
        for (int k = 1; k <= 9; k++)
            x[i] +=
                0.05 *
                sin(0.045 * k * 2 * M_PI * i * lower(t) / hz(t.from) + k * k);
    int n = resample(t, x, N, y, most);
    ck_assert_int_ge(close(mkstemp(path)), 0);
    snprintf(out, sizeof out, "%s.out", path);
    copy(path, "wb", x, N);
    snprintf(command, sizeof command,
             "sox -V1 -D -t f64 -r %.0f -c 1 %s -t f64 %s rate -v %.0f",
             hz(t.from), path, out, hz(t.to));
    ck_assert_int_eq(system(command), 0);
    ck_assert(copy(out, "rb", z, (size_t)n - 1));
    for (int m = n / 4; m < n - n / 4; m++)
        ck_assert_double_eq_tol(y[m], z[m], 1e-5);
    unlink(out);
    unlink(path);
end:
    free(x);
    free(y);
    free(z);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(
        tests, tones_below_0_45_of_the_lower_rate_stay_and_keep_their_time, 0,
        N_TRIALS);
    tcase_add_loop_test(tests, aliases_and_images_lie_100_db_below, 0,
                        N_TRIALS);
    tcase_add_test(tests, a_constant_stays_to_the_last_frame);
    tcase_add_test(tests, the_format_tells_the_new_rate);
    tcase_add_test(tests, rates_too_far_apart_are_refused);
    tcase_add_loop_test(tests, soxr_gives_the_same, 0, N_TRIALS);
}

int
main(void)
{
    return unit_main("resample", add);
}
