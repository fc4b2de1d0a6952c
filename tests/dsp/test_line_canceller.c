#include "trace.h"
#include "unit.h"

#include "dsp/line_canceller.h"

#include <math.h>
#include <string.h>

#define RATE 1000
#define CHUNK 10
#define CHUNKS 2000

static double x[CHUNKS * CHUNK], y[CHUNKS * CHUNK];

static const emg_lines hum = {2, {{50, 20, 1}, {150.1, 30, 1}}};

/* bad: a chunk that is not good, or -1. Returns how many came out. */
static int
cancel(int chunks, int bad)
{
    emg_line_canceller *c = emg_line_canceller_create(&hum, RATE, CHUNK, NULL);
    int out = 0;
    for (int i = 0; i < chunks; i++)
        out += emg_line_canceller_push(c, x + i * CHUNK, i != bad,
                                       y + out * CHUNK);
    while (emg_line_canceller_flush(c, y + out * CHUNK))
        out++;
    emg_line_canceller_destroy(c);
    return out;
}

static void
put_lines(void)
{
    for (int i = 0; i < CHUNKS * CHUNK; i++)
        x[i] = 3 * cos(2 * M_PI * 50.02 / RATE * i + 1) +
               cos(2 * M_PI * 150.1 / RATE * i);
}

/* 0.02 Hz beside its line a triangle of 1 s lets sinc^2(0.01) = 0.9993 pass:
 * what is left of 3 is 0.002, more at the ends, where the mean is one-sided */
START_TEST(lines_are_taken_out)
{
    put_lines();
    ck_assert_int_eq(cancel(CHUNKS, -1), CHUNKS);
    for (int i = 0; i < CHUNKS * CHUNK; i++)
        ck_assert_double_eq_tol(
            y[i], 0, i < RATE || i > CHUNKS * CHUNK - RATE ? 0.2 : 0.03);
}
END_TEST

START_TEST(what_is_no_line_stays)
{
    double power = 0, change = 0;
    trace_noise(x, CHUNKS * CHUNK, 3);
    cancel(CHUNKS, -1);
    for (int i = 0; i < CHUNKS * CHUNK; i++) {
        power += x[i] * x[i];
        change += (y[i] - x[i]) * (y[i] - x[i]);
    }
    ck_assert_double_lt(change,
                        0.015 * power); /* two lines, 1 to 2 Hz of 500 */
}
END_TEST

START_TEST(a_bad_chunk_neither_changes_nor_counts)
{
    put_lines();
    for (int i = 1000 * CHUNK; i < 1001 * CHUNK; i++)
        x[i] = 1e6;
    cancel(CHUNKS, 1000);
    for (int i = 900 * CHUNK; i < 1100 * CHUNK; i++)
        ck_assert_double_eq_tol(y[i], i / CHUNK == 1000 ? 1e6 : 0, 0.03);
}
END_TEST

START_TEST(all_comes_out_of_any_length)
{
    put_lines();
    for (int chunks = 0; chunks < 130; chunks += 13)
        ck_assert_int_eq(cancel(chunks, -1), chunks);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, lines_are_taken_out);
    tcase_add_test(tests, what_is_no_line_stays);
    tcase_add_test(tests, a_bad_chunk_neither_changes_nor_counts);
    tcase_add_test(tests, all_comes_out_of_any_length);
}

int
main(void)
{
    return unit_main("line_canceller", add);
}
