/* Stages in a row. A bank runs through all of them before the next begins. */
#include "flow/chain.h"

#include "base/memory.h"

struct emg_chain {
    emg_format in;
    emg_stage **stages;
    size_t n_stages, room;
    bool failed;         /* a stage could not be made */
    size_t flushing;     /* the stage that is being emptied */
    int64_t delivered;   /* frames that left, gaps not counted */
    emg_segment segment; /* of the frames inside, as they will leave */
};

emg_chain *
emg_chain_create(const emg_format *in, emg_error *error)
{
    emg_chain *chain = emg_new(1, sizeof *chain, error);
    if (!chain || emg_format_copy(&chain->in, in, error)) {
        emg_free(chain);
        return NULL;
    }
    chain->segment.number = -1;
    return chain;
}

emg_status
emg_chain_add(emg_chain *chain, emg_stage *stage, emg_error *error)
{
    if (!stage || chain->failed) {
        chain->failed = true;
        emg_stage_destroy(stage);
        return emg_fail(error, EMG_NO_MEMORY, "the chain is incomplete");
    }
    if (emg_grow((void **)&chain->stages, &chain->room, chain->n_stages + 1,
                 sizeof *chain->stages, error)) {
        emg_stage_destroy(stage);
        return EMG_NO_MEMORY;
    }
    chain->stages[chain->n_stages++] = stage;
    return EMG_OK;
}

emg_stage *
emg_chain_last(const emg_chain *chain)
{
    return chain->n_stages ? chain->stages[chain->n_stages - 1] : NULL;
}

const emg_format *
emg_chain_format(const emg_chain *chain)
{
    return chain->n_stages ? &chain->stages[chain->n_stages - 1]->out
                           : &chain->in;
}

int64_t
emg_chain_lag(const emg_chain *chain)
{
    int64_t lag = 0;
    for (size_t i = 0; i < chain->n_stages; i++)
        lag += chain->stages[i]->lag_frames;
    return lag;
}

bool
emg_chain_is_apart(const emg_chain *chain)
{
    for (size_t i = 0; i < chain->n_stages; i++)
        if (!chain->stages[i]->ops->apart)
            return false;
    return chain->n_stages > 0; /* or there is nothing to share out */
}

/* Runs n frames of one bank through the stages from `first` on. */
static int
run_bank(emg_chain *chain, size_t first, int bank, emg_block *block, int n,
         emg_error *error)
{
    emg_lanes *frames = emg_block_bank(block, bank);
    for (size_t i = first; i < chain->n_stages && n > 0; i++) {
        emg_stage *stage = chain->stages[i];
        n = stage->ops->process(stage, bank, frames, n, block->capacity, error);
    }
    return n;
}

int
emg_chain_run_bank(emg_chain *chain, int bank, emg_block *block,
                   emg_error *error)
{
    return run_bank(chain, 0, bank, block, block->n_frames, error);
}

void
emg_chain_deliver(emg_chain *chain, emg_block *block, int n)
{
    block->n_frames = n;
    block->n_channels = emg_chain_format(chain)->n_channels;
    block->segment = chain->segment;
    block->first_frame = chain->delivered;
    chain->delivered += n;
}

static void
enter_segment(emg_chain *chain, const emg_block *block)
{
    if (block->segment.number == chain->segment.number)
        return;
    chain->segment = block->segment;
    chain->segment.first_frame = chain->delivered;
}

size_t
emg_chain_delays(const emg_chain *chain, emg_delay *delays, size_t most)
{
    size_t n = 0;
    for (size_t i = 0; i < chain->n_stages; i++) {
        emg_delay delay = chain->stages[i]->delay;
        if (delay.s > 0 && n++ < most)
            delays[n - 1] = delay;
    }
    return n;
}

emg_status
emg_chain_process(emg_chain *chain, emg_block *block, emg_error *error)
{
    int banks = emg_banks(block->n_channels);
    int n = 0;

    if (chain->failed)
        return emg_fail(error, EMG_INTERNAL, "the chain is incomplete");
    enter_segment(chain, block);
    for (int b = 0; b < banks; b++) {
        n = emg_chain_run_bank(chain, b, block, error);
        if (n < 0)
            return error ? error->status : EMG_INTERNAL;
    }
    emg_chain_deliver(chain, block, n);
    return EMG_OK;
}

/* One block out of the stage that is being emptied, through those after it.
 * Returns whether that stage had anything left. */
static bool
flush_stage(emg_chain *chain, emg_block *block, int *n, emg_error *error)
{
    emg_stage *stage = chain->stages[chain->flushing];
    int banks = emg_banks(chain->in.n_channels);
    int held = 0;

    *n = 0;
    for (int b = 0; stage->ops->flush && b < banks && *n >= 0; b++) {
        held = stage->ops->flush(stage, b, emg_block_bank(block, b),
                                 block->capacity);
        *n = run_bank(chain, chain->flushing + 1, b, block, held, error);
    }
    return held > 0;
}

emg_status
emg_chain_flush(emg_chain *chain, emg_block *block, emg_error *error)
{
    int n = 0;
    while (n == 0 && chain->flushing < chain->n_stages)
        if (!flush_stage(chain, block, &n, error))
            chain->flushing++;
    if (n < 0)
        return error ? error->status : EMG_INTERNAL;
    emg_chain_deliver(chain, block, n);
    return EMG_OK;
}

void
emg_chain_gap(emg_chain *chain)
{
    for (size_t i = 0; i < chain->n_stages; i++)
        if (chain->stages[i]->ops->gap)
            chain->stages[i]->ops->gap(chain->stages[i]);
    chain->flushing = 0;
}

void
emg_chain_reset(emg_chain *chain)
{
    emg_chain_gap(chain);
    for (size_t i = 0; i < chain->n_stages; i++)
        if (chain->stages[i]->ops->reset)
            chain->stages[i]->ops->reset(chain->stages[i]);
    chain->delivered = 0;
    chain->segment = (emg_segment){.number = -1};
}

void
emg_chain_destroy(emg_chain *chain)
{
    if (!chain)
        return;
    for (size_t i = 0; i < chain->n_stages; i++)
        emg_stage_destroy(chain->stages[i]);
    emg_free(chain->stages);
    emg_format_clear(&chain->in);
    emg_free(chain);
}
