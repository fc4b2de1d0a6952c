/* What stands where in an EDF file, and its header. */
#include "base/memory.h"
#include "base/utf8.h"
#include "io/edf_write.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define PART 256 /* bytes of the fixed part, and of each signal's share */

emg_status
emg_edf_layout_init(emg_edf_layout *layout, const emg_recording *recording,
                    int width, emg_error *error)
{
    int n = emg_recording_channels(recording);
    *layout = (emg_edf_layout){.width = width,
                               .annotation_bytes = EMG_EDF_TIME_BYTES};
    if (n > 9998)
        return emg_fail(error, EMG_BAD_OPTION,
                        "%d channels; EDF holds 9998, choose some with -c", n);
    emg_status status =
        emg_edf_duration_choose(&layout->duration, recording, width, error);
    if (status)
        return status;
    emg_place *places = emg_new((size_t)n, sizeof *places, error);
    layout->columns = emg_new((size_t)n, sizeof *layout->columns, error);
    if (!places || !layout->columns) {
        emg_free(places);
        return EMG_NO_MEMORY;
    }
    emg_recording_order(recording, places);
    layout->n_columns = n;
    for (int c = 0; c < n; c++) {
        emg_edf_column *column = &layout->columns[c];
        const emg_format *group = &recording->groups[places[c].group];
        column->place = places[c];
        column->channel = &group->channels[places[c].lane];
        column->frames = layout->duration.frames[places[c].group];
        column->offset = layout->sample_bytes;
        emg_edf_scale_choose(&column->scale, column->channel, width);
        layout->sample_bytes += column->frames * width;
    }
    emg_free(places);
    return EMG_OK;
}

void
emg_edf_layout_clear(emg_edf_layout *layout)
{
    emg_free(layout->columns);
    *layout = (emg_edf_layout){0};
}

int64_t
emg_edf_header_bytes(const emg_edf_layout *layout)
{
    return PART * (int64_t)(layout->n_columns + 2);
}

/* ---- text in ASCII --------------------------------------------------- */

/* The letter below the accent of a Latin-1 character from U+00C0 on. */
static char
plain_letter(unsigned character)
{
    static const char letters[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs"
                                  "aaaaaaaceeeeiiiidnooooo_ouuuuyty";
    return character >= 0xC0 && character <= 0xFF ? letters[character - 0xC0]
                                                  : '_';
}

/* Fills a field; what is not printable ASCII becomes a letter like it.
 * Returns whether all of the text arrived as it was. */
static bool
put(uint8_t *field, size_t width, const char *text)
{
    const uint8_t *c = (const uint8_t *)text;
    size_t left = strlen(text), n = 0;
    bool same = true;
    while (left > 0 && n < width) {
        size_t length = emg_utf8_length(c, left);
        unsigned character = length == 2 ? (c[0] & 31u) << 6 | (c[1] & 63u) : 0;
        bool plain = length == 1 && *c >= 0x20 && *c < 0x7F;
        same = same && plain;
        field[n++] = plain ? *c : (uint8_t)plain_letter(character);
        c += length ? length : 1;
        left -= length ? length : 1;
    }
    return same && left == 0;
}

static void
put_number(uint8_t *field, size_t width, int64_t number)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)number);
    put(field, width, text);
}

/* ---- header ---------------------------------------------------------- */

/* Where a field of signal k begins, after `before` bytes a signal. */
static uint8_t *
field_of(uint8_t *header, const emg_edf_layout *layout, size_t before,
         size_t width, int k)
{
    size_t n = (size_t)layout->n_columns + 1;
    return header + PART + before * n + width * (size_t)k;
}

static void
print_scale(uint8_t *header, const emg_edf_layout *layout, int k,
            const char text[4][9])
{
    for (size_t i = 0; i < 4; i++)
        put(field_of(header, layout, 104 + 8 * i, 8, k), 8, text[i]);
}

static void
print_annotation_signal(uint8_t *header, const emg_edf_layout *layout)
{
    static const char ranges[2][4][9] = {{"-1", "1", "-32768", "32767"},
                                         {"-1", "1", "-8388608", "8388607"}};
    int k = layout->n_columns;
    put(field_of(header, layout, 0, 16, k), 16,
        layout->width == 3 ? "BDF Annotations" : "EDF Annotations");
    print_scale(header, layout, k, ranges[layout->width == 3]);
    put_number(field_of(header, layout, 216, 8, k), 8,
               layout->annotation_bytes / layout->width);
}

/* A signal with one of these names would be taken for annotations, or in BDF
 * for codes of triggers. Returns whether it has none. */
static bool
keep_apart(uint8_t *label, int width)
{
    char text[17] = "";
    size_t before = 0, n = 16;
    memcpy(text, label, 16);
    while (n > 0 && text[n - 1] == ' ')
        text[--n] = 0;
    while (text[before] == ' ')
        before++;
    if (strcasecmp(text + before, "EDF Annotations") == 0 ||
        strcasecmp(text + before, "BDF Annotations") == 0)
        label[before + 3] = '_';
    else if (width == 3 && strcasecmp(text + before, "Status") == 0)
        label[n < 16 ? n : before - 1] = '_';
    else
        return true;
    return false;
}

static int
print_signal(uint8_t *header, const emg_edf_layout *layout, int k)
{
    const emg_edf_column *column = &layout->columns[k];
    const emg_channel *channel = column->channel;
    uint8_t *label = field_of(header, layout, 0, 16, k);
    bool same = put(label, 16, channel->label);
    same = keep_apart(label, layout->width) && same;
    put(field_of(header, layout, 16, 80, k), 80, channel->transducer);
    put(field_of(header, layout, 96, 8, k), 8, channel->unit);
    print_scale(header, layout, k, column->scale.text);
    put(field_of(header, layout, 136, 80, k), 80, channel->prefilter);
    put_number(field_of(header, layout, 216, 8, k), 8, column->frames);
    return !same;
}

int
emg_edf_header_print(uint8_t *header, const emg_edf_layout *layout,
                     int64_t n_records, bool has_gaps)
{
    char plus[8];
    int changed = 0;
    memset(header, ' ', (size_t)emg_edf_header_bytes(layout));
    if (layout->width == 3)
        memcpy(header,
               "\xFF"
               "BIOSEMI",
               8);
    else
        put(header, 8, "0");
    /* nobody, nowhere, at the earliest time that the format knows */
    put(header + 8, 80, "X X X X");
    put(header + 88, 80, "Startdate X X X X");
    put(header + 168, 8, "01.01.85");
    put(header + 176, 8, "00.00.00");
    put_number(header + 184, 8, emg_edf_header_bytes(layout));
    snprintf(plus, sizeof plus, "%s+%c", layout->width == 3 ? "BDF" : "EDF",
             has_gaps ? 'D' : 'C');
    put(header + 192, 44, plus);
    put_number(header + 236, 8, n_records);
    put(header + 244, 8, layout->duration.text);
    put_number(header + 252, 4, layout->n_columns + 1);
    for (int k = 0; k < layout->n_columns; k++)
        changed += print_signal(header, layout, k);
    print_annotation_signal(header, layout);
    return changed;
}
