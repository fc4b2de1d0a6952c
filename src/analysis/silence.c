/* A stage that only watches: did a channel ever change? */
#include "emg/analysis.h"

#include "base/memory.h"

typedef struct silence {
    emg_stage stage;
    emg_lanes *first; /* [bank]: the first sample of each channel */
    int *heard;       /* [bank]: a bit for each channel that changed */
    bool *begun;      /* [bank] */
} silence;

static int
silence_process(emg_stage *stage, int bank, emg_lanes *frames, int n,
                int capacity, emg_error *error)
{
    silence *self = (silence *)stage;
    const int all = (1 << EMG_LANES) - 1;
    (void)capacity;
    (void)error;

    if (!self->begun[bank] && n > 0) {
        self->first[bank] = frames[0];
        self->begun[bank] = true;
    }
    for (int f = 0; f < n && self->heard[bank] != all; f++)
        for (int l = 0; l < EMG_LANES; l++)
            self->heard[bank] |= (frames[f].v[l] != self->first[bank].v[l])
                                 << l;
    return n;
}

static void
silence_destroy(emg_stage *stage)
{
    silence *self = (silence *)stage;
    emg_free(self->first);
    emg_free(self->heard);
    emg_free(self->begun);
    emg_free(self);
}

static const emg_stage_ops silence_ops = {
    .name = "silence",
    .process = silence_process,
    .destroy = silence_destroy, /* no gap: silence is of the whole recording */
    .apart = true,
};

emg_stage *
emg_silence_create(const emg_format *in, emg_error *error)
{
    size_t banks = (size_t)emg_banks(in->n_channels);
    silence *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->first = emg_new(banks, sizeof *self->first, error);
    self->heard = emg_new(banks, sizeof *self->heard, error);
    self->begun = emg_new(banks, sizeof *self->begun, error);
    if (self->first && self->heard && self->begun &&
        !emg_stage_init(&self->stage, &silence_ops, in, error)) {
        /* Spare lanes are never read: they count as heard. */
        int spare = (int)banks * EMG_LANES - in->n_channels;
        if (banks > 0)
            self->heard[banks - 1] = (0xFF << (EMG_LANES - spare)) & 0xFF;
        return &self->stage;
    }
    silence_destroy(&self->stage);
    return NULL;
}

bool
emg_silence_of(const emg_stage *stage, int channel)
{
    const silence *self = (const silence *)stage;
    return !(self->heard[channel / EMG_LANES] >> channel % EMG_LANES & 1);
}
