/* Roots by iteration have the bits of the processor's own.
 *
 * What could go wrong: before its last rounding the iteration is off by less
 * than 2^-50 of the result's last place, so another double comes out only if
 * the true root lies that near the middle between two of them. With u = 2^-52,
 * x in [1, 4) and a root near k u + u / 2, x - (k u + u / 2)^2 is (c - 1/4) u^2
 * with a whole number c = x / u^2 - k^2 - k; as near as that only |c| < 34. All
 * such x are found here: k^2 + k + c must be divisible by 2^52 (below 2) or by
 * 2^53. Other powers of 4 change exponents only. */
#include "unit.h"

#include "dsp/kernels.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_C 200

__extension__ typedef unsigned __int128 wide;

/* Alone and among others: both ways are taken. */
static void
check_roots(const double x[EMG_LANES], double factor)
{
    emg_lanes frames[4];
    for (int i = 0; i < 4; i++)
        memcpy(frames[i].v, x, sizeof frames[i].v);
    emg_kernels()->scaled_root(frames, 4, factor);
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < EMG_LANES; k++) {
            double root = sqrt(x[k] * factor);
            ck_assert_msg(memcmp(&frames[i].v[k], &root, sizeof root) == 0,
                          "the root of %a is %a, not %a", x[k] * factor,
                          frames[i].v[k], root);
        }
}

/* x and its neighbours, at small and large exponents. */
static void
check_root(double x)
{
    static const int powers[] = {-1070, -1022, -970, -900, -500, -200, 0,
                                 2,     60,    300,  800,  824,  1000, 1020};
    double around[EMG_LANES] = {x};
    for (int i = 1; i < EMG_LANES; i++)
        around[i] = nextafter(around[i - 1], 8);
    for (size_t p = 0; p < sizeof powers / sizeof *powers; p++) {
        double there[EMG_LANES];
        for (int i = 0; i < EMG_LANES; i++)
            there[i] = ldexp(around[i], powers[p]);
        check_roots(there, 1);
    }
}

/* k^2 + k + c divided by 2^bits is x / u: a double of 53 bits or none. */
static int
check_if_hard(uint64_t k, int64_t c, int bits)
{
    wide sum = (wide)k * k + k + (wide)(__extension__(__int128) c);
    uint64_t x = (uint64_t)(sum >> bits);
    if (x < UINT64_C(1) << 52 || x >= UINT64_C(1) << 53)
        return 0;
    check_root(ldexp((double)x, bits - 104));
    return 1;
}

/* The one k below 2^bits with the last bit `odd`, found bit by bit. */
static uint64_t
solve(int64_t c, int bits, uint64_t odd)
{
    uint64_t k = odd;
    for (int b = 1; b < bits; b++) {
        uint64_t rest = k * k + k + (uint64_t)c;
        k |= rest >> b << b & UINT64_C(1) << b;
    }
    return k;
}

START_TEST(roots_near_the_middle_between_two_doubles_are_right)
{
    int found = 0;
    for (int64_t c = -MOST_C; c <= MOST_C; c += 2) /* k^2 + k is even */
        for (uint64_t odd = 0; odd < 2; odd++) {
            uint64_t low = solve(c, 52, odd) | UINT64_C(1) << 52;
            found += check_if_hard(low, c, 52);
            found += check_if_hard(solve(c, 53, odd), c, 53);
        }
    ck_assert_int_gt(found, MOST_C / 2);
}
END_TEST

START_TEST(roots_of_any_doubles_are_right)
{
    uint64_t bits = 1;
    for (int i = 0; i < 200000; i++) {
        double x[EMG_LANES];
        for (int k = 0; k < EMG_LANES; k++) {
            bits = bits * UINT64_C(6364136223846793005) + 1442695040888963407;
            uint64_t positive = (bits ^ bits >> 29) >> 1;
            memcpy(&x[k], &positive, sizeof x[k]);
            if (!isfinite(x[k]))
                x[k] = 1;
        }
        check_roots(x, 1);
        check_roots(x, 0.002);
    }
}
END_TEST

START_TEST(roots_at_the_ends_are_right)
{
    const double ends[EMG_LANES] = {0,       DBL_TRUE_MIN, DBL_MIN, DBL_EPSILON,
                                    0x1p823, 0x1p824,      DBL_MAX, INFINITY};
    for (int i = 0; i < EMG_LANES; i++) {
        double same[EMG_LANES];
        for (int k = 0; k < EMG_LANES; k++)
            same[k] = ends[i];
        check_roots(same, 1);
    }
    check_roots(ends, 0.5);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, roots_near_the_middle_between_two_doubles_are_right);
    tcase_add_test(tests, roots_of_any_doubles_are_right);
    tcase_add_test(tests, roots_at_the_ends_are_right);
}

int
main(void)
{
    return unit_main("kernel root", add);
}
