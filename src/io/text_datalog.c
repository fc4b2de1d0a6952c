/* DataLOG exports: a line a channel, an empty line, numbers, and no rate. */
#include "io/text.h"

#include "base/number.h"

#include <string.h>

/* What follows a word in the line, up to another word or its end. */
static emg_text_cell
find(const emg_text_line *line, const char *before, const char *after)
{
    const char *end = line->text + line->length;
    size_t n = strlen(before);
    const char *at = memmem(line->text, line->length, before, n);
    if (!at)
        return (emg_text_cell){"", 0};
    at += n;
    const char *stop = memmem(at, (size_t)(end - at), after, strlen(after));
    emg_text_cell cell;
    emg_text_cell_next(&at, stop ? stop : end, '\n', &cell);
    return cell;
}

static emg_status
add_channel(emg_text_layout *layout, const emg_text_line *line,
            emg_error *error)
{
    emg_text_cell name = find(line, ": '", "', ");
    emg_text_cell unit = find(line, "engineering units: ", ",");
    emg_text_cell count = find(line, "', ", " values");
    int64_t announced;

    emg_status status =
        emg_text_layout_add_channel(layout, &name, &unit, error);
    if (!status && emg_integer_read(count.text, count.length, &announced) &&
        !memmem(line->text, line->length, "extrapolated", 12))
        layout->tracks[layout->n_channels - 1].announced = announced;
    return status;
}

emg_status
emg_text_datalog_read(emg_text_layout *layout, emg_text_head *head,
                      emg_error *error)
{
    emg_text_line line;
    emg_status status = EMG_OK;

    emg_text_layout_begin(layout, "DataLOG", '\t');
    layout->has_identity = true; /* the name of a file is often a person's */
    layout->ends_apart = true;
    emg_text_head_next(head, &line);
    while (!status && emg_text_head_next(head, &line)) {
        if (emg_text_line_begins(&line, "Channel ")) {
            status = add_channel(layout, &line, error);
        } else if (!emg_text_line_is_blank(&line)) {
            emg_text_layout_data(layout, &line);
            return layout->n_channels > 0
                       ? EMG_OK
                       : emg_fail_at(error, EMG_BAD_FILE, line.at,
                                     "line %lld: no channel is named before "
                                     "the samples",
                                     (long long)line.number);
        }
    }
    return status
               ? status
               : emg_text_head_fail(head, "the file holds no samples", error);
}
