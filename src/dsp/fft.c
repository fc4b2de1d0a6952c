/* FFTW behind one small door. */
#include "dsp/fft.h"

#include "base/memory.h"

#include <fftw3.h>
#include <pthread.h>
#include <stdbool.h>

#define LONGEST (1 << 26)

struct emg_fft {
    fftw_plan forward;
    fftw_plan inverse;
};

/* FFTW's planner is the one part of it that two threads must not enter. The
 * lock is the only thing in the library that outlives a call. */
static pthread_mutex_t *
planner(void)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    return &lock;
}

/* ESTIMATE does not time anything, so the same bits come out of every run. */
static void
plan(emg_fft *fft, int n, bool both, double *real, fftw_complex *half)
{
    pthread_mutex_lock(planner());
    fft->forward = fftw_plan_dft_r2c_1d(n, real, half,
                                        FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
    if (both)
        fft->inverse = fftw_plan_dft_c2r_1d(n, half, real, FFTW_ESTIMATE);
    pthread_mutex_unlock(planner());
}

static emg_fft *
create(int n, bool both, emg_error *error)
{
    if (n < 1 || n > LONGEST) {
        emg_fail(error, EMG_BAD_OPTION, "no transform of %d samples", n);
        return NULL;
    }
    emg_fft *fft = emg_new(1, sizeof *fft, error);
    double *real = emg_new((size_t)n, sizeof *real, error);
    double *half = emg_new((size_t)emg_fft_half(n), sizeof *half, error);
    if (fft && real && half)
        plan(fft, n, both, real, (fftw_complex *)half);
    emg_free(half);
    emg_free(real);
    if (fft && fft->forward && (fft->inverse || !both))
        return fft;
    emg_fft_destroy(fft);
    emg_fail(error, EMG_NO_MEMORY, "no memory for a transform");
    return NULL;
}

emg_fft *
emg_fft_create(int n, emg_error *error)
{
    return create(n, true, error);
}

emg_fft *
emg_fft_create_forward(int n, emg_error *error)
{
    return create(n, false, error);
}

void
emg_fft_destroy(emg_fft *fft)
{
    if (!fft)
        return;
    pthread_mutex_lock(planner());
    if (fft->forward)
        fftw_destroy_plan(fft->forward);
    if (fft->inverse)
        fftw_destroy_plan(fft->inverse);
    pthread_mutex_unlock(planner());
    emg_free(fft);
}

int
emg_fft_half(int n)
{
    return 2 * (n / 2 + 1);
}

void
emg_fft_forward(const emg_fft *fft, double *real, double *half)
{
    fftw_execute_dft_r2c(fft->forward, real, (fftw_complex *)half);
}

void
emg_fft_inverse(const emg_fft *fft, double *half, double *real)
{
    fftw_execute_dft_c2r(fft->inverse, (fftw_complex *)half, real);
}
