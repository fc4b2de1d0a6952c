/* Lines of markers to events. */
#include "io/marker_file.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/place.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define FILE_MOST ((size_t)1 << 20)
#define NAME_MOST 256
#define SPIKES "_neuron"

static emg_status
add(emg_markers *markers, size_t *used, const char *name, double onset_s,
    emg_error *error)
{
    char shown[NAME_MOST];
    if (emg_grow((void **)&markers->events, &markers->room, markers->n + 1,
                 sizeof *markers->events, error))
        return EMG_NO_MEMORY;
    emg_text_show(shown, sizeof shown, name);
    char *text = markers->text + *used;
    size_t length = strlen(shown);
    memcpy(text, shown, length + 1);
    *used += length + 1;
    markers->events[markers->n++] = (emg_event){onset_s, 0, text};
    return EMG_OK;
}

/* "name,<tab>seconds"; the last comma parts them. */
static bool
read_line(char *line, const char **name, double *onset_s)
{
    char *comma = strrchr(line, ',');
    if (!comma)
        return false;
    *comma = 0;
    const char *number = comma + 1 + strspn(comma + 1, " \t");
    size_t length = strcspn(number, " \t\r");
    *name = line;
    return number[length + strspn(number + length, " \t\r")] == 0 &&
           emg_number_read(number, length, onset_s);
}

/* Escapes make a name four times as long at most. */
static emg_status
take_room(emg_markers *markers, size_t size, char **copy, emg_error *error)
{
    *copy = emg_new(size + 1, 1, error);
    markers->text = emg_new(4 * size + 1, 1, error);
    return *copy && markers->text ? EMG_OK : EMG_NO_MEMORY;
}

emg_status
emg_markers_read(emg_markers *markers, const char *text, size_t size,
                 emg_warnings *warnings, emg_error *error)
{
    char *copy;
    size_t used = 0;
    emg_status status = take_room(markers, size, &copy, error);
    char *rest = status ? NULL : memcpy(copy, text, size);
    for (int64_t number = 1; rest && !status; number++) {
        char *line = strsep(&rest, "\n");
        const char *name;
        double onset_s;
        line[strcspn(line, "\r")] = 0;
        if (!*line || *line == '#' ||
            strncmp(line, SPIKES, strlen(SPIKES)) == 0)
            continue;
        if (read_line(line, &name, &onset_s))
            status = add(markers, &used, name, onset_s, error);
        else
            status = emg_io_warn(warnings, error, -1,
                                 "line %lld of the table of markers beside it "
                                 "is no name, comma and time",
                                 (long long)number);
    }
    emg_free(copy);
    return status;
}

void
emg_markers_clear(emg_markers *markers)
{
    emg_free(markers->events);
    emg_free(markers->text);
    *markers = (emg_markers){0};
}

emg_status
emg_markers_find(emg_markers *markers, const char *path, emg_warnings *warnings,
                 emg_error *error)
{
    const uint8_t *view;
    size_t have;
    char *beside = emg_place_beside(path, "", "-events.txt", error);
    struct stat about;
    bool exists = false;
    emg_status status =
        beside ? emg_place_look(beside, &about, &exists, error) : EMG_NO_MEMORY;
    emg_bytes *bytes = exists ? emg_bytes_open(beside, error) : NULL;

    if (exists)
        status = bytes
                     ? emg_bytes_peek(bytes, FILE_MOST + 1, &view, &have, error)
                     : EMG_NO_INPUT;
    if (exists && !status)
        status = have > FILE_MOST
                     ? emg_io_warn(warnings, error, -1,
                                   "the table of markers beside it is not "
                                   "used: it is longer than 1 MiB")
                     : emg_markers_read(markers, (const char *)view, have,
                                        warnings, error);
    emg_bytes_close(bytes);
    emg_free(beside);
    return status;
}
