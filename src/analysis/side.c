/* The envelope lags behind the band-passed signal that it is made of; that
 * signal waits for it in a fifo. */
#include "analysis/side.h"

#include "base/memory.h"

struct emg_side {
    emg_chain *band, *envelope;
    emg_fifo waiting; /* band-passed frames without an envelope yet */
    emg_block work;   /* what goes through the band chain */
    emg_block shaped; /* its copy that becomes the envelope */
    emg_block beside; /* band-passed frames that go with an envelope */
    int segment;      /* -1 before the first */
    emg_side_needs needs;
};

static emg_status
build(emg_side *side, const emg_format *format,
      const emg_conditioning *conditioning, emg_error *error)
{
    emg_filter filters[EMG_MOST_FILTERS];
    emg_conditioning_filters(conditioning, format->rate_hz, filters);
    side->band = emg_chain_create(format, error);
    if (!side->band)
        return EMG_NO_MEMORY;
    if (!emg_format_is_digital(format))
        emg_chain_add(side->band, emg_finite_create(format, error), error);
    if (conditioning->n_filters > 0)
        emg_chain_add(side->band,
                      emg_filter_create(format, filters,
                                        conditioning->n_filters,
                                        conditioning->direction, error),
                      error);
    if (error && error->status)
        return error->status;
    side->envelope = emg_chain_create(emg_chain_format(side->band), error);
    return side->envelope
               ? emg_envelope_add(side->envelope, &conditioning->envelope,
                                  conditioning->direction, error)
               : EMG_NO_MEMORY;
}

emg_side *
emg_side_create(const emg_format *format, const emg_conditioning *conditioning,
                emg_error *error)
{
    int n = format->n_channels;
    emg_side *side = emg_new(1, sizeof *side, error);
    if (!side)
        return NULL;
    side->segment = -1;
    side->needs = EMG_SIDE_BOTH;
    side->waiting.n_banks = emg_banks(n);
    if (build(side, format, conditioning, error) ||
        emg_block_init(&side->work, n, EMG_BLOCK_FRAMES, error) ||
        emg_block_init(&side->shaped, n, EMG_BLOCK_FRAMES, error) ||
        emg_block_init(&side->beside, n, EMG_BLOCK_FRAMES, error)) {
        emg_side_destroy(side);
        return NULL;
    }
    side->waiting.expected = emg_chain_lag(side->envelope) + EMG_BLOCK_FRAMES;
    return side;
}

/* Hands over what left the envelope's chain, with the band beside it. */
static emg_status
hand_over(emg_side *side, emg_side_taker *taker, void *to, emg_error *error)
{
    int n = side->shaped.n_frames;
    if (n == 0)
        return EMG_OK;
    if (side->needs & EMG_SIDE_BAND)
        emg_fifo_pop(&side->waiting, &side->beside, n);
    side->beside.n_frames = n;
    side->beside.group = side->shaped.group;
    side->beside.segment = side->shaped.segment;
    side->beside.first_frame = side->shaped.first_frame;
    return taker(to, &side->beside, &side->shaped, error);
}

/* What left the band chain (in side->work) becomes an envelope. */
static emg_status
shape(emg_side *side, emg_side_taker *taker, void *to, emg_error *error)
{
    emg_status status = EMG_OK;
    if (side->needs == EMG_SIDE_BAND)
        return taker(to, &side->work, &side->work, error);
    if (side->needs & EMG_SIDE_BAND)
        status = emg_fifo_push(&side->waiting, &side->work, error);
    emg_block_copy(&side->shaped, &side->work, 0, side->work.n_frames);
    if (!status)
        status = emg_chain_process(side->envelope, &side->shaped, error);
    return status ? status : hand_over(side, taker, to, error);
}

emg_status
emg_side_end(emg_side *side, emg_side_taker *taker, void *to, emg_error *error)
{
    emg_status status = EMG_OK;
    if (side->segment < 0)
        return EMG_OK;
    do {
        status = emg_chain_flush(side->band, &side->work, error);
        if (!status && side->work.n_frames > 0)
            status = shape(side, taker, to, error);
    } while (!status && side->work.n_frames > 0);
    do {
        if (!status)
            status = emg_chain_flush(side->envelope, &side->shaped, error);
        if (!status)
            status = hand_over(side, taker, to, error);
    } while (!status && side->shaped.n_frames > 0);
    emg_chain_gap(side->band);
    emg_chain_gap(side->envelope);
    side->segment = -1;
    return status;
}

emg_status
emg_side_take(emg_side *side, const emg_block *raw, emg_side_taker *taker,
              void *to, emg_error *error)
{
    emg_status status = EMG_OK;
    if (side->segment >= 0 && side->segment != raw->segment.number)
        status = emg_side_end(side, taker, to, error);
    side->segment = raw->segment.number;
    for (int done = 0; done < raw->n_frames && !status;) {
        int n = raw->n_frames - done;
        n = n < EMG_BLOCK_FRAMES ? n : EMG_BLOCK_FRAMES;
        emg_block_copy(&side->work, raw, done, n);
        status = emg_chain_process(side->band, &side->work, error);
        if (!status && side->work.n_frames > 0)
            status = shape(side, taker, to, error);
        done += n;
    }
    return status;
}

int64_t
emg_side_lag(const emg_side *side)
{
    return emg_chain_lag(side->band) + emg_chain_lag(side->envelope);
}

void
emg_side_reset(emg_side *side, emg_side_needs needs)
{
    side->needs = needs;
    emg_chain_reset(side->band);
    emg_chain_reset(side->envelope);
    emg_fifo_drop(&side->waiting, side->waiting.n_frames);
    side->segment = -1;
}

void
emg_side_destroy(emg_side *side)
{
    if (!side)
        return;
    emg_chain_destroy(side->band);
    emg_chain_destroy(side->envelope);
    emg_fifo_clear(&side->waiting);
    emg_block_clear(&side->work);
    emg_block_clear(&side->shaped);
    emg_block_clear(&side->beside);
    emg_free(side);
}
