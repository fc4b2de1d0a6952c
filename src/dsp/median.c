/* So few are sorted fastest by insertion. */
#include "dsp/median.h"

double
emg_median(double *values, int n)
{
    for (int i = 1; i < n; i++) {
        double one = values[i];
        int k = i;
        for (; k > 0 && values[k - 1] > one; k--)
            values[k] = values[k - 1];
        values[k] = one;
    }
    return values[n / 2];
}
