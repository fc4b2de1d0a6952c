/* The headers of WAV, RF64 and AU, written by hand: they hold what is needed
 * to read the samples, and neither a time nor the name of a program. */
#include "io/sound.h"

#include <string.h>

#define UNKNOWN 0xFFFFFFFFu
#define DS64_BYTES 28
#define AU_BYTES 24
#define TAG_PCM 1
#define TAG_FLOAT 3

typedef struct pen {
    uint8_t *at;
    bool is_big;
} pen;

static void
word(pen *to, const char *four)
{
    memcpy(to->at, four, 4);
    to->at += 4;
}

static void
number(pen *to, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        to->at[to->is_big ? bytes - 1 - i : i] = (uint8_t)(value >> (8 * i));
    to->at += bytes;
}

static uint64_t
short_size(uint64_t size, bool known)
{
    return known && size < UNKNOWN ? size : UNKNOWN;
}

static size_t
print_au(uint8_t *to, const emg_sound_head *head, uint64_t data, bool known)
{
    static const int encodings[] = {[EMG_FLOAT_64] = 7,
                                    [EMG_FLOAT_32] = 6,
                                    [EMG_PCM_16] = 3,
                                    [EMG_PCM_24] = 4,
                                    [EMG_PCM_32] = 5};
    pen out = {to, true};
    word(&out, ".snd");
    number(&out, AU_BYTES + head->note_bytes, 4);
    number(&out, short_size(data, known), 4);
    number(&out, (uint64_t)encodings[head->form], 4);
    number(&out, head->rate_hz, 4);
    number(&out, (uint64_t)head->n_channels, 4);
    return (size_t)(out.at - to);
}

static void
print_format(pen *to, const emg_sound_head *head)
{
    int width = emg_sound_width(head->form);
    uint64_t frame = (uint64_t)(width * head->n_channels);
    bool is_float = emg_sound_is_float(head->form);
    word(to, "fmt ");
    number(to, is_float ? 18 : 16, 4);
    number(to, is_float ? TAG_FLOAT : TAG_PCM, 2);
    number(to, (uint64_t)head->n_channels, 2);
    number(to, head->rate_hz, 4);
    number(to, short_size(head->rate_hz * frame, true), 4);
    number(to, frame, 2);
    number(to, (uint64_t)width * 8, 2);
    if (is_float)
        number(to, 0, 2); /* bytes of an extension */
}

/* RF64 turns the chunk that fills this place into one with the sizes. */
static void
print_sizes(pen *to, bool is_long, uint64_t riff, uint64_t data,
            uint64_t frames)
{
    word(to, is_long ? "ds64" : "JUNK");
    number(to, DS64_BYTES, 4);
    number(to, is_long ? riff : 0, 8);
    number(to, is_long ? data : 0, 8);
    number(to, is_long ? frames : 0, 8);
    number(to, 0, 4);
}

static size_t
print_wav(uint8_t *to, const emg_sound_head *head, uint64_t frames,
          uint64_t data, bool known)
{
    bool has_fact = emg_sound_is_float(head->form);
    size_t length = 12 + 8 + DS64_BYTES + 24 + (has_fact ? 2 + 12 : 0) + 8;
    uint64_t riff = length - 8 + data + (data & 1);
    bool is_long = known && riff >= UNKNOWN;
    pen out = {to, false};

    word(&out, is_long ? "RF64" : "RIFF");
    number(&out, short_size(riff, known), 4);
    word(&out, "WAVE");
    print_sizes(&out, is_long, riff, data, frames);
    print_format(&out, head);
    if (has_fact) {
        word(&out, "fact");
        number(&out, 4, 4);
        number(&out, short_size(frames, known), 4);
    }
    word(&out, "data");
    number(&out, is_long ? UNKNOWN : short_size(data, known), 4);
    return (size_t)(out.at - to);
}

size_t
emg_sound_head_print(uint8_t to[EMG_SOUND_HEAD_MOST],
                     const emg_sound_head *head, int64_t n_frames)
{
    bool known = n_frames >= 0;
    uint64_t frames = known ? (uint64_t)n_frames : 0;
    uint64_t data = frames * (uint64_t)emg_sound_width(head->form) *
                    (uint64_t)head->n_channels;
    return head->is_au ? print_au(to, head, data, known)
                       : print_wav(to, head, frames, data, known);
}
