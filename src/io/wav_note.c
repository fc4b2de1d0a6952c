/* The annotation of an AU: a table of channels, or what somebody wrote. */
#include "io/wav.h"

#include "base/memory.h"
#include "io/sound.h"

#include <string.h>

#define NOTE_MOST ((size_t)256 * 1024) /* of one that is looked into */

/* True for what our writer leaves: a row a channel, and zeros. Anything more
 * may name somebody. */
static bool
is_written(const emg_wav_layout *layout)
{
    size_t text = strnlen(layout->note, layout->note_bytes);
    int n_lines = 0;
    for (size_t i = 0; i < text; i++)
        n_lines += layout->note[i] == '\n';
    for (size_t i = text; i < layout->note_bytes; i++)
        if (layout->note[i] != 0)
            return false;
    return text == 0 || (n_lines == layout->n_channels + 1 &&
                         layout->note[text - 1] == '\n' &&
                         strncmp(layout->note, EMG_SOUND_HEADING,
                                 strlen(EMG_SOUND_HEADING)) == 0);
}

emg_status
emg_wav_note_keep(emg_wav_layout *layout, emg_bytes *bytes, uint64_t n,
                  bool *there, emg_error *error)
{
    const uint8_t *view;
    size_t have, want = n < NOTE_MOST ? (size_t)n : NOTE_MOST;
    emg_status status = emg_bytes_peek(bytes, want, &view, &have, error);
    *there = false;
    if (!status && have > 0) {
        layout->note = emg_new(1, have, error);
        status = layout->note ? EMG_OK : EMG_NO_MEMORY;
    }
    if (status)
        return status;
    if (have > 0) {
        memcpy(layout->note, view, have);
        layout->note_bytes = have;
        layout->has_text = n > NOTE_MOST || !is_written(layout);
    }
    return emg_wav_skip(bytes, n, there, error);
}

emg_status
emg_wav_note_table(emg_channel_table *table, const emg_wav_layout *layout,
                   bool *found, emg_warnings *warnings, emg_error *error)
{
    const char *wrong = NULL;
    size_t n = layout->note ? strnlen(layout->note, layout->note_bytes) : 0;
    *found = false;
    if (n < 5 || memcmp(layout->note, "name", 4) != 0 ||
        !strchr("\t\r\n", layout->note[4]))
        return EMG_OK;
    emg_status status =
        emg_channel_table_read(table, layout->note, n, &wrong, error);
    if (!status && !wrong && table->n != (size_t)layout->n_channels)
        wrong = "it has another number of rows than the file has channels";
    if (!status && wrong)
        status = emg_io_warn(warnings, error, 24,
                             "the table of channels in the header is not "
                             "used: %s",
                             wrong);
    *found = !status && !wrong;
    return status;
}
