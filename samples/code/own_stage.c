/* A stage of one's own in a chain: the slope of each channel, per second.
 *
 *   cc own_stage.c $(pkg-config --cflags --libs emgtools) -o own_stage
 *   ./own_stage visit1.edf      the steepest slope of each channel */
#include <emg/emg.h>

#include <stdio.h>
#include <stdlib.h>

typedef struct slope {
    emg_stage stage; /* first, so that a stage pointer is a slope */
    int n_banks;
    double rate_hz;
    bool *begun;       /* [bank] */
    emg_lanes *before; /* [bank]: the last frame of the block before */
} slope;

/* The first sample of a segment has no slope: it becomes 0. A plain loop over
 * the lanes is all that the compiler needs to use wide registers. */
static int
slope_process(emg_stage *stage, int bank, emg_lanes *frames, int n,
              int capacity, emg_error *error)
{
    slope *self = (slope *)stage;
    emg_lanes before;
    (void)capacity;
    (void)error;

    if (n == 0)
        return 0;
    before = self->begun[bank] ? self->before[bank] : frames[0];
    self->begun[bank] = true;
    for (int f = 0; f < n; f++)
        for (int l = 0; l < EMG_LANES; l++) {
            double now = frames[f].v[l];
            frames[f].v[l] = (now - before.v[l]) * self->rate_hz;
            before.v[l] = now;
        }
    self->before[bank] = before;
    return n;
}

static void
slope_gap(emg_stage *stage)
{
    slope *self = (slope *)stage;
    for (int b = 0; b < self->n_banks; b++)
        self->begun[b] = false;
}

static void
slope_destroy(emg_stage *stage)
{
    slope *self = (slope *)stage;
    free(self->begun);
    free(self->before);
    free(self);
}

static const emg_stage_ops slope_ops = {.name = "slope",
                                        .process = slope_process,
                                        .gap = slope_gap,
                                        .destroy = slope_destroy};

static emg_stage *
slope_create(const emg_format *in, emg_error *error)
{
    size_t banks = (size_t)emg_banks(in->n_channels);
    slope *self = calloc(1, sizeof *self);
    if (!self)
        return NULL;
    self->n_banks = (int)banks;
    self->rate_hz = in->rate_hz;
    self->begun = calloc(banks, sizeof *self->begun);
    self->before = aligned_alloc(64, banks * sizeof *self->before);
    if (self->begun && self->before &&
        !emg_stage_init(&self->stage, &slope_ops, in, error))
        return &self->stage;
    slope_destroy(&self->stage);
    return NULL;
}

static void
print(const emg_recording *recording, const emg_sink *stats)
{
    for (int n = 1; n <= emg_recording_channels(recording); n++) {
        const emg_channel *one = emg_recording_channel(recording, n, NULL);
        emg_stats found = emg_stats_of(stats, n);
        double steepest = found.max > -found.min ? found.max : -found.min;
        printf("%s\t%.0f %s/s\n", one->label, steepest, one->unit);
    }
}

/* Of a recording of one rate: its only group. */
static void
run(emg_source *source, emg_error *error)
{
    const emg_format *format = &source->recording.groups[0];
    emg_sink *stats = emg_stats_create(&source->recording, error);
    emg_chain *chain = emg_chain_create(format, error);
    if (stats && chain &&
        !emg_chain_add(chain, slope_create(format, error), error) &&
        !emg_run(source, &chain, stats, 0, error))
        print(&source->recording, stats);
    emg_chain_destroy(chain);
    emg_sink_destroy(stats);
}

int
main(int argc, char **argv)
{
    emg_error error = EMG_NO_ERROR;
    const emg_open_options options = {0};
    emg_source *source = emg_open(argc > 1 ? argv[1] : "-", &options, &error);
    if (source && source->recording.n_groups == 1)
        run(source, &error);
    else if (source)
        emg_fail(&error, EMG_BAD_FILE, "channels have different rates");
    emg_source_destroy(source);
    if (error.status)
        fprintf(stderr, "%s: %s\n", error.file, error.text);
    return error.status ? 1 : 0;
}
