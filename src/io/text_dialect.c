/* Which device wrote the text. */
#include "io/text.h"

#include <string.h>

bool
emg_text_looks_like(const uint8_t *first, size_t n)
{
    if (n > 1 && first[n - 1] == EMG_TEXT_DOS_END)
        n--;
    for (size_t i = 0; i < n; i++)
        if (first[i] == 0 || first[i] == 0x7F ||
            (first[i] < ' ' && !strchr("\t\n\v\f\r", first[i])))
            return false;
    return n > 0;
}

emg_status
emg_text_dialect_read(emg_text_layout *layout, emg_text_head *head,
                      emg_error *error)
{
    static const struct {
        const char *begins;
        emg_status (*read)(emg_text_layout *, emg_text_head *, emg_error *);
    } dialects[] = {{"# OpenSignals", emg_text_opensignals_read},
                    {"# Simple Text Format", emg_text_biosppy_read},
                    {"Label: ", emg_text_emgworks_read},
                    {"Devices", emg_text_nexus_read},
                    {"File Name:", emg_text_datalog_read},
                    {"", emg_text_plain_read}};
    emg_text_head look = *head;
    emg_text_line line;
    size_t i = 0;

    if (!emg_text_head_next(&look, &line))
        return emg_fail_at(error, EMG_BAD_FILE, 0,
                           "line 1 is longer than %zu bytes", EMG_TEXT_WINDOW);
    while (!emg_text_line_begins(&line, dialects[i].begins))
        i++;
    return dialects[i].read(layout, head, error);
}
