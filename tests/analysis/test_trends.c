#include "toys.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>

#define N 8

static const toy_stretch stretches[] = {{0, N, {0, 0, 0}},
                                        {0, 1, {1, 90000, N}}};

/* scipy.signal.detrend([3,1,4,1,5,9,2,6]) takes away
 * numpy.polyfit(range(8), ..., 1): 0.5357142857142857 n + 2.0000000000000004 */
static const double pi[] = {3, 1, 4, 1, 5, 9, 2, 6};
#define PI_SLOPE (15 / 28.0)
#define PI_LEVEL 2.0

/* Puts those, times `factor` and on an offset, in place of the toy's samples.
 */
typedef struct digits {
    emg_sink sink;
    emg_sink *to;
    double factor, offset;
} digits;

static emg_status
take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    digits *self = (digits *)sink;
    for (int i = 0; i < block->n_frames; i++)
        for (int c = 0; c < block->n_channels; c++)
            emg_block_bank(block, c / EMG_LANES)[i].v[c % EMG_LANES] =
                self->offset +
                self->factor * pi[(block->first_frame + i) % N] * (c + 1);
    return self->to->ops->take(self->to, block, error);
}

static emg_status
finish(emg_sink *sink, emg_error *error)
{
    digits *self = (digits *)sink;
    return self->to->ops->finish(self->to, error);
}

static const emg_sink_ops digits_ops = {.take = take, .finish = finish};

/* The sink after ten channels in blocks of `block` frames went in. */
static emg_sink *
heard(bool constant, double factor, double offset, int block)
{
    static const int groups[] = {10};
    toy_source toy;
    toy_source_init(&toy, 1, groups, stretches, 2);
    for (int c = 0; c < 10; c++)
        toy.source.recording.groups[0].channels[c].number = c + 1;
    digits in = {{&digits_ops}, NULL, factor, offset};
    in.to = emg_trends_create(&toy.source.recording, constant, NULL);
    ck_assert_int_eq(emg_run(&toy.source, NULL, &in.sink, block, NULL), EMG_OK);
    emg_source_destroy(&toy.source);
    return in.to;
}

START_TEST(a_line_is_that_of_least_squares_for_any_block_size)
{
    for (int block = 1; block < 10; block++) {
        emg_sink *sink = heard(false, 1, 0, block);
        size_t n;
        const emg_trend *found = emg_trends_of(sink, &n);
        ck_assert_uint_eq(n, 20);
        for (int c = 0; c < 10; c++) {
            ck_assert_int_eq(found[c].number, c + 1);
            ck_assert_int_eq(found[c].segment, 0);
            ck_assert_double_eq_tol(found[c].slope, PI_SLOPE * (c + 1), 1e-13);
            ck_assert_double_eq_tol(found[c].level, PI_LEVEL * (c + 1), 1e-13);
        }
        emg_sink_destroy(sink);
    }
}
END_TEST

START_TEST(a_segment_of_one_frame_has_a_level)
{
    emg_sink *sink = heard(false, 1, 0, 3);
    size_t n;
    const emg_trend *second = emg_trends_of(sink, &n) + 10;
    ck_assert_int_eq(second->segment, 1);
    ck_assert_double_eq(second->level, pi[0]);
    ck_assert_double_eq(second->slope, 0);
    emg_sink_destroy(sink);
}
END_TEST

START_TEST(a_large_offset_costs_no_digits)
{
    emg_sink *sink = heard(false, 1e-3, 1e6, 5);
    size_t n;
    const emg_trend *found = emg_trends_of(sink, &n);
    ck_assert_double_eq_tol(found[0].slope, 1e-3 * PI_SLOPE, 1e-10);
    ck_assert_double_eq_tol(found[0].level, 1e6 + 1e-3 * PI_LEVEL, 1e-9);
    emg_sink_destroy(sink);
}
END_TEST

START_TEST(constant_is_the_mean)
{
    emg_sink *sink = heard(true, 1, 0, 5);
    size_t n;
    const emg_trend *found = emg_trends_of(sink, &n);
    ck_assert_double_eq(found[0].level, 31 / 8.0);
    ck_assert_double_eq(found[0].slope, 0);
    emg_sink_destroy(sink);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_line_is_that_of_least_squares_for_any_block_size);
    tcase_add_test(tests, a_segment_of_one_frame_has_a_level);
    tcase_add_test(tests, a_large_offset_costs_no_digits);
    tcase_add_test(tests, constant_is_the_mean);
}

int
main(void)
{
    return unit_main("trends", add);
}
