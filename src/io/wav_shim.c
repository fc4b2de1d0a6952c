/* Our bytes as libsndfile's virtual file. It can look at what it likes of the
 * first MiB while it reads a header; after that it reads straight on, so that
 * pipes serve as files do. */
#include "io/wav.h"

#include <string.h>

#define HEADER_MOST 1048576
#define ENDLESS (INT64_MAX / 4)
#define FRAMES_MOST ((sf_count_t)1 << 48) /* more is no count but nonsense */

static sf_count_t
shim_length(void *user)
{
    return ((emg_wav_shim *)user)->length;
}

static sf_count_t
shim_seek(sf_count_t offset, int whence, void *user)
{
    emg_wav_shim *shim = user;
    sf_count_t from = whence == SEEK_SET   ? 0
                      : whence == SEEK_CUR ? shim->at
                                           : shim->length;
    sf_count_t to;
    if (__builtin_add_overflow(from, offset, &to) || to < 0)
        return -1;
    return shim->at = to;
}

static sf_count_t
shim_tell(void *user)
{
    return ((emg_wav_shim *)user)->at;
}

static sf_count_t
shim_write(const void *from, sf_count_t n, void *user)
{
    (void)from;
    (void)n;
    (void)user;
    return 0;
}

static sf_count_t
look_at_header(emg_wav_shim *shim, void *to, sf_count_t n)
{
    const uint8_t *view;
    size_t have, at = (size_t)shim->at;
    if (shim->at >= HEADER_MOST)
        return 0;
    if (n > HEADER_MOST - shim->at)
        n = HEADER_MOST - shim->at;
    if (emg_bytes_peek(shim->bytes, at + (size_t)n, &view, &have,
                       &shim->trouble) ||
        have <= at)
        return 0;
    n = (sf_count_t)(have - at) < n ? (sf_count_t)(have - at) : n;
    memcpy(to, view + at, (size_t)n);
    return n;
}

/* To where libsndfile wants to read: nearly always where we are. */
static bool
move(emg_wav_shim *shim, int64_t to)
{
    int64_t now = emg_bytes_at(shim->bytes);
    bool there = true;
    if (to < now)
        return !emg_bytes_seek(shim->bytes, to, &shim->trouble);
    return !emg_wav_skip(shim->bytes, (uint64_t)(to - now), &there,
                         &shim->trouble) &&
           there;
}

static sf_count_t
shim_read(void *to, sf_count_t n, void *user)
{
    emg_wav_shim *shim = user;
    size_t got = 0;
    if (n <= 0)
        return 0;
    if (shim->opening) {
        got = (size_t)look_at_header(shim, to, n);
    } else {
        if (n > shim->length - shim->at)
            n = shim->length > shim->at ? shim->length - shim->at : 0;
        if (n > 0 && move(shim, shim->origin + shim->at))
            emg_bytes_read(shim->bytes, to, (size_t)n, &got, &shim->trouble);
    }
    shim->at += (sf_count_t)got;
    return (sf_count_t)got;
}

/* What libsndfile read for us. */
static emg_status
complete(emg_wav_layout *layout, const SF_INFO *info, emg_error *error)
{
    static const struct {
        int format, bits;
    } known[] = {{SF_FORMAT_PCM_S8, 8},  {SF_FORMAT_PCM_U8, 8},
                 {SF_FORMAT_PCM_16, 16}, {SF_FORMAT_PCM_24, 24},
                 {SF_FORMAT_PCM_32, 32}, {SF_FORMAT_FLOAT, 0},
                 {SF_FORMAT_DOUBLE, 0}};
    size_t i = 0;

    while (i < sizeof known / sizeof *known &&
           known[i].format != (info->format & SF_FORMAT_SUBMASK))
        i++;
    if (i == sizeof known / sizeof *known)
        return emg_fail(error, EMG_BAD_FILE,
                        "the coding of the samples is not read; use PCM or "
                        "floating point samples");
    if (info->channels < 1 || info->channels > EMG_WAV_CHANNELS ||
        info->samplerate < 1)
        return emg_fail(error, EMG_BAD_FILE,
                        "%d channels at %d Hz make no sense", info->channels,
                        info->samplerate);
    layout->sf_format = known[i].format;
    layout->bits = known[i].bits;
    layout->n_channels = info->channels;
    layout->rate_hz = info->samplerate;
    if (info->frames >= 0 && info->frames < FRAMES_MOST)
        layout->data_frames = info->frames;
    return EMG_OK;
}

SNDFILE *
emg_wav_shim_open(emg_wav_shim *shim, emg_bytes *bytes, emg_wav_layout *layout,
                  emg_error *error)
{
    SF_VIRTUAL_IO io = {shim_length, shim_seek, shim_read, shim_write,
                        shim_tell};
    SF_INFO info = {.format = 0};

    *shim = (emg_wav_shim){.bytes = bytes, .trouble = EMG_NO_ERROR};
    shim->length = ENDLESS;
    shim->opening = !layout->is_ours;
    if (layout->is_ours) {
        info.format = SF_FORMAT_RAW | layout->sf_format;
        info.channels = layout->n_channels;
        info.samplerate = (int)layout->rate_hz;
        shim->origin = layout->data_at;
        if (layout->data_bytes >= 0 && !layout->stopped)
            shim->length = layout->data_bytes;
        shim->length -= shim->length % layout->frame_bytes;
    }
    SNDFILE *file = sf_open_virtual(&io, SFM_READ, &info, shim);
    shim->opening = false;
    if (!file && shim->trouble.status)
        emg_fail(error, shim->trouble.status, "%s", shim->trouble.text);
    else if (!file)
        emg_fail_at(error, EMG_BAD_FILE, 0,
                    "libsndfile cannot read the %s header: %.100s; write the "
                    "recording anew as WAV",
                    layout->format, sf_strerror(NULL));
    else if (!layout->is_ours && complete(layout, &info, error)) {
        sf_close(file);
        file = NULL;
    }
    return file;
}
