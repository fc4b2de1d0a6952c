/* Envelopes: which stages make one. */
#include "emg/filter.h"

#include "base/memory.h"
#include "dsp/fir.h"
#include "filter/convolve.h"
#include "filter/moving.h"
#include "filter/tkeo.h"
#include "flow/chain.h"

#include <math.h>

static bool
all_rectified(const emg_format *format)
{
    for (int c = 0; c < format->n_channels; c++)
        if (!format->channels[c].rectified)
            return false;
    return true;
}

/* An envelope is never below 0. */
static emg_status
clamp(emg_chain *chain, emg_error *error)
{
    return emg_chain_add(
        chain, emg_rectify_create(emg_chain_format(chain), true, error), error);
}

/* The low-pass undershoots after a burst. */
static emg_status
add_low_pass(emg_chain *chain, const emg_envelope *envelope,
             emg_direction direction, emg_error *error)
{
    emg_filter low = {.kind = EMG_LOW_PASS,
                      .order = envelope->order,
                      .high_hz = envelope->cutoff_hz};
    emg_chain_add(
        chain,
        emg_filter_create(emg_chain_format(chain), &low, 1, direction, error),
        error);
    return clamp(chain, error);
}

double
emg_envelope_window_s(const emg_envelope *envelope, double rate_hz)
{
    return envelope->window_frames > 0
               ? (double)envelope->window_frames / rate_hz
               : envelope->window_s;
}

/* Samples in the window, or 0 with *error set. */
static int64_t
window_frames(const emg_format *now, const emg_envelope *envelope,
              emg_direction direction, emg_error *error)
{
    double window_s = emg_envelope_window_s(envelope, now->rate_hz);
    double frames = round(window_s * now->rate_hz);
    if (!(frames >= 1 && frames < 1e8)) {
        emg_fail(error, EMG_BAD_OPTION,
                 "a window of %.6g s at %.6g Hz: it must hold 1 to 100,000,000 "
                 "samples",
                 window_s, now->rate_hz);
        return 0;
    }
    int64_t length = (int64_t)frames;
    return direction.zero_phase && length % 2 == 0 ? length + 1 : length;
}

static emg_status
add_moving(emg_chain *chain, const emg_envelope *envelope,
           emg_direction direction, emg_error *error)
{
    const emg_format *now = emg_chain_format(chain);
    int64_t length = window_frames(now, envelope, direction, error);
    if (length == 0)
        return EMG_BAD_OPTION;
    emg_stage *stage =
        emg_moving_create(now, length, direction.zero_phase,
                          envelope->kind == EMG_ENVELOPE_RMS, error);
    if (stage)
        emg_moving_lead(stage, emg_chain_last(chain));
    return emg_chain_add(chain, stage, error);
}

/* Convolves with n taps, which are given back. */
static emg_status
add_convolution(emg_chain *chain, double *taps, emg_convolution how,
                emg_error *error)
{
    how.taps = taps;
    emg_stage *stage =
        emg_convolve_create(emg_chain_format(chain), &how, error);
    emg_free(taps);
    for (int c = 0; stage && c < stage->out.n_channels; c++) {
        emg_channel *channel = &stage->out.channels[c];
        channel->step = 0; /* sums are not digital */
        channel->scale.bytes = 0;
        channel->rectified |= how.magnitude;
    }
    return emg_chain_add(chain, stage, error);
}

static emg_status
add_gaussian(emg_chain *chain, const emg_envelope *envelope,
             emg_direction direction, emg_error *error)
{
    int64_t length =
        window_frames(emg_chain_format(chain), envelope, direction, error);
    if (length == 0)
        return EMG_BAD_OPTION;
    length |= 1; /* a middle there is */
    if (length > EMG_MOST_TAPS)
        return emg_fail(
            error, EMG_BAD_OPTION,
            "a Gaussian window of %.6g s holds more than %d "
            "samples",
            emg_envelope_window_s(envelope, emg_chain_format(chain)->rate_hz),
            EMG_MOST_TAPS);
    double *taps = emg_new((size_t)length, sizeof *taps, error);
    if (!taps)
        return EMG_NO_MEMORY;
    emg_gaussian_design(taps, (int)length);
    emg_convolution how = {.n = (int)length,
                           .centred = direction.zero_phase,
                           .ends = EMG_ENDS_SHARE};
    emg_status status = add_convolution(chain, taps, how, error);
    return status ? status : clamp(chain, error);
}

#define LOWEST_HZ 10 /* that is turned by 90 degrees */

static emg_status
add_hilbert(emg_chain *chain, const emg_envelope *envelope,
            emg_direction direction, emg_error *error)
{
    double rate_hz = emg_chain_format(chain)->rate_hz;
    if (!(rate_hz > 4 * LOWEST_HZ))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a Hilbert envelope at %.6g Hz: it needs more than %d "
                        "Hz",
                        rate_hz, 4 * LOWEST_HZ);
    int n = emg_hilbert_length(LOWEST_HZ, rate_hz);
    double *taps = emg_new((size_t)n, sizeof *taps, error);
    if (!taps)
        return EMG_NO_MEMORY;
    emg_hilbert_design(taps, n);
    emg_convolution how = {.n = n,
                           .centred = direction.zero_phase,
                           .ends = EMG_ENDS_ODD,
                           .magnitude = true};
    emg_status status = add_convolution(chain, taps, how, error);
    return status || envelope->cutoff_hz <= 0
               ? status
               : add_low_pass(chain, envelope, direction, error);
}

static emg_status
rectify_all(emg_chain *chain, emg_error *error)
{
    return emg_chain_add(
        chain, emg_rectify_create(emg_chain_format(chain), false, error),
        error);
}

static emg_status
add_tkeo(emg_chain *chain, const emg_envelope *envelope,
         emg_direction direction, emg_error *error)
{
    emg_status status = emg_chain_add(
        chain, emg_tkeo_create(emg_chain_format(chain), error), error);
    if (!status)
        status = rectify_all(chain, error);
    return status ? status : add_low_pass(chain, envelope, direction, error);
}

/* Those that want |x|, and those that |x| would lead astray. */
static emg_status
prepare(emg_chain *chain, emg_envelope_kind kind, emg_error *error)
{
    const emg_format *now = emg_chain_format(chain);
    bool waves = kind == EMG_ENVELOPE_TKEO || kind == EMG_ENVELOPE_HILBERT;
    for (int c = 0; waves && c < now->n_channels; c++)
        if (now->channels[c].rectified)
            return emg_fail(error, EMG_BAD_OPTION,
                            "this envelope needs the signal as it was before "
                            "rectification");
    if (waves || kind == EMG_ENVELOPE_RMS || all_rectified(now))
        return EMG_OK;
    return rectify_all(chain, error);
}

typedef emg_status adder(emg_chain *, const emg_envelope *, emg_direction,
                         emg_error *);

emg_status
emg_envelope_add(emg_chain *chain, const emg_envelope *envelope,
                 emg_direction direction, emg_error *error)
{
    static adder *const adders[] = {
        [EMG_ENVELOPE_LOW_PASS] = add_low_pass,
        [EMG_ENVELOPE_RMS] = add_moving,
        [EMG_ENVELOPE_ARV] = add_moving,
        [EMG_ENVELOPE_TKEO] = add_tkeo,
        [EMG_ENVELOPE_GAUSSIAN] = add_gaussian,
        [EMG_ENVELOPE_HILBERT] = add_hilbert,
    };
    emg_status status = prepare(chain, envelope->kind, error);
    return status ? status
                  : adders[envelope->kind](chain, envelope, direction, error);
}
