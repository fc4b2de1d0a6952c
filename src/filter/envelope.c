/* Envelopes: which stages make one. */
#include "emg/filter.h"

#include "filter/moving.h"

#include <math.h>

static bool
all_rectified(const emg_format *format)
{
    for (int c = 0; c < format->n_channels; c++)
        if (!format->channels[c].rectified)
            return false;
    return true;
}

/* The low-pass undershoots after a burst; an envelope is never below 0. */
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
    return emg_chain_add(
        chain, emg_rectify_create(emg_chain_format(chain), true, error), error);
}

static emg_status
add_moving(emg_chain *chain, const emg_envelope *envelope,
           emg_direction direction, emg_error *error)
{
    const emg_format *now = emg_chain_format(chain);
    double frames = round(envelope->window_s * now->rate_hz);
    if (!(frames >= 1 && frames < 1e8))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a window of %.6g s at %.6g Hz: it must hold 1 to "
                        "100,000,000 samples",
                        envelope->window_s, now->rate_hz);
    int64_t length = (int64_t)frames;
    if (direction.zero_phase && length % 2 == 0)
        length++;
    return emg_chain_add(chain,
                         emg_moving_create(now, length, direction.zero_phase,
                                           envelope->kind == EMG_ENVELOPE_RMS,
                                           error),
                         error);
}

static emg_status
rectify_all(emg_chain *chain, emg_error *error)
{
    return emg_chain_add(
        chain, emg_rectify_create(emg_chain_format(chain), false, error),
        error);
}

emg_status
emg_envelope_add(emg_chain *chain, const emg_envelope *envelope,
                 emg_direction direction, emg_error *error)
{
    emg_status status = EMG_OK;
    if (envelope->kind != EMG_ENVELOPE_RMS &&
        !all_rectified(emg_chain_format(chain)))
        status = rectify_all(chain, error);
    if (status)
        return status;
    return envelope->kind == EMG_ENVELOPE_LOW_PASS
               ? add_low_pass(chain, envelope, direction, error)
               : add_moving(chain, envelope, direction, error);
}
