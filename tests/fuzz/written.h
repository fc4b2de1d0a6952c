/* What was read is written and read again: as an EMG stream, which gives all
 * of it back, and as EDF or BDF, which give digital samples back. */
#ifndef TESTS_FUZZ_WRITTEN_H
#define TESTS_FUZZ_WRITTEN_H

#include "../io/reading.h"
#include "demand.h"
#include "io/edf_sink.h"
#include "io/stream.h"

/* Runs the input into a sink of this form: 0 an EMG stream, else bytes a
 * sample. NULL: the form cannot hold it, or it broke off. *held becomes the
 * output that the sink owns. */
static inline emg_sink *
written_sink(emg_source *source, int form, emg_output **held)
{
    const emg_create_options options = {0};
    emg_error error = EMG_NO_ERROR;
    emg_output *output = emg_output_to_memory(false, &error);
    emg_sink *sink =
        form ? emg_edf_create(output, form == 3, &source->recording, &options,
                              &error)
             : emg_stream_create(output, &source->recording, &options, &error);
    *held = output;
    if (sink && !emg_run(source, NULL, sink, 61, &error))
        return sink;
    demand(error.text[0] != 0);
    emg_sink_destroy(sink);
    return NULL;
}

static inline void
written_read(reading *again, emg_output *output, int form)
{
    const emg_open_options options = {.listener = {reading_hear, again}};
    size_t size;
    const uint8_t *bytes = emg_output_bytes(output, &size);
    *again = (reading){.error = EMG_NO_ERROR};
    emg_bytes *from = emg_bytes_from_memory(bytes, size, "x", &again->error);
    emg_source *source = form ? emg_edf_open(from, &options, &again->error)
                              : emg_stream_open(from, &options, &again->error);
    again->opened = source != NULL;
    if (source)
        reading_run(again, source, 4096);
    emg_source_destroy(source);
    demand(again->opened && again->error.status == EMG_OK);
}

/* The stream's channels are numbered as the input's are. */
static inline void
written_as_stream(const reading *first, emg_source *source)
{
    reading again;
    emg_output *output;
    emg_sink *sink = written_sink(source, 0, &output);
    demand(sink != NULL);
    written_read(&again, output, 0);
    demand(again.n_warnings == 0);
    demand(reading_begins(first, &again) && reading_begins(&again, first));
    demand(strcmp(reading_text(&first->segments),
                  reading_text(&again.segments)) == 0);
    reading_clear(&again);
    emg_sink_destroy(sink);
}

/* Most bytes of a digital sample; 0 where one of the channels has none, or no
 * range that a header of EDF told, or where gaps part the file, which records
 * are filled up at. */
static inline int
written_width(const reading *first, const emg_recording *recording)
{
    int width = 2, n_lines = 0;
    for (const char *at = reading_text(&first->segments); *at; at++)
        n_lines += *at == '\n';
    if (n_lines != recording->n_groups ||
        emg_recording_channels(recording) > READING_CHANNELS)
        return 0;
    for (int g = 0; g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++) {
            const emg_scale *scale = &recording->groups[g].channels[c].scale;
            if (!scale->text[0][0] || scale->bytes == 0 ||
                scale->physical_min == scale->physical_max)
                return 0;
            width = scale->bytes > width ? scale->bytes : width;
        }
    return width;
}

/* Its channels are numbered from 1; the last record may be filled up. */
static inline void
written_as_edf(const reading *first, emg_source *source, int width)
{
    int n = first->n_channels;
    emg_place *places = emg_new((size_t)n, sizeof *places, NULL);
    reading again;
    emg_output *output;
    emg_sink *sink = written_sink(source, width, &output);
    demand(places != NULL);
    emg_recording_order(&source->recording, places);
    if (sink) {
        written_read(&again, output, width);
        demand(again.n_channels == n);
        for (int c = 0; c < n; c++) {
            int k = places[c].number - 1;
            if (k >= READING_CHANNELS)
                continue;
            demand(again.n[c] >= first->n[k]);
            demand(first->n[k] == 0 ||
                   memcmp(again.samples[c], first->samples[k],
                          first->n[k] * sizeof(double)) == 0);
        }
        reading_clear(&again);
    }
    emg_sink_destroy(sink);
    emg_free(places);
}

/* first: what these bytes hold; reads them twice more. */
static inline void
written(const reading *first, const uint8_t *bytes, size_t size)
{
    emg_error error = EMG_NO_ERROR;
    const emg_open_options options = {0};
    emg_source *source = READING_OPEN(
        emg_bytes_from_memory(bytes, size, "x", &error), &options, &error);
    demand(source != NULL);
    if (first->n_channels > 0) {
        int width = written_width(first, &source->recording);
        written_as_stream(first, source);
        if (width > 0 && !source->ops->rewind(source, &error))
            written_as_edf(first, source, width);
    }
    emg_source_destroy(source);
}

#endif
