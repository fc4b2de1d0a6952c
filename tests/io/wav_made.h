/* WAV and AU files built in memory, right ones and wrong ones. */
#ifndef TESTS_IO_WAV_MADE_H
#define TESTS_IO_WAV_MADE_H

#include "unit.h"

#include "base/bytes.h"
#include "io/wav.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** A file that grows. */
typedef struct wav_file {
    uint8_t bytes[1 << 17];
    size_t n;
} wav_file;

static inline void
put_bytes(wav_file *file, const void *bytes, size_t n)
{
    ck_assert_uint_le(file->n + n, sizeof file->bytes);
    memcpy(file->bytes + file->n, bytes, n);
    file->n += n;
}

static inline void
put_number(wav_file *file, uint64_t value, int n, bool is_big)
{
    for (int i = 0; i < n; i++) {
        uint8_t byte = (uint8_t)(value >> 8 * (is_big ? n - 1 - i : i));
        put_bytes(file, &byte, 1);
    }
}

static inline void
put_head(wav_file *file, const char *name, uint64_t size)
{
    put_bytes(file, name, 4);
    put_number(file, size, 4, false);
}

/* Form and fmt chunk; all sizes of a whole file with data_bytes of samples. */
static inline void
put_wav(wav_file *file, int tag, int n_channels, int rate_hz, int bits,
        uint64_t data_bytes)
{
    int frame = n_channels * ((bits + 7) / 8);
    file->n = 0;
    put_head(file, "RIFF", 36 + data_bytes);
    put_bytes(file, "WAVE", 4);
    put_head(file, "fmt ", 16);
    put_number(file, (uint64_t)tag, 2, false);
    put_number(file, (uint64_t)n_channels, 2, false);
    put_number(file, (uint64_t)rate_hz, 4, false);
    put_number(file, (uint64_t)(rate_hz * frame), 4, false);
    put_number(file, (uint64_t)frame, 2, false);
    put_number(file, (uint64_t)bits, 2, false);
    put_head(file, "data", data_bytes);
}

/* The code of a sample, from -32768 to 32767. */
static inline int
wav_code(int channel, int frame)
{
    return frame == 0 ? -32768
                      : (frame * 977 + channel * 12345) % 65536 - 32768;
}

static inline void
put_samples(wav_file *file, int n_channels, int frames, bool is_big)
{
    for (int f = 0; f < frames; f++)
        for (int c = 0; c < n_channels; c++)
            put_number(file, (uint64_t)(uint16_t)wav_code(c, f), 2, is_big);
}

/** What came out of a file. */
typedef struct wav_heard {
    emg_error error;
    int warnings;
    emg_error warning; /* the last */
    char format[16];
    int n_channels;
    double rate_hz, duration_s;
    int64_t frames, wrong; /* wrong: samples other than wav_code / 32768 */
    double first[8];       /* samples of channel 1 */
} wav_heard;

static inline void
wav_warned(void *to, const emg_error *warning)
{
    wav_heard *heard = to;
    heard->warnings++;
    heard->warning = *warning;
}

static inline void
wav_hear(wav_heard *heard, emg_source *source, int capacity)
{
    emg_block block;
    int n = source->recording.groups[0].n_channels;
    memcpy(heard->format, source->recording.format, sizeof heard->format);
    heard->n_channels = n;
    heard->rate_hz = source->recording.groups[0].rate_hz;
    heard->duration_s = source->recording.duration_s;
    emg_block_init(&block, n, capacity, NULL);
    while (!source->ended &&
           !source->ops->next(source, &block, &heard->error)) {
        if (block.n_frames > 0)
            ck_assert_int_eq(block.first_frame, heard->frames);
        for (int f = 0; f < block.n_frames; f++, heard->frames++) {
            if (heard->frames < 8)
                heard->first[heard->frames] = emg_block_at(&block, 0, f);
            for (int c = 0; c < n; c++)
                heard->wrong += emg_block_at(&block, c, f) !=
                                wav_code(c, (int)heard->frames) / 32768.0;
        }
    }
    emg_block_clear(&block);
}

/* A descriptor that another process fills with the bytes. */
static inline int
wav_pipe(const uint8_t *bytes, size_t n)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    if (fork() == 0) {
        close(ends[0]);
        for (size_t at = 0; at < n; at += 4001)
            if (write(ends[1], bytes + at, n - at < 4001 ? n - at : 4001) < 0)
                _exit(1);
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

/** Reads it from memory, or through a pipe. */
static inline wav_heard
wav_read(const uint8_t *bytes, size_t n, bool as_pipe, bool strict)
{
    wav_heard heard = {.error = EMG_NO_ERROR};
    emg_open_options options = {.listener = {wav_warned, &heard},
                                .strict = strict};
    int fd = as_pipe ? wav_pipe(bytes, n) : -1;
    emg_bytes *input = as_pipe ? emg_bytes_from_fd(fd, "a.wav", NULL)
                               : emg_bytes_from_memory(bytes, n, "a.wav", NULL);
    emg_source *source = emg_wav_open(input, NULL, &options, &heard.error);
    if (source)
        wav_hear(&heard, source, 256);
    emg_source_destroy(source);
    if (fd >= 0)
        close(fd);
    return heard;
}

#endif
