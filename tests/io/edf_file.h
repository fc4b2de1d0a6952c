/* A small EDF or BDF made by the book, in memory; tests change what they need.
 * Channels are scaled -3276.8 to 3276.7 uV over -32768 to 32767 (BDF: -262144
 * to 262143 uV over 24 bits); the last signal may hold annotations. */
#ifndef TESTS_EDF_FILE_H
#define TESTS_EDF_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct edf_file {
    bool bdf;
    const char *plus; /* "", "EDF+C", ... */
    int n_channels, n_samples, n_records;
    int annotation_bytes; /* of a record, a multiple of 6; 0: no such signal */
    int n_signals, width;
    uint8_t *bytes; /* exactly size of them, so that one too far is seen */
    size_t size;
} edf_file;

static inline void
edf_file_put(edf_file *file, size_t at, size_t width, const char *text)
{
    memset(file->bytes + at, ' ', width);
    memcpy(file->bytes + at, text, strnlen(text, width));
}

/** Where a field of a signal (from 0) lies; `before` as in the format's table:
 * label 0, transducer 16, unit 96, physical 104 and 112, digital 120 and 128,
 * prefilter 136, samples 216. */
static inline size_t
edf_file_field(const edf_file *file, size_t before, size_t width, int signal)
{
    return 256 + before * (size_t)file->n_signals + width * (size_t)signal;
}

static inline size_t
edf_file_record_bytes(const edf_file *file)
{
    return (size_t)(file->n_channels * file->n_samples * file->width +
                    file->annotation_bytes);
}

static inline size_t
edf_file_record(const edf_file *file, int record)
{
    return 256 * (size_t)(file->n_signals + 1) +
           (size_t)record * edf_file_record_bytes(file);
}

/** Where the annotations of a record lie. */
static inline size_t
edf_file_annotations(const edf_file *file, int record)
{
    return edf_file_record(file, record + 1) - (size_t)file->annotation_bytes;
}

/** The digital sample of a channel (from 0): any fixed noise will do. */
static inline int32_t
edf_file_code(const edf_file *file, int channel, int64_t frame)
{
    uint32_t x = (uint32_t)frame * 2654435761u + (uint32_t)channel * 40503u;
    x ^= x >> 15;
    return (int32_t)(x * 2246822519u) >> (file->width == 3 ? 8 : 16);
}

/** What a reader must make of it. */
static inline double
edf_file_value(const edf_file *file, int channel, int64_t frame)
{
    double low = file->bdf ? -262144 : -3276.8;
    double high = file->bdf ? 262143 : 3276.7;
    double first = file->bdf ? -8388608 : -32768;
    double last = file->bdf ? 8388607 : 32767;
    double gain = (high - low) / (last - first);
    return low + (edf_file_code(file, channel, frame) - first) * gain;
}

static inline void
edf_file_put_code(edf_file *file, size_t at, int32_t code)
{
    for (int b = 0; b < file->width; b++)
        file->bytes[at + (size_t)b] = (uint8_t)((uint32_t)code >> 8 * b);
}

/** Replaces the annotations of a record; n bytes of text, the rest is 0. */
static inline void
edf_file_annotate(edf_file *file, int record, const char *text, size_t n)
{
    size_t at = edf_file_annotations(file, record);
    memset(file->bytes + at, 0, (size_t)file->annotation_bytes);
    memcpy(file->bytes + at, text, n);
}

static inline void
edf_file_put_signal(edf_file *file, int k)
{
    bool ann = k >= file->n_channels;
    char text[32];
    const char *low = file->bdf ? "-8388608" : "-32768";
    const char *high = file->bdf ? "8388607" : "32767";
    snprintf(text, sizeof text, ann ? "%cDF Annotations" : "EMG %c",
             ann ? (file->bdf ? 'B' : 'E') : 'A' + k);
    edf_file_put(file, edf_file_field(file, 0, 16, k), 16, text);
    edf_file_put(file, edf_file_field(file, 96, 8, k), 8, ann ? "" : "uV");
    edf_file_put(file, edf_file_field(file, 104, 8, k), 8,
                 ann         ? "-1"
                 : file->bdf ? "-262144"
                             : "-3276.8");
    edf_file_put(file, edf_file_field(file, 112, 8, k), 8,
                 ann         ? "1"
                 : file->bdf ? "262143"
                             : "3276.7");
    edf_file_put(file, edf_file_field(file, 120, 8, k), 8, low);
    edf_file_put(file, edf_file_field(file, 128, 8, k), 8, high);
    snprintf(text, sizeof text, "%d",
             ann ? file->annotation_bytes / file->width : file->n_samples);
    edf_file_put(file, edf_file_field(file, 216, 8, k), 8, text);
}

static inline void
edf_file_put_header(edf_file *file)
{
    char text[32];
    memset(file->bytes, ' ', edf_file_record(file, 0));
    edf_file_put(file, 0, 8,
                 file->bdf ? "\xFF"
                             "BIOSEMI"
                           : "0");
    edf_file_put(file, 8, 80, "X X X X");
    edf_file_put(file, 88, 80, "Startdate X X X X");
    edf_file_put(file, 168, 16, "01.01.8500.00.00");
    snprintf(text, sizeof text, "%d", 256 * (file->n_signals + 1));
    edf_file_put(file, 184, 8, text);
    edf_file_put(file, 192, 44, file->plus);
    snprintf(text, sizeof text, "%d", file->n_records);
    edf_file_put(file, 236, 8, text);
    edf_file_put(file, 244, 8, "0.01");
    snprintf(text, sizeof text, "%d", file->n_signals);
    edf_file_put(file, 252, 4, text);
    for (int k = 0; k < file->n_signals; k++)
        edf_file_put_signal(file, k);
}

static inline void
edf_file_put_record(edf_file *file, int record)
{
    size_t at = edf_file_record(file, record);
    for (int c = 0; c < file->n_channels; c++)
        for (int i = 0; i < file->n_samples; i++) {
            int64_t frame = (int64_t)record * file->n_samples + i;
            edf_file_put_code(file, at, edf_file_code(file, c, frame));
            at += (size_t)file->width;
        }
    if (file->annotation_bytes) {
        char text[32];
        int n = snprintf(text, sizeof text, "+%d.%02d\x14\x14", record / 100,
                         record % 100);
        edf_file_annotate(file, record, text, (size_t)n);
    }
}

/** Fills in the rest; records last 0.01 s. */
static inline void
edf_file_make(edf_file *file)
{
    file->width = file->bdf ? 3 : 2;
    file->n_signals = file->n_channels + (file->annotation_bytes > 0);
    file->size = edf_file_record(file, file->n_records);
    file->bytes = malloc(file->size);
    edf_file_put_header(file);
    for (int r = 0; r < file->n_records; r++)
        edf_file_put_record(file, r);
}

/** The usual one: EDF+C or BDF+C, 2 channels of 10 samples, 3 records. */
static inline edf_file
edf_file_usual(bool bdf)
{
    edf_file file = {.bdf = bdf,
                     .plus = bdf ? "BDF+C" : "EDF+C",
                     .n_channels = 2,
                     .n_samples = 10,
                     .n_records = 3,
                     .annotation_bytes = 60};
    edf_file_make(&file);
    return file;
}

#endif
