/* An analysis of one's own, in two passes over the recording: how much of the
 * time does a channel lie above three times its mean rectified value?
 *
 *   cc own_analysis.c $(pkg-config --cflags --libs emgtools) -o own_analysis
 *   ./own_analysis visit1.edf */
#include <emg/emg.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_CHANNELS 256

typedef struct above {
    emg_analysis analysis; /* first, so that an analysis pointer is an above */
    int pass;
    double sum[MOST_CHANNELS];
    double frames[MOST_CHANNELS];
    double above[MOST_CHANNELS]; /* frames over three times the mean */
} above;

static emg_status
above_prepare(emg_analysis *analysis, int pass, bool *wanted, emg_error *error)
{
    (void)error;
    ((above *)analysis)->pass = pass;
    *wanted = pass < 2;
    return EMG_OK;
}

static emg_status
above_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    above *self = (above *)sink;
    (void)error;
    for (int c = 0; c < block->n_channels && c < MOST_CHANNELS; c++)
        for (int f = 0; f < block->n_frames; f++) {
            double size = fabs(emg_block_at(block, c, f));
            if (self->pass == 0) {
                self->sum[c] += size;
                self->frames[c] += 1;
            } else if (size > 3 * self->sum[c] / self->frames[c]) {
                self->above[c] += 1;
            }
        }
    return EMG_OK;
}

static emg_status
above_finish(emg_sink *sink, emg_error *error)
{
    (void)sink;
    (void)error;
    return EMG_OK;
}

static void
above_destroy(emg_sink *sink)
{
    free(sink);
}

static const emg_analysis_ops above_ops = {.sink = {.name = "above",
                                                    .take = above_take,
                                                    .finish = above_finish,
                                                    .destroy = above_destroy},
                                           .prepare = above_prepare};

int
main(int argc, char **argv)
{
    emg_error error = EMG_NO_ERROR;
    const emg_open_options twice = {.twice = true};
    emg_source *source = emg_open(argc > 1 ? argv[1] : "-", &twice, &error);
    above *self = calloc(1, sizeof *self);

    if (source && self && source->recording.n_groups == 1) {
        self->analysis.ops = &above_ops;
        self->analysis.sink.ops = &above_ops.sink;
        emg_analyse(source, &self->analysis, 0, &error);
        const emg_format *format = &source->recording.groups[0];
        for (int c = 0; !error.status && c < format->n_channels; c++)
            printf("%s\t%.2f %%\n", format->channels[c].label,
                   100 * self->above[c] / self->frames[c]);
    }
    free(self);
    emg_source_destroy(source);
    if (error.status)
        fprintf(stderr, "%s: %s\n", error.file, error.text);
    return error.status ? 1 : 0;
}
