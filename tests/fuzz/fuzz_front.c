/* What stands before the samples, of every form, without reading a sample:
 * much faster than reading all. The first byte chooses the form. */
#include "io/c3d.h"
#include "io/edf.h"
#include "io/stream.h"
#include "io/wav.h"

#include "base/memory.h"
#include "demand.h"

static emg_status
edf(const uint8_t *bytes, size_t size, emg_error *error)
{
    emg_edf_header header = {0};
    emg_warnings warnings;
    int64_t n_records;

    if (size < EMG_EDF_FIXED)
        return emg_fail(error, EMG_BAD_FILE, "too short");
    emg_warnings_init(&warnings, NULL, "x");
    emg_status status =
        emg_edf_header_read(&header, bytes, size, 0, &warnings, error);
    if (!status)
        status = emg_edf_find_data(&header, (int64_t)size, &warnings, error);
    if (!status && header.data_at <= (int64_t)size)
        status = emg_edf_count(&header, (int64_t)size - header.data_at,
                               &n_records, &warnings, error);
    if (!status && header.data_at <= (int64_t)size)
        demand(n_records >= 0 &&
               n_records * header.record_bytes <= (int64_t)size);
    emg_edf_header_clear(&header);
    emg_warnings_clear(&warnings);
    return status;
}

static emg_status
wav(const uint8_t *bytes, size_t size, emg_error *error)
{
    emg_wav_layout layout = {0};
    emg_bytes *from = emg_bytes_from_memory(bytes, size, "x", error);
    emg_status status = emg_wav_layout_read(&layout, from, error);
    if (!status && layout.is_ours) {
        demand(layout.n_channels > 0 && layout.n_channels <= EMG_WAV_CHANNELS);
        demand(layout.rate_hz > 0 && layout.frame_bytes > 0);
        demand(layout.data_at == emg_bytes_at(from));
    }
    emg_wav_layout_clear(&layout);
    emg_bytes_close(from);
    return status;
}

static emg_status
text(const uint8_t *bytes, size_t size, emg_error *error)
{
    emg_text_layout layout = {0};
    emg_text_head head = {.text = (const char *)bytes,
                          .end = (const char *)bytes + size,
                          .whole = true};
    emg_status status = emg_text_dialect_read(&layout, &head, error);
    demand(status || layout.n_channels <= layout.n_columns);
    emg_text_layout_clear(&layout);
    return status;
}

static emg_status
stream(const uint8_t *bytes, size_t size, emg_error *error)
{
    emg_stream_header header, again;
    emg_text line = {0};
    emg_status status =
        emg_stream_header_read(&header, (const char *)bytes, size, error);
    if (status)
        return status;
    emg_stream_header_print(&line, &header, NULL);
    demand(line.status == EMG_OK && line.length > 0);
    demand(!emg_stream_header_read(&again, line.chars, line.length - 1, error));
    demand(header.n_channels == again.n_channels &&
           header.n_groups == again.n_groups &&
           header.duration_s == again.duration_s);
    emg_stream_header_clear(&header);
    emg_stream_header_clear(&again);
    emg_text_free(&line);
    return EMG_OK;
}

static emg_status
c3d(const uint8_t *bytes, size_t size, emg_error *error)
{
    emg_c3d_layout layout = {0};
    emg_status status = emg_c3d_layout_read(&layout, bytes, size, error);
    emg_c3d_layout_clear(&layout);
    return status;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static emg_status (*const forms[])(const uint8_t *, size_t, emg_error *) = {
        edf, wav, text, stream, c3d};
    emg_error error = EMG_NO_ERROR;
    if (size < 1)
        return 0;
    emg_status status = forms[bytes[0] % 5](bytes + 1, size - 1, &error);
    demand(status == error.status);
    demand(status == EMG_OK || error.text[0] != 0);
    return 0;
}
