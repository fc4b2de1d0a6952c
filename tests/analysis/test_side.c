/* What comes side by side is what each chain gives by itself, bit by bit. */
#include "unit.h"

#include "analysis/side.h"
#include "toys.h"
#include "trace.h"

#include <string.h>

#define RATE 1000
#define N 7000 /* of a segment */
#define CHANNELS 2

typedef struct heard {
    double band[2 * N], envelope[2 * N]; /* of the last channel */
    int n;
    int64_t start_of_second; /* frames before the second segment */
} heard;

static double
sample(int64_t frame)
{
    return 50 * trace_golden(frame) + 7;
}

static emg_status
take(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    heard *self = to;
    (void)error;
    ck_assert_int_eq(band->n_frames, envelope->n_frames);
    ck_assert_int_eq(band->segment.number, envelope->segment.number);
    ck_assert_int_eq(band->first_frame, self->n);
    ck_assert_int_eq(envelope->first_frame, self->n);
    if (envelope->segment.number == 1 && self->start_of_second < 0)
        self->start_of_second = self->n;
    for (int f = 0; f < band->n_frames; f++, self->n++) {
        self->band[self->n] = emg_block_at(band, CHANNELS - 1, f);
        self->envelope[self->n] = emg_block_at(envelope, CHANNELS - 1, f);
    }
    return EMG_OK;
}

/* Two segments with the same samples, in blocks of `step`. */
static void
run(emg_side *side, int step, heard *to)
{
    emg_block block;
    emg_block_init(&block, CHANNELS, step, NULL);
    memset(to, 0, sizeof *to);
    to->start_of_second = -1;
    for (int s = 0; s < 2; s++)
        for (int at = 0; at < N; at += step) {
            block.n_channels = CHANNELS;
            block.n_frames = N - at < step ? N - at : step;
            block.first_frame = (int64_t)s * N + at;
            block.segment =
                (emg_segment){.number = s, .first_frame = (int64_t)s * N};
            for (int f = 0; f < block.n_frames; f++) {
                emg_block_bank(&block, 0)[f].v[0] = 0;
                emg_block_bank(&block, 0)[f].v[1] = sample(at + f);
            }
            ck_assert_int_eq(emg_side_take(side, &block, take, to, NULL),
                             EMG_OK);
            ck_assert_int_le((int64_t)s * N + at + block.n_frames - to->n,
                             emg_side_lag(side));
        }
    ck_assert_int_eq(emg_side_end(side, take, to, NULL), EMG_OK);
    emg_block_clear(&block);
}

/* What each chain gives by itself. */
static void
expected(double *band, double *envelope)
{
    emg_conditioning how = emg_conditioning_default();
    emg_filter filters[EMG_MOST_FILTERS];
    emg_conditioning_filters(&how, RATE, filters);
    for (int i = 0; i < N; i++)
        band[i] = sample(i);
    trace_filter(band, N, RATE, filters[0], how.direction);
    memcpy(envelope, band, N * sizeof *band);
    trace_envelope(envelope, N, RATE, how.envelope, how.direction);
}

static emg_side *
made(void)
{
    emg_format format;
    emg_conditioning how = emg_conditioning_default();
    toy_format(&format, CHANNELS);
    emg_side *side = emg_side_create(&format, &how, NULL);
    emg_format_clear(&format);
    ck_assert_ptr_nonnull(side);
    return side;
}

static bool
same(const double *got, const double *wanted)
{
    return memcmp(got, wanted, N * sizeof *got) == 0 &&
           memcmp(got + N, wanted, N * sizeof *got) == 0;
}

START_TEST(band_and_envelope_are_those_of_their_chains)
{
    static const int steps[] = {1, 100, 256, 1000};
    static heard got;
    static double band[N], envelope[N];
    expected(band, envelope);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        emg_side *side = made();
        run(side, steps[i], &got);
        ck_assert_int_eq(got.n, 2 * N);
        ck_assert_int_eq(got.start_of_second, N);
        ck_assert(same(got.band, band));
        ck_assert(same(got.envelope, envelope));
        emg_side_destroy(side);
    }
}
END_TEST

START_TEST(a_pass_that_needs_one_of_them_gets_the_same)
{
    static heard got;
    static double band[N], envelope[N];
    emg_side *side = made();
    expected(band, envelope);
    emg_side_reset(side, EMG_SIDE_BAND);
    run(side, 256, &got);
    ck_assert_int_eq(got.n, 2 * N);
    ck_assert(same(got.band, band));
    emg_side_reset(side, EMG_SIDE_ENVELOPE);
    run(side, 256, &got);
    ck_assert_int_eq(got.n, 2 * N);
    ck_assert(same(got.envelope, envelope));
    emg_side_reset(side, EMG_SIDE_BOTH);
    run(side, 77, &got);
    ck_assert(same(got.band, band));
    ck_assert(same(got.envelope, envelope));
    emg_side_destroy(side);
}
END_TEST

START_TEST(reset_forgets_a_segment_that_was_left_half_way)
{
    static heard got;
    static double band[N], envelope[N];
    emg_block block;
    emg_side *side = made();
    expected(band, envelope);
    emg_block_init(&block, CHANNELS, 300, NULL);
    memset(&got, 0, sizeof got);
    block.n_frames = 300;
    block.segment = (emg_segment){.number = 5};
    emg_block_bank(&block, 0)[299].v[1] = 1e6;
    ck_assert_int_eq(emg_side_take(side, &block, take, &got, NULL), EMG_OK);
    emg_side_reset(side, EMG_SIDE_BOTH);
    run(side, 256, &got);
    ck_assert(same(got.band, band));
    ck_assert(same(got.envelope, envelope));
    emg_side_destroy(side);
    emg_side_destroy(NULL);
    emg_block_clear(&block);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, band_and_envelope_are_those_of_their_chains);
    tcase_add_test(tests, a_pass_that_needs_one_of_them_gets_the_same);
    tcase_add_test(tests, reset_forgets_a_segment_that_was_left_half_way);
}

int
main(void)
{
    return unit_main("side", add);
}
