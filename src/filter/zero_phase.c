/* Second-order sections forward and backward, in one pass over the signal: a
 * shuttle for each bank. */
#include "filter/cascade.h"

#include "base/memory.h"
#include "filter/shuttle.h"

typedef struct zero_phase {
    emg_stage stage;
    emg_shuttle_plan plan;
    int n_banks;
    emg_shuttle *banks;
} zero_phase;

static int
zero_phase_process(emg_stage *stage, int index, emg_lanes *frames, int n,
                   int capacity, emg_error *error)
{
    emg_shuttle *b = &((zero_phase *)stage)->banks[index];
    int out = 0;
    (void)capacity;
    (void)error;

    for (int done = 0; done < n;) {
        int now = n - done < EMG_SHUTTLE_CHUNK ? n - done : EMG_SHUTTLE_CHUNK;
        emg_shuttle_take(b, frames + done, now);
        done += now;
        out += emg_shuttle_give(b, frames + out, now); /* never past what was
                                                          read */
    }
    return out;
}

static int
zero_phase_flush(emg_stage *stage, int index, emg_lanes *frames, int capacity)
{
    emg_shuttle *b = &((zero_phase *)stage)->banks[index];
    if (b->taken == 0)
        return 0;
    if (!b->ended)
        emg_shuttle_end(b);
    return emg_shuttle_give(b, frames, capacity);
}

static void
zero_phase_gap(emg_stage *stage)
{
    zero_phase *self = (zero_phase *)stage;
    for (int i = 0; i < self->n_banks; i++)
        emg_shuttle_restart(&self->banks[i]);
}

static void
zero_phase_destroy(emg_stage *stage)
{
    zero_phase *self = (zero_phase *)stage;
    for (int i = 0; self->banks && i < self->n_banks; i++)
        emg_shuttle_clear(&self->banks[i]);
    emg_free(self->banks);
    emg_free(self);
}

static const emg_stage_ops zero_phase_ops = {
    .name = "zero-phase cascade",
    .process = zero_phase_process,
    .flush = zero_phase_flush,
    .gap = zero_phase_gap,
    .destroy = zero_phase_destroy,
    .apart = true,
};

static emg_status
make_banks(zero_phase *self, emg_error *error)
{
    int n_channels = self->stage.out.n_channels;
    emg_status status = EMG_OK;
    self->n_banks = emg_banks(n_channels);
    self->banks = emg_new((size_t)self->n_banks, sizeof *self->banks, error);
    if (!self->banks)
        return EMG_NO_MEMORY;
    for (int i = 0; i < self->n_banks && !status; i++)
        status = emg_shuttle_init(&self->banks[i], &self->plan,
                                  n_channels - i * EMG_LANES, error);
    return status;
}

/* Half an hour at 1 kHz, and some 700 MB a bank. */
#define LONGEST_MEMORY ((int64_t)1 << 21)

static emg_status
check_memory(int64_t memory, const emg_format *in, emg_error *error)
{
    if (memory <= LONGEST_MEMORY)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "this filter rings for more than %.0f s, too long to run "
                    "it backward: make it wider, move its edges away from 0 "
                    "and half the rate, or use --causal",
                    (double)LONGEST_MEMORY / in->rate_hz);
}

emg_stage *
emg_zero_phase_create(const emg_format *in, const emg_sos *sos, int64_t padding,
                      emg_error *error)
{
    zero_phase *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &zero_phase_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    int64_t memory = emg_sos_memory(sos);
    emg_status status = check_memory(memory, in, error);
    if (!status) {
        self->plan = emg_shuttle_plan_for(sos, memory, padding, in->n_channels);
        self->stage.lag_frames = self->plan.room;
        status = make_banks(self, error);
    }
    if (!status)
        return &self->stage;
    emg_stage_destroy(&self->stage);
    return NULL;
}
