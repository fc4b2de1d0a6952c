/* Which of the WAV family it is; the header of AU. */
#include "io/wav.h"

#include "base/cursor.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

#define SKIP_BYTES 65536
#define AU_HEADER 24
#define AU_UNKNOWN 0xFFFFFFFFu

typedef enum wav_family { NONE, RIFF, AU, OTHER } wav_family;

/* Each form: four letters at the start, and where needed four more. */
static wav_family
family_of(const uint8_t *first, size_t n, const char **format)
{
    static const struct {
        const char *magic, *also;
        size_t also_at;
        wav_family family;
        const char *format;
    } forms[] = {{"RIFF", "WAVE", 8, RIFF, "WAV"},
                 {"RIFX", "WAVE", 8, RIFF, "RIFX"},
                 {"RF64", "WAVE", 8, RIFF, "RF64"},
                 {"BW64", "WAVE", 8, RIFF, "RF64"},
                 {"riff", "\x2E\x91\xCF\x11", 4, RIFF, "W64"},
                 {".snd", "", 4, AU, "AU"},
                 {"dns.", "", 4, AU, "AU"},
                 {"FORM", "AIFF", 8, OTHER, "AIFF"},
                 {"FORM", "AIFC", 8, OTHER, "AIFF"},
                 {"caff", "", 4, OTHER, "CAF"},
                 {"fLaC", "", 4, OTHER, "FLAC"}};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t also = strlen(forms[i].also);
        if (n < forms[i].also_at + also || memcmp(first, forms[i].magic, 4) ||
            memcmp(first + forms[i].also_at, forms[i].also, also))
            continue;
        *format = forms[i].format;
        return forms[i].family;
    }
    return NONE;
}

bool
emg_wav_looks_like(const uint8_t *first, size_t n)
{
    const char *format;
    return family_of(first, n, &format) != NONE;
}

emg_status
emg_wav_look(emg_bytes *bytes, size_t n, const uint8_t **view, emg_error *error)
{
    size_t have;
    emg_status status = emg_bytes_peek(bytes, n, view, &have, error);
    if (!status && have < n)
        status = emg_fail_at(error, EMG_BAD_FILE, emg_bytes_at(bytes),
                             "the header is cut short");
    return status;
}

emg_status
emg_wav_skip(emg_bytes *bytes, uint64_t n, bool *there, emg_error *error)
{
    *there = true;
    while (n > 0 && *there) {
        const uint8_t *view;
        size_t have, some = n < SKIP_BYTES ? (size_t)n : SKIP_BYTES;
        emg_status status = emg_bytes_peek(bytes, some, &view, &have, error);
        if (status)
            return status;
        emg_bytes_take(bytes, have);
        *there = have == some;
        n -= have;
    }
    return EMG_OK;
}

bool
emg_wav_layout_samples(emg_wav_layout *layout, int bits, bool is_float,
                       bool is_big, bool is_signed)
{
    static const int whole[] = {0, SF_FORMAT_PCM_U8, SF_FORMAT_PCM_16,
                                SF_FORMAT_PCM_24, SF_FORMAT_PCM_32};
    int width = (bits + 7) / 8;

    if (is_float && bits != 32 && bits != 64)
        return false;
    if (!is_float && (bits < 1 || bits > 32))
        return false;
    if (is_float)
        layout->sf_format = bits == 32 ? SF_FORMAT_FLOAT : SF_FORMAT_DOUBLE;
    else
        layout->sf_format =
            width == 1 && is_signed ? SF_FORMAT_PCM_S8 : whole[width];
    layout->sf_format |= is_big ? SF_ENDIAN_BIG : SF_ENDIAN_LITTLE;
    layout->bits = is_float ? 0 : bits;
    layout->frame_bytes = width * layout->n_channels;
    return true;
}

static emg_status
read_au_fields(emg_wav_layout *layout, const uint8_t *view, emg_error *error)
{
    static const int bits[] = {0, 0, 8, 16, 24, 32, 32, 64};
    emg_cursor cursor = emg_cursor_over(view, AU_HEADER);
    bool is_big = memcmp(emg_cursor_take(&cursor, 4), ".snd", 4) == 0;
    uint64_t fields[5];

    for (int i = 0; i < 5; i++)
        fields[i] =
            is_big ? emg_cursor_big(&cursor, 4) : emg_cursor_little(&cursor, 4);
    layout->data_at = (int64_t)fields[0];
    layout->data_bytes = fields[1] == AU_UNKNOWN ? -1 : (int64_t)fields[1];
    layout->rate_hz = (int64_t)fields[3];
    if (fields[0] < AU_HEADER)
        return emg_fail_at(error, EMG_BAD_FILE, 4,
                           "the samples would begin inside the header, at "
                           "byte %lld",
                           (long long)fields[0]);
    if (fields[2] > 7 || bits[fields[2]] == 0)
        return emg_fail_at(error, EMG_BAD_FILE, 12,
                           "encoding %lld is not read; use PCM or floating "
                           "point samples",
                           (long long)fields[2]);
    if (fields[4] > EMG_WAV_CHANNELS || fields[4] == 0)
        return emg_fail_at(error, EMG_BAD_FILE, 20,
                           "%lld channels; 1 to %d can be read",
                           (long long)fields[4], EMG_WAV_CHANNELS);
    layout->n_channels = (int)fields[4];
    emg_wav_layout_samples(layout, bits[fields[2]], fields[2] >= 6, is_big,
                           true);
    return EMG_OK;
}

static emg_status
read_au(emg_wav_layout *layout, emg_bytes *bytes, emg_error *error)
{
    const uint8_t *view;
    bool there;
    emg_status status = emg_wav_look(bytes, AU_HEADER, &view, error);
    if (!status)
        status = read_au_fields(layout, view, error);
    if (status)
        return status;
    emg_bytes_take(bytes, AU_HEADER);
    status = emg_wav_note_keep(
        layout, bytes, (uint64_t)layout->data_at - AU_HEADER, &there, error);
    if (!status && !there)
        status = emg_fail_at(error, EMG_BAD_FILE, 4,
                             "the samples would begin at byte %lld, the data "
                             "end at byte %lld",
                             (long long)layout->data_at,
                             (long long)emg_bytes_at(bytes));
    layout->stopped = layout->data_bytes == 0;
    return status;
}

emg_status
emg_wav_layout_read(emg_wav_layout *layout, emg_bytes *bytes, emg_error *error)
{
    const char *format = "";
    const uint8_t *view;
    size_t have;
    *layout = (emg_wav_layout){.data_bytes = -1, .data_frames = -1};
    emg_status status =
        emg_bytes_peek(bytes, EMG_WAV_MAGIC, &view, &have, error);
    if (status)
        return status;
    wav_family family = family_of(view, have, &format);
    snprintf(layout->format, sizeof layout->format, "%s", format);
    layout->is_ours = family == RIFF || family == AU;
    if (family == AU)
        status = read_au(layout, bytes, error);
    if (family == RIFF)
        status = emg_wav_riff_read(layout, bytes, error);
    if (!status && layout->is_ours &&
        (layout->rate_hz < 1 || layout->rate_hz > INT32_MAX))
        status = emg_fail_at(error, EMG_BAD_FILE, -1,
                             "a sampling rate of %lld Hz makes no sense",
                             (long long)layout->rate_hz);
    return status;
}

void
emg_wav_layout_clear(emg_wav_layout *layout)
{
    emg_free(layout->note);
    layout->note = NULL;
    layout->note_bytes = 0;
}
