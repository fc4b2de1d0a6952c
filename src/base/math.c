/* Long double in, one rounding out. */
#include "base/math.h"

#include <math.h>

double
emg_sin(double x)
{
    return (double)sinl(x);
}

double
emg_cos(double x)
{
    return (double)cosl(x);
}

double
emg_tan(double x)
{
    return (double)tanl(x);
}

double
emg_exp(double x)
{
    return (double)expl(x);
}

double
emg_log(double x)
{
    return (double)logl(x);
}

double
emg_log10(double x)
{
    return (double)log10l(x);
}

double
emg_pow(double x, double y)
{
    return (double)powl(x, y);
}
