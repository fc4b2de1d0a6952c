/* Voltages in another unit. */
#include "emg/filter.h"

#include "base/memory.h"

/* One of the two is 1 and the other a whole power of ten, so that nothing is
 * rounded more than once. */
typedef struct factor {
    emg_lanes times, over;
} factor;

typedef struct unit {
    emg_stage stage;
    factor *factors; /* of each bank */
} unit;

static int
unit_process(emg_stage *stage, int bank, emg_lanes *frames, int n, int capacity,
             emg_error *error)
{
    const factor *by = &((unit *)stage)->factors[bank];
    (void)capacity;
    (void)error;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] = frames[i].v[k] * by->times.v[k] / by->over.v[k];
    return n;
}

static void
unit_destroy(emg_stage *stage)
{
    unit *self = (unit *)stage;
    emg_free(self->factors);
    emg_free(self);
}

static const emg_stage_ops unit_ops = {
    .name = "unit",
    .process = unit_process,
    .destroy = unit_destroy,
    .apart = true,
};

static double
turn(double value, double times, double over)
{
    return value * times / over;
}

/* Digital codes stay; the texts of the file say another unit's numbers. */
static void
describe(emg_channel *channel, const emg_channel *as, double times, double over)
{
    emg_scale *scale = &channel->scale;
    emg_channel_set_unit(channel, as->unit);
    channel->step = turn(channel->step, times, over);
    scale->physical_min = turn(scale->physical_min, times, over);
    scale->physical_max = turn(scale->physical_max, times, over);
    scale->text[0][0] = 0;
    scale->text[1][0] = 0;
}

static void
choose(unit *self, int c, const emg_channel *as)
{
    emg_channel *channel = &self->stage.out.channels[c];
    factor *by = &self->factors[c / EMG_LANES];
    double from = channel->to_uv, to = as->to_uv, times = 1, over = 1;
    if (from > to)
        times = from / to;
    else if (from > 0)
        over = to / from;
    by->times.v[c % EMG_LANES] = times;
    by->over.v[c % EMG_LANES] = over;
    if (from > 0 && from != to)
        describe(channel, as, times, over);
}

emg_stage *
emg_unit_create(const emg_format *in, const char *unit_text, emg_error *error)
{
    emg_channel as = {.number = 0};
    emg_channel_set_unit(&as, unit_text);
    if (!(as.to_uv > 0)) {
        emg_fail(error, EMG_BAD_OPTION,
                 "'%s' is no unit of a voltage; use uV, mV or V", unit_text);
        return NULL;
    }
    unit *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &unit_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    size_t banks = (size_t)emg_banks(in->n_channels);
    self->factors = emg_new(banks, sizeof *self->factors, error);
    if (!self->factors) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    for (int c = 0; c < in->n_channels; c++)
        choose(self, c, &as);
    return &self->stage;
}
