/* Vicon Nexus, analog channels: five lines that tell of devices, rate, names
 * and units, then several rows a frame. */
#include "io/text.h"

#include <stdio.h>
#include <string.h>

#define LINES 5
#define COUNTERS 2 /* Frame, Sub Frame */

typedef enum nexus_line { DEVICES, RATE, OWNERS, NAMES, UNITS } nexus_line;

static emg_text_cell
next_of(const char **at, const emg_text_line *line, char separator)
{
    emg_text_cell cell = {"", 0};
    if (*at)
        emg_text_cell_next(at, line->text + line->length, separator, &cell);
    return cell;
}

/* A name that is but a number says little without its device: "EMG 1". */
static emg_text_cell
full_name(char *to, size_t size, const emg_text_cell *owner,
          const emg_text_cell *name)
{
    emg_cell_number number;
    if (owner->length == 0 ||
        emg_text_cell_read(name, false, &number) != EMG_CELL_NUMBER)
        return *name;
    int length = snprintf(to, size, "%.*s %.*s", (int)owner->length,
                          owner->text, (int)name->length, name->text);
    return (emg_text_cell){to,
                           (size_t)length < size ? (size_t)length : size - 1};
}

static emg_status
add_columns(emg_text_layout *layout, const emg_text_line *lines, emg_rate rate,
            emg_error *error)
{
    const char *owner_at = lines[OWNERS].text, *name_at = lines[NAMES].text;
    const char *unit_at = lines[UNITS].text;
    emg_text_cell owner = {"", 0};
    int n;
    emg_status status = EMG_OK;
    emg_text_cells(&lines[NAMES], layout->separator, &n);
    for (int i = 0; i < n && !status; i++) {
        char full[256];
        emg_text_cell one =
            next_of(&owner_at, &lines[OWNERS], layout->separator);
        emg_text_cell name =
            next_of(&name_at, &lines[NAMES], layout->separator);
        emg_text_cell unit =
            next_of(&unit_at, &lines[UNITS], layout->separator);
        owner = one.length > 0 ? one : owner;
        if (i < COUNTERS) {
            status = emg_text_layout_add(layout, EMG_TEXT_SKIP, 0, error);
            continue;
        }
        name = full_name(full, sizeof full, &owner, &name);
        status = emg_text_layout_add_channel(layout, &name, &unit, error);
        if (!status)
            layout->tracks[layout->n_channels - 1].rate = rate;
    }
    return status;
}

emg_status
emg_text_nexus_read(emg_text_layout *layout, emg_text_head *head,
                    emg_error *error)
{
    emg_text_line lines[LINES], line;
    emg_text_cell rate_text;
    emg_rate rate;

    layout->ends_at_blank = true;
    for (int i = 0; i < LINES; i++)
        if (!emg_text_head_next(head, &lines[i]))
            return emg_text_head_fail(head, "the header ends here", error);
    if (!emg_text_line_begins(&lines[NAMES], "Frame") ||
        lines[NAMES].length == strlen("Frame"))
        return emg_fail_at(error, EMG_BAD_FILE, lines[NAMES].at,
                           "line 4: \"Frame\" and the names of channels are "
                           "expected");
    emg_text_layout_begin(layout, "Nexus", lines[NAMES].text[strlen("Frame")]);
    const char *at = lines[RATE].text;
    rate_text = next_of(&at, &lines[RATE], layout->separator);
    if (!emg_text_rate_read(rate_text.text, rate_text.length, &rate))
        return emg_fail_at(error, EMG_BAD_FILE, lines[RATE].at,
                           "line 2: the sampling rate is no number above 0");
    if (!emg_text_head_next(head, &line))
        return emg_text_head_fail(head, "the file holds no samples", error);
    emg_text_layout_data(layout, &line);
    emg_status status = add_columns(layout, lines, rate, error);
    if (!status && layout->n_channels == 0)
        return emg_fail_at(error, EMG_BAD_FILE, lines[NAMES].at,
                           "line 4: no channel is named");
    return status;
}
