/* Sums in single precision: 1 % is added to the diagonal anyhow. */
#include "dsp/path.h"

#include <math.h>
#include <string.h>

#define RAISED 0.01

void
emg_path_join(emg_path_sums *sums, const emg_path_sums *more)
{
    for (int i = 0; i <= EMG_PATH_TAPS; i++)
        for (int k = 0; k < EMG_PATH_ROW; k++)
            sums->at[i][k] += more->at[i][k];
}

/* Cholesky in place, lower triangle; false where the matrix is none. */
static int
factor(double a[EMG_PATH_TAPS][EMG_PATH_TAPS])
{
    for (int i = 0; i < EMG_PATH_TAPS; i++)
        for (int j = 0; j <= i; j++) {
            double sum = a[i][j];
            for (int k = 0; k < j; k++)
                sum -= a[i][k] * a[j][k];
            if (i > j)
                a[i][j] = sum / a[j][j];
            else if (sum > 0)
                a[i][i] = sqrt(sum);
            else
                return 0;
        }
    return 1;
}

static void
substitute(double a[EMG_PATH_TAPS][EMG_PATH_TAPS], double x[EMG_PATH_TAPS])
{
    for (int i = 0; i < EMG_PATH_TAPS; i++) {
        for (int k = 0; k < i; k++)
            x[i] -= a[i][k] * x[k];
        x[i] /= a[i][i];
    }
    for (int i = EMG_PATH_TAPS - 1; i >= 0; i--) {
        for (int k = i + 1; k < EMG_PATH_TAPS; k++)
            x[i] -= a[k][i] * x[k];
        x[i] /= a[i][i];
    }
}

void
emg_path_solve(const emg_path_sums *sums, emg_path *path)
{
    double a[EMG_PATH_TAPS][EMG_PATH_TAPS], x[EMG_PATH_TAPS], trace = 0;
    memset(path, 0, sizeof *path);
    for (int i = 0; i < EMG_PATH_TAPS; i++) {
        for (int k = 0; k < EMG_PATH_TAPS; k++)
            a[i][k] = (double)sums->at[i][k];
        x[i] = (double)sums->at[EMG_PATH_TAPS][i];
        trace += a[i][i];
    }
    for (int i = 0; i < EMG_PATH_TAPS; i++)
        a[i][i] += RAISED * trace / EMG_PATH_TAPS;
    if (!factor(a))
        return;
    substitute(a, x);
    for (int i = 0; i < EMG_PATH_TAPS; i++)
        path->tap[i] = (float)x[i];
}

void
emg_path_mix(emg_path *path, const emg_path *from, const emg_path *to,
             float share)
{
    for (int k = 0; k < EMG_PATH_ROW; k++)
        path->tap[k] = (1 - share) * from->tap[k] + share * to->tap[k];
}
