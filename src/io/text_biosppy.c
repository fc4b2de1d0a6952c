/* BioSPPy's simple text: four lines that tell all, then counts. */
#include "io/text.h"

#include "base/number.h"

#include <string.h>

typedef struct told {
    emg_rate rate;
    int64_t bits;
    emg_text_cell labels;
} told;

static bool
read_key(const emg_text_line *line, const char *key, emg_text_cell *value)
{
    size_t n = strlen(key);
    const char *at = line->text + n;
    if (!emg_text_line_begins(line, key))
        return false;
    emg_text_cell_next(&at, line->text + line->length, '\n', value);
    return true;
}

static emg_status
read_line(told *to, const emg_text_line *line, const emg_text_head *head,
          emg_error *error)
{
    emg_text_cell value;
    if (read_key(line, "# Sampling Rate (Hz):=", &value) &&
        !emg_text_rate_read(value.text, value.length, &to->rate))
        return emg_text_head_fail(head,
                                  "the sampling rate is no number above "
                                  "0",
                                  error);
    if (read_key(line, "# Resolution:=", &value))
        emg_integer_read(value.text, value.length, &to->bits);
    read_key(line, "# Labels:=", &to->labels);
    return EMG_OK;
}

static emg_status
add_channels(emg_text_layout *layout, const told *to, int n, emg_error *error)
{
    const char *at = to->labels.length > 0 ? to->labels.text : NULL;
    const char *end = to->labels.text + to->labels.length;
    char separator = at && memchr(at, '\t', to->labels.length) ? '\t' : ',';

    for (int i = 0; i < n; i++) {
        emg_text_cell label = {"", 0}, unit = {"", 0};
        if (at)
            emg_text_cell_next(&at, end, separator, &label);
        emg_status status =
            emg_text_layout_add_channel(layout, &label, &unit, error);
        if (status)
            return status;
        layout->tracks[i].rate = to->rate;
        emg_text_channel_counts(&layout->channels[i], to->bits);
    }
    return EMG_OK;
}

emg_status
emg_text_biosppy_read(emg_text_layout *layout, emg_text_head *head,
                      emg_error *error)
{
    told to = {.labels = {"", 0}};
    emg_text_line line;
    int filled;

    emg_text_layout_begin(layout, "BioSPPy", '\t');
    while (emg_text_head_next(head, &line)) {
        if (emg_text_line_begins(&line, "#")) {
            emg_status status = read_line(&to, &line, head, error);
            if (status)
                return status;
            continue;
        }
        emg_text_layout_data(layout, &line);
        emg_text_cells(&line, layout->separator, &filled);
        return add_channels(layout, &to, filled, error);
    }
    return emg_text_head_fail(head, "the file holds no samples", error);
}
