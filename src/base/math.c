/* Long double in, one rounding out. */
#include "base/math.h"

#include <math.h>

#define ROUNDED_ONCE(name)                                                     \
    double emg_##name(double x)                                                \
    {                                                                          \
        return (double)name##l(x);                                             \
    }

ROUNDED_ONCE(sin)
ROUNDED_ONCE(cos)
ROUNDED_ONCE(tan)
ROUNDED_ONCE(exp)
ROUNDED_ONCE(log)
ROUNDED_ONCE(log10)

double
emg_pow(double x, double y)
{
    return (double)powl(x, y);
}
