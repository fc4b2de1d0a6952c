/* A source read to its end and kept: samples by channel, and a log of
 * segments, events and warnings. Used by tests and by fuzz targets. */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include "base/memory.h"
#include "base/text.h"
#include "io/edf.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The reader that a test is about, unless it names another. */
#ifndef READING_OPEN
#define READING_OPEN(bytes, options, error) emg_edf_open(bytes, options, error)
#endif

#define READING_CHANNELS 64 /* further ones are read and not kept */

typedef struct reading {
    emg_error error; /* status EMG_OK: all was read */
    bool opened;
    int n_warnings;
    int n_channels;
    double *samples[READING_CHANNELS]; /* by number - 1 */
    size_t n[READING_CHANNELS], room[READING_CHANNELS];
    emg_text events;   /* a line each */
    emg_text segments; /* a line each and group */
    emg_text warnings; /* a line each */
    int *last_segment; /* of each group */
} reading;

static inline void
reading_hear(void *to, const emg_error *warning)
{
    reading *self = to;
    self->n_warnings++;
    emg_text_add_integer(&self->warnings, warning->byte);
    emg_text_add(&self->warnings, " ");
    emg_text_add(&self->warnings, warning->text);
    emg_text_add(&self->warnings, "\n");
}

static inline void
reading_keep(reading *self, const emg_source *source, const emg_block *block)
{
    const emg_format *format = &source->recording.groups[block->group];
    const emg_segment *segment = &block->segment;
    if (self->last_segment[block->group] != segment->number) {
        self->last_segment[block->group] = segment->number;
        emg_text_format(&self->segments, "%d %d %lld %lld\n", block->group,
                        segment->number, (long long)segment->start,
                        (long long)segment->first_frame);
    }
    for (int c = 0; c < block->n_channels; c++) {
        int k = format->channels[c].number - 1;
        if (k >= READING_CHANNELS)
            continue;
        size_t n = self->n[k] + (size_t)block->n_frames;
        if (emg_grow((void **)&self->samples[k], &self->room[k], n,
                     sizeof(double), &self->error))
            return;
        for (int f = 0; f < block->n_frames; f++)
            self->samples[k][self->n[k] + (size_t)f] =
                emg_block_at(block, c, f);
        self->n[k] = n;
    }
}

static inline void
reading_keep_events(reading *self, const emg_source *source)
{
    for (int i = 0; i < source->n_events; i++) {
        emg_text_add_number(&self->events, source->events[i].onset_s);
        emg_text_add(&self->events, " ");
        emg_text_add_number(&self->events, source->events[i].duration_s);
        emg_text_add(&self->events, " ");
        emg_text_add(&self->events, source->events[i].text);
        emg_text_add(&self->events, "\n");
    }
}

/** Reads from where the source stands. */
static inline void
reading_run(reading *self, emg_source *source, int block_frames)
{
    const emg_recording *recording = &source->recording;
    size_t groups = (size_t)recording->n_groups;
    emg_block block;
    int widest = 1;
    for (size_t g = 0; g < groups; g++)
        if (recording->groups[g].n_channels > widest)
            widest = recording->groups[g].n_channels;
    emg_status status =
        emg_block_init(&block, widest, block_frames, &self->error);
    self->last_segment = emg_new(groups, sizeof(int), &self->error);
    for (size_t g = 0; g < groups; g++)
        self->last_segment[g] = -1;
    self->n_channels = emg_recording_channels(recording);
    while (!status && !source->ended) {
        block.n_frames = 0;
        status = source->ops->next(source, &block, &self->error);
        if (!status)
            reading_keep_events(self, source);
        if (!status && block.n_frames > 0)
            reading_keep(self, source, &block);
    }
    block.n_frames = 1;
    if (!status) /* behind the end nothing comes */
        status = source->ops->next(source, &block, &self->error);
    if (!status && block.n_frames != 0)
        emg_fail(&self->error, EMG_INTERNAL, "frames come behind the end");
    emg_free(self->last_segment);
    emg_block_clear(&block);
}

/** Opens bytes, which it takes, and reads all. */
static inline void
reading_take(reading *self, emg_bytes *bytes, emg_open_options options,
             int block_frames)
{
    *self = (reading){.error = EMG_NO_ERROR};
    options.listener = (emg_listener){reading_hear, self};
    emg_source *source = READING_OPEN(bytes, &options, &self->error);
    self->opened = source != NULL;
    if (source)
        reading_run(self, source, block_frames);
    emg_source_destroy(source);
}

static inline void
reading_memory(reading *self, const void *bytes, size_t size, int block_frames)
{
    emg_error error = EMG_NO_ERROR;
    reading_take(self, emg_bytes_from_memory(bytes, size, "x.edf", &error),
                 (emg_open_options){0}, block_frames);
}

/** Through a pipe; size is at most what a pipe holds, 64 KiB. */
static inline void
reading_pipe(reading *self, const void *bytes, size_t size, int block_frames)
{
    emg_error error = EMG_NO_ERROR;
    int ends[2];
    if (pipe(ends) || write(ends[1], bytes, size) != (ssize_t)size)
        _exit(99);
    close(ends[1]);
    reading_take(self, emg_bytes_from_fd(ends[0], "x.edf", &error),
                 (emg_open_options){0}, block_frames);
    close(ends[0]);
}

static inline void
reading_clear(reading *self)
{
    for (int k = 0; k < READING_CHANNELS; k++)
        emg_free(self->samples[k]);
    emg_text_free(&self->events);
    emg_text_free(&self->segments);
    emg_text_free(&self->warnings);
}

static inline const char *
reading_text(const emg_text *text)
{
    return text->chars ? text->chars : "";
}

/** True when `part` is the beginning of `whole` in every channel, bit by bit,
 * and in its events. */
static inline bool
reading_begins(const reading *part, const reading *whole)
{
    const char *events = reading_text(&part->events);
    if (part->n_channels != whole->n_channels ||
        strncmp(events, reading_text(&whole->events), strlen(events)) != 0)
        return false;
    for (int k = 0; k < part->n_channels && k < READING_CHANNELS; k++)
        if (part->n[k] > whole->n[k] ||
            (part->n[k] > 0 && memcmp(part->samples[k], whole->samples[k],
                                      part->n[k] * sizeof(double)) != 0))
            return false;
    return true;
}

static inline int
reading_by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/** Sorts the lines of a text: a pipe tells of its length at its end only. */
static inline void
reading_sort(emg_text *text)
{
    char *lines[1024], *rest = NULL;
    char *copy = emg_text_copy(reading_text(text), NULL);
    size_t n = 0;
    for (char *at = strtok_r(copy, "\n", &rest); at && n < 1024;
         at = strtok_r(NULL, "\n", &rest))
        lines[n++] = at;
    qsort(lines, n, sizeof *lines, reading_by_text);
    emg_text_clear(text);
    for (size_t i = 0; i < n; i++) {
        emg_text_add(text, lines[i]);
        emg_text_add(text, "\n");
    }
    emg_free(copy);
}

/** True when nothing differs: samples, segments, events, error, warnings
 * (sorts them). */
static inline bool
reading_same(reading *a, reading *b)
{
    reading_sort(&a->warnings);
    reading_sort(&b->warnings);
    return a->error.status == b->error.status &&
           a->error.byte == b->error.byte &&
           strcmp(a->error.text, b->error.text) == 0 && reading_begins(a, b) &&
           reading_begins(b, a) &&
           strcmp(reading_text(&a->segments), reading_text(&b->segments)) ==
               0 &&
           strcmp(reading_text(&a->warnings), reading_text(&b->warnings)) == 0;
}

#endif
