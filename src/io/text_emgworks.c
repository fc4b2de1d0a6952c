/* Delsys EMGworks: a line a channel, then a pair of columns a channel, time and
 * value. Channels have their own rates and end in different rows. */
#include "io/text.h"

#include "base/number.h"

#include <string.h>

/* What follows a key up to the next one, or to the end of the line. */
static emg_text_cell
find(const emg_text_line *line, const char *key, const char *next)
{
    const char *end = line->text + line->length;
    const char *at = memmem(line->text, line->length, key, strlen(key));
    if (!at)
        return (emg_text_cell){"", 0};
    at += strlen(key);
    const char *stop = memmem(at, (size_t)(end - at), next, strlen(next));
    emg_text_cell cell;
    emg_text_cell_next(&at, stop ? stop : end, '\n', &cell);
    return cell;
}

static emg_status
add_channel(emg_text_layout *layout, const emg_text_line *line,
            const emg_text_head *head, emg_error *error)
{
    emg_text_cell label = find(line, "Label: ", " Sampling frequency: ");
    emg_text_cell rate =
        find(line, " Sampling frequency: ", " Number of points: ");
    emg_text_cell points = find(line, " Number of points: ", " start: ");
    emg_text_cell unit = find(line, " Unit: ", " Domain Unit: ");
    emg_status status = emg_text_layout_add(layout, EMG_TEXT_TIME, 1, error);

    if (!status)
        status = emg_text_layout_add_channel(layout, &label, &unit, error);
    if (status)
        return status;
    emg_text_track *track = &layout->tracks[layout->n_channels - 1];
    if (!emg_text_rate_read(rate.text, rate.length, &track->rate))
        return emg_text_head_fail(head,
                                  "the sampling frequency is no number "
                                  "above 0",
                                  error);
    emg_integer_read(points.text, points.length, &track->announced);
    return EMG_OK;
}

/* X[s],"name",X[s],"name": the same channels in the same order. */
static emg_status
check_columns(const emg_text_layout *layout, const emg_text_line *line,
              const emg_text_head *head, emg_error *error)
{
    const char *at = line->text, *end = line->text + line->length;
    int filled;
    emg_text_cells(line, layout->separator, &filled);
    bool good = filled == layout->n_columns;
    for (int i = 0; i < layout->n_channels && good; i++) {
        char label[sizeof layout->channels->label];
        emg_text_cell cell;
        emg_text_cell_next(&at, end, layout->separator, &cell);
        good = cell.length >= 2 && memcmp(cell.text, "X[", 2) == 0;
        emg_text_cell_next(&at, end, layout->separator, &cell);
        emg_text_cell_show(label, sizeof label, &cell);
        good = good && strcmp(label, layout->channels[i].label) == 0;
    }
    return good ? EMG_OK
                : emg_text_head_fail(head,
                                     "the columns are not those of the "
                                     "channels named before",
                                     error);
}

static char
separator_of(const emg_text_line *line)
{
    const char *close = memchr(line->text, ']', line->length);
    return close && close + 1 < line->text + line->length && close[1] != '"'
               ? close[1]
               : ',';
}

emg_status
emg_text_emgworks_read(emg_text_layout *layout, emg_text_head *head,
                       emg_error *error)
{
    emg_text_line line;
    emg_status status = EMG_OK;

    layout->ends_apart = true;
    for (emg_text_head here = *head; !status && emg_text_head_next(head, &line);
         here = *head) {
        if (emg_text_line_begins(&line, "Label: "))
            status = add_channel(layout, &line, &here, error);
        if (!emg_text_line_begins(&line, "X["))
            continue;
        emg_text_layout_begin(layout, "EMGworks", separator_of(&line));
        status = check_columns(layout, &line, &here, error);
        if (!status && emg_text_head_next(head, &line)) {
            emg_text_layout_data(layout, &line);
            return EMG_OK;
        }
    }
    return status
               ? status
               : emg_text_head_fail(head, "the file holds no samples", error);
}
