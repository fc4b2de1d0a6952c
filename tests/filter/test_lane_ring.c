#include "unit.h"

#include "filter/lane_ring.h"

#include "base/memory.h"

#include <string.h>

#define ROOM 10

/* One or two lanes are stored by twos, more of them by eights. */
static emg_lane_ring
ring_of(int lanes)
{
    emg_lane_ring ring = {0};
    ck_assert_int_eq(emg_lane_ring_init(&ring, lanes, ROOM, NULL), EMG_OK);
    ck_assert_int_eq(ring.lanes, lanes <= 2 ? 2 : EMG_LANES);
    return ring;
}

static emg_lanes
frame_of(int64_t i, int lanes)
{
    emg_lanes frame = {{0}};
    for (int k = 0; k < lanes; k++)
        frame.v[k] = (double)(10 * i + k);
    return frame;
}

START_TEST(frames_go_round_the_end_and_come_back)
{
    emg_lane_ring ring = ring_of(_i);
    for (int64_t from = 0; from < 3 * ROOM; from++)
        for (int n = 0; n <= ROOM; n++) {
            emg_lanes in[ROOM], out[ROOM + 1];
            for (int i = 0; i < n; i++)
                in[i] = frame_of(from + i, _i);
            memset(out, 7, sizeof out);
            emg_lanes behind = out[n];
            emg_lane_ring_put(&ring, from, in, n);
            emg_lane_ring_give(&ring, from, out, n);
            ck_assert_mem_eq(out, in, (size_t)n * sizeof *in);
            ck_assert_mem_eq(&out[n], &behind, sizeof behind);
            if (n > 0)
                ck_assert_double_eq(
                    emg_lane_ring_at(&ring, from + n - 1)[_i - 1],
                    in[n - 1].v[_i - 1]);
        }
    emg_lane_ring_clear(&ring);
}
END_TEST

START_TEST(pieces_end_where_the_ring_does)
{
    emg_lane_ring ring = ring_of(2);
    ck_assert_int_eq(emg_lane_ring_from(&ring, 0, 99), ROOM);
    ck_assert_int_eq(emg_lane_ring_from(&ring, 23, 99), 7);
    ck_assert_int_eq(emg_lane_ring_from(&ring, 23, 4), 4);
    ck_assert_int_eq(emg_lane_ring_before(&ring, 20, 99), ROOM);
    ck_assert_int_eq(emg_lane_ring_before(&ring, 23, 99), 3);
    ck_assert_int_eq(emg_lane_ring_before(&ring, 23, 2), 2);
    emg_lane_ring_clear(&ring);
}
END_TEST

/* The same section over a plain array of eight lanes. */
START_TEST(a_cascade_runs_either_way_at_either_width)
{
    const emg_sos sos = {.n = 1, .section = {{0.5, 0.2, 0.1, -0.9, 0.3}}};
    for (int step = -1; step <= 1; step += 2) {
        emg_lane_ring ring = ring_of(_i);
        double *narrow = emg_lane_ring_new(&ring, 2, NULL);
        emg_lanes state[2] = {{{0}}}, frames[ROOM], out[ROOM];
        int64_t first = step > 0 ? 0 : ROOM - 1;
        for (int i = 0; i < ROOM; i++)
            frames[i] = frame_of(i * i % 7, _i);
        emg_lane_ring_put(&ring, 0, frames, ROOM);
        emg_kernels()->cascade(&sos, state, frames + first, ROOM, step);
        emg_lane_ring_cascade(&ring, &sos, narrow,
                              emg_lane_ring_at(&ring, first), ROOM, step);
        emg_lane_ring_give(&ring, 0, out, ROOM);
        ck_assert_mem_eq(out, frames, sizeof out);
        for (int z = 0; z < 2; z++)
            for (int k = 0; k < _i; k++)
                ck_assert_double_eq(narrow[z * ring.lanes + k], state[z].v[k]);
        emg_free(narrow);
        emg_lane_ring_clear(&ring);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, frames_go_round_the_end_and_come_back, 1,
                        EMG_LANES + 1);
    tcase_add_test(tests, pieces_end_where_the_ring_does);
    tcase_add_loop_test(tests, a_cascade_runs_either_way_at_either_width, 1,
                        EMG_LANES + 1);
}

int
main(void)
{
    return unit_main("lane_ring", add);
}
