/* Bits of the elementary functions. Expected: python3-mpmath at 200 bits, the
 * exact value of the argument in, one rounding out (Fraction -> float):
 *   mpmath.mp.prec = 200; man, exp = mpmath.sin(mpmath.mpf(0.5)).man_exp */
#include "unit.h"

#include "base/math.h"

#include <stdint.h>
#include <string.h>

typedef struct expected {
    double (*function)(double);
    double x;
    uint64_t bits;
} expected;

static const expected table[] = {
    {emg_sin, 0.5, UINT64_C(0x3fdeaee8744b05f0)},
    {emg_sin, 0.001, UINT64_C(0x3f50624da5218a62)},
    {emg_sin, 3.0, UINT64_C(0x3fc210386db6d55b)},
    {emg_sin, 100.0, UINT64_C(0xbfe03425b78c4db8)},
    {emg_sin, -2.25, UINT64_C(0xbfe8e5f9c2d0e3a9)},
    {emg_sin, 1000000.0, UINT64_C(0xbfd6664b2568d867)},
    {emg_cos, 0.5, UINT64_C(0x3fec1528065b7d50)},
    {emg_cos, 0.001, UINT64_C(0x3feffffef390876c)},
    {emg_cos, 3.0, UINT64_C(0xbfefae04be85e5d2)},
    {emg_cos, 100.0, UINT64_C(0x3feb981dbf665fdf)},
    {emg_cos, 1.5707963267948966, UINT64_C(0x3c91a62633145c07)},
    {emg_cos, 1000000.0, UINT64_C(0x3fedf9df9906d32c)},
    {emg_tan, 0.5, UINT64_C(0x3fe17b4f5bf3474a)},
    {emg_tan, 0.001, UINT64_C(0x3f50624e2e91ebe4)},
    {emg_tan, 0.0706858347057703, UINT64_C(0x3fb220329a629cb7)},
    {emg_tan, 1.5, UINT64_C(0x402c33ed50b88777)},
    {emg_tan, 1.0, UINT64_C(0x3ff8eb245cbee3a6)},
    {emg_exp, 1.0, UINT64_C(0x4005bf0a8b145769)},
    {emg_exp, -1.0, UINT64_C(0x3fd78b56362cef38)},
    {emg_exp, 0.1, UINT64_C(0x3ff1aec7b35a00d4)},
    {emg_exp, 100.5, UINT64_C(0x48ffcc37a76f9e76)},
    {emg_exp, -700.25, UINT64_C(0x00caf5fe9a485c8e)},
    {emg_log, 2.0, UINT64_C(0x3fe62e42fefa39ef)},
    {emg_log, 10.0, UINT64_C(0x40026bb1bbb55516)},
    {emg_log, 0.3, UINT64_C(0xbff34378fcbda721)},
    {emg_log, 1.0000000001, UINT64_C(0x3ddb7cdffffa18d8)},
    {emg_log, 1e+300, UINT64_C(0x4085963447f87fb5)},
    {emg_log10, 2.0, UINT64_C(0x3fd34413509f79ff)},
    {emg_log10, 1000.0, UINT64_C(0x4008000000000000)},
    {emg_log10, 0.3, UINT64_C(0xbfe0bb6c34d81502)},
    {emg_log10, 1e-300, UINT64_C(0xc072c00000000000)},
    {emg_log10, 5.0, UINT64_C(0x3fe65df657b04301)},
};

static const struct {
    double x, y;
    uint64_t bits;
} powers[] = {
    {2.0, 0.5, UINT64_C(0x3ff6a09e667f3bcd)},
    {10.0, -0.3, UINT64_C(0x3fe009b9cf334252)},
    {1.0001, 12345.678, UINT64_C(0x400b7e526b8e001c)},
    {0.7, 3.0, UINT64_C(0x3fd5f3b645a1cabf)},
    {10.0, 15.0, UINT64_C(0x430c6bf526340000)},
};

static uint64_t
bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

START_TEST(every_function_is_rounded_once)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        ck_assert_msg(
            bits_of(table[i].function(table[i].x)) == table[i].bits,
            "row %zu, x = %g: %016llx", i, table[i].x,
            (unsigned long long)bits_of(table[i].function(table[i].x)));
}
END_TEST

START_TEST(powers_are_rounded_once)
{
    for (size_t i = 0; i < sizeof powers / sizeof *powers; i++)
        ck_assert_uint_eq(bits_of(emg_pow(powers[i].x, powers[i].y)),
                          powers[i].bits);
}
END_TEST

START_TEST(pi_has_the_precision_of_long_double)
{
    ck_assert_uint_eq(bits_of((double)EMG_PI), UINT64_C(0x400921fb54442d18));
    /* pi - double(pi), from mpmath.pi */
    ck_assert_double_eq_tol((double)(EMG_PI - (long double)(double)EMG_PI),
                            1.2246467991473532e-16, 1e-19);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, every_function_is_rounded_once);
    tcase_add_test(tests, powers_are_rounded_once);
    tcase_add_test(tests, pi_has_the_precision_of_long_double);
}

int
main(void)
{
    return unit_main("math", add);
}
