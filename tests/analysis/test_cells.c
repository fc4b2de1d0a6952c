#include "unit.h"

#include "analysis/cells.h"

#define CELL 10
#define CHANNELS 3

/* Mean squares of the cells that were given, in order, by channel. */
typedef struct given {
    int n[CHANNELS];
    double mean_square[CHANNELS][64];
} given;

static void
take(void *to, int channel, double mean_square)
{
    given *self = to;
    self->mean_square[channel][self->n[channel]++] = mean_square;
}

/* The next n frames: channel c holds (c + 1) x (cell + 1), constant in it. */
static void
band(emg_cells *cells, emg_block *block, int64_t *at, int n, given *to)
{
    for (int f = 0; f < n; f++)
        for (int c = 0; c < CHANNELS; c++)
            emg_block_bank(block, 0)[f].v[c] =
                (double)(c + 1) * (double)((*at + f) / CELL + 1);
    block->n_frames = n;
    *at += n;
    emg_cells_band(cells, block, take, to);
}

static double
expected(int channel, int cell)
{
    double x = (channel + 1.0) * (cell + 1.0);
    return x * x;
}

START_TEST(each_cell_gives_its_mean_square_in_order)
{
    static const int steps[] = {1, 3, 10, 37};
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        emg_block block;
        given got = {0};
        int64_t at = 0;
        emg_block_init(&block, CHANNELS, 64, NULL);
        emg_cells *cells = emg_cells_create(CHANNELS, CELL, 64, NULL);
        while (at < 185) {
            int n = 185 - at < steps[s] ? (int)(185 - at) : steps[s];
            emg_cells_raw(cells, n);
            band(cells, &block, &at, n, &got);
        }
        emg_cells_end(cells, take, &got);
        for (int c = 0; c < CHANNELS; c++) {
            ck_assert_int_eq(got.n[c], 18); /* the last half one is left out */
            for (int i = 0; i < 18; i++)
                ck_assert_double_eq(got.mean_square[c][i], expected(c, i));
        }
        emg_cells_destroy(cells);
        emg_block_clear(&block);
    }
}
END_TEST

START_TEST(cells_that_a_flat_stretch_touches_are_left_out)
{
    emg_block block;
    given got = {0};
    int64_t at = 0;
    emg_block_init(&block, CHANNELS, 64, NULL);
    emg_cells *cells = emg_cells_create(CHANNELS, CELL, 64, NULL);
    emg_cells_raw(cells, 60);
    emg_cells_flat(cells, 1, 19, 30); /* cells 1 and 2, the border not */
    band(cells, &block, &at, 60, &got);
    emg_cells_end(cells, take, &got);
    ck_assert_int_eq(got.n[0], 6);
    ck_assert_int_eq(got.n[1], 4);
    ck_assert_double_eq(got.mean_square[1][0], expected(1, 0));
    ck_assert_double_eq(got.mean_square[1][1], expected(1, 3));
    ck_assert_int_eq(got.n[2], 6);
    emg_cells_destroy(cells);
    emg_block_clear(&block);
}
END_TEST

START_TEST(a_cell_waits_until_it_can_be_known_to_be_flat)
{
    emg_block block;
    given got = {0};
    int64_t at = 0;
    emg_block_init(&block, CHANNELS, 64, NULL);
    emg_cells *cells = emg_cells_create(CHANNELS, CELL, 64, NULL);
    emg_cells_raw(cells, 29);
    band(cells, &block, &at, 29, &got);
    ck_assert_int_eq(got.n[0], 0);
    emg_cells_raw(cells, 1);
    band(cells, &block, &at, 1, &got);
    ck_assert_int_eq(got.n[0], 1);
    emg_cells_destroy(cells);
    emg_block_clear(&block);
}
END_TEST

START_TEST(a_segment_starts_afresh)
{
    emg_block block;
    given got = {0};
    int64_t at = 0;
    emg_block_init(&block, CHANNELS, 64, NULL);
    emg_cells *cells = emg_cells_create(CHANNELS, CELL, 64, NULL);
    emg_cells_raw(cells, 25);
    emg_cells_flat(cells, 0, 20, 25);
    band(cells, &block, &at, 25, &got);
    emg_cells_end(cells, take, &got);
    ck_assert_int_eq(got.n[0], 2);
    at = 0;
    emg_cells_raw(cells, 40);
    band(cells, &block, &at, 40, &got);
    emg_cells_end(cells, take, &got);
    ck_assert_int_eq(got.n[0], 6);
    for (int i = 0; i < 4; i++)
        ck_assert_double_eq(got.mean_square[0][2 + i], expected(0, i));
    emg_cells_destroy(cells);
    emg_cells_destroy(NULL);
    emg_block_clear(&block);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_cell_gives_its_mean_square_in_order);
    tcase_add_test(tests, cells_that_a_flat_stretch_touches_are_left_out);
    tcase_add_test(tests, a_cell_waits_until_it_can_be_known_to_be_flat);
    tcase_add_test(tests, a_segment_starts_afresh);
}

int
main(void)
{
    return unit_main("cells", add);
}
