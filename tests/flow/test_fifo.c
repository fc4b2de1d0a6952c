#include "unit.h"

#include "flow/fifo.h"

static double
sample(int64_t frame, int channel)
{
    return (double)(100 * frame + channel);
}

/* Pushes n frames that go on where the last push ended. */
static void
push(emg_fifo *fifo, emg_block *block, int64_t *next, int n)
{
    for (int f = 0; f < n; f++)
        for (int c = 0; c < block->n_channels; c++)
            emg_block_bank(block, c / EMG_LANES)[f].v[c % EMG_LANES] =
                sample(*next + f, c);
    block->n_frames = n;
    ck_assert_int_eq(emg_fifo_push(fifo, block, NULL), EMG_OK);
    *next += n;
}

static void
expect(const emg_block *block, int64_t first, int n)
{
    ck_assert_int_eq(block->n_frames, n);
    for (int f = 0; f < n; f++)
        for (int c = 0; c < block->n_channels; c++)
            ck_assert_double_eq(emg_block_at(block, c, f),
                                sample(first + f, c));
}

START_TEST(frames_leave_in_the_order_they_came)
{
    emg_block block;
    emg_fifo fifo = {.n_banks = 2};
    int64_t in = 0, out = 0;
    emg_block_init(&block, 11, 50, NULL);
    for (int i = 0; i < 400; i++) {
        push(&fifo, &block, &in, i * 7 % 51);
        ck_assert_int_eq(fifo.n_frames, in - out);
        int n = i * 13 % 47;
        n = n < fifo.n_frames ? n : (int)fifo.n_frames;
        emg_fifo_pop(&fifo, &block, n);
        expect(&block, out, n);
        out += n;
    }
    ck_assert_int_gt(out, 3000);
    emg_fifo_clear(&fifo);
    emg_block_clear(&block);
}
END_TEST

START_TEST(frames_that_wait_can_be_looked_at)
{
    emg_block block;
    emg_fifo fifo = {.n_banks = 2};
    int64_t in = 0;
    emg_block_init(&block, 9, 6, NULL);
    push(&fifo, &block, &in, 6);
    emg_fifo_drop(&fifo, 5);
    push(&fifo, &block, &in, 6); /* runs over the end of the ring */
    ck_assert_int_eq(fifo.n_frames, 7);
    for (int f = 0; f < 7; f++) {
        ck_assert_double_eq(emg_fifo_at(&fifo, 0, f)->v[3], sample(5 + f, 3));
        ck_assert_double_eq(emg_fifo_at(&fifo, 1, f)->v[0], sample(5 + f, 8));
    }
    emg_fifo_clear(&fifo);
    emg_block_clear(&block);
}
END_TEST

START_TEST(nothing_may_be_pushed_popped_and_dropped)
{
    emg_block block;
    emg_fifo fifo = {.n_banks = 1};
    int64_t in = 0;
    emg_block_init(&block, 1, 4, NULL);
    push(&fifo, &block, &in, 0);
    emg_fifo_pop(&fifo, &block, 0);
    emg_fifo_drop(&fifo, 0);
    ck_assert_int_eq(fifo.n_frames, 0);
    ck_assert_int_eq(block.n_frames, 0);
    emg_fifo_clear(&fifo);
    emg_block_clear(&block);
}
END_TEST

START_TEST(room_follows_what_waits)
{
    emg_block block;
    emg_fifo fifo = {.n_banks = 1};
    int64_t in = 0;
    emg_block_init(&block, 1, 64, NULL);
    for (int i = 0; i < 1000; i++) {
        push(&fifo, &block, &in, 64);
        emg_fifo_drop(&fifo, 64);
    }
    ck_assert_int_le(fifo.room, 64);
    emg_fifo_clear(&fifo);
    ck_assert_int_eq(fifo.n_banks, 1);
    ck_assert_int_eq(fifo.n_frames, 0);
    push(&fifo, &block, &in, 3);
    emg_fifo_pop(&fifo, &block, 3);
    expect(&block, 64000, 3);
    emg_fifo_clear(&fifo);
    emg_block_clear(&block);
}
END_TEST

START_TEST(what_is_expected_is_taken_at_once)
{
    emg_block block;
    emg_fifo fifo = {.n_banks = 1, .expected = 77};
    int64_t in = 0;
    emg_block_init(&block, 3, 50, NULL);
    push(&fifo, &block, &in, 5);
    const emg_lanes *ring = fifo.ring;
    ck_assert_int_eq(fifo.room, 77);
    push(&fifo, &block, &in, 50);
    push(&fifo, &block, &in, 22);
    ck_assert_ptr_eq(fifo.ring, ring);
    push(&fifo, &block, &in, 1); /* more than was expected */
    ck_assert_int_ge(fifo.room, 78);
    emg_fifo_pop(&fifo, &block, 40);
    expect(&block, 0, 40);
    emg_fifo_clear(&fifo);
    emg_block_clear(&block);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, frames_leave_in_the_order_they_came);
    tcase_add_test(tests, frames_that_wait_can_be_looked_at);
    tcase_add_test(tests, nothing_may_be_pushed_popped_and_dropped);
    tcase_add_test(tests, room_follows_what_waits);
    tcase_add_test(tests, what_is_expected_is_taken_at_once);
}

int
main(void)
{
    return unit_main("fifo", add);
}
