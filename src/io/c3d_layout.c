/* What a C3D file holds: its header, and the parameters that say more. */
#include "io/c3d.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>

#define MAGIC 0x50
#define SCALE_AT 12 /* a float in the header, below 0 for float samples */
#define MOST_CHANNELS 4096
#define POINT_WORDS 4 /* x, y, z, and how well it was seen */
#define ORDER_AT 3    /* where the section says whose numbers they are */

/* Where things stand in the header, in words from 1 as the format counts. */
typedef enum header_word {
    POINTS = 2,
    MEASUREMENTS = 3,
    FIRST_FRAME = 4,
    LAST_FRAME = 5,
    DATA_BLOCK = 9,
    PER_FRAME = 10,
    FRAME_RATE = 11
} header_word;

static size_t
section_at(const uint8_t *first)
{
    return (size_t)(first[0] > 0 ? first[0] - 1 : 0) * EMG_C3D_BLOCK;
}

bool
emg_c3d_looks_like(const uint8_t *first, size_t n)
{
    return n >= 2 && first[0] >= 2 && first[1] == MAGIC &&
           !emg_text_looks_like(first, n);
}

static int
header(const emg_c3d_layout *layout, const uint8_t *bytes, header_word word)
{
    return emg_c3d_word(layout->order, bytes + 2 * (word - 1)) & 0xFFFF;
}

/* The section, whose own head tells the order of bytes of the whole file. */
static emg_status
find_section(const uint8_t *bytes, size_t n, emg_c3d_section *section,
             emg_error *error)
{
    size_t at = n > 0 ? section_at(bytes) : 0;
    if (n < at + EMG_C3D_BLOCK)
        return emg_fail_at(error, EMG_BAD_FILE, 0,
                           "the C3D header is cut short: the parameters at "
                           "byte %zu are not there",
                           at);
    int order = bytes[at + ORDER_AT];
    if (order < EMG_C3D_INTEL || order > EMG_C3D_MIPS)
        return emg_fail_at(error, EMG_BAD_FILE, (int64_t)at + ORDER_AT,
                           "the C3D file comes from a processor of unknown "
                           "kind %d",
                           order);
    size_t blocks = bytes[at + 2] > 0 ? bytes[at + 2] : 1;
    size_t size = blocks * EMG_C3D_BLOCK;
    *section = (emg_c3d_section){bytes + at, size < n - at ? size : n - at,
                                 (emg_c3d_order)order};
    return EMG_OK;
}

static double
number_of(const emg_c3d_section *section, const char *group, const char *name,
          int i, double otherwise)
{
    emg_c3d_value value;
    emg_c3d_find(section, group, name, &value);
    return emg_c3d_number(&value, i, otherwise);
}

/* ---- how much ---------------------------------------------------------- */

/* A number of frames in two words, or -1. */
static int64_t
trial_field(const emg_c3d_section *section, const char *name)
{
    emg_c3d_value value;
    if (!emg_c3d_find(section, "TRIAL", name, &value) || value.type != 2 ||
        value.n < 2)
        return -1;
    int64_t low = (int)emg_c3d_number(&value, 0, 0) & 0xFFFF;
    int64_t high = (int)emg_c3d_number(&value, 1, 0) & 0xFFFF;
    return high << 16 | low;
}

/* The header counts to 65535; longer recordings tell it elsewhere, too. */
static int64_t
count_frames(const emg_c3d_layout *layout, const uint8_t *bytes,
             const emg_c3d_section *section)
{
    int64_t first = trial_field(section, "ACTUAL_START_FIELD");
    int64_t last = trial_field(section, "ACTUAL_END_FIELD");
    double long_frames = number_of(section, "POINT", "LONG_FRAMES", 0, 0);
    emg_c3d_value frames;
    if (first >= 1 && last >= first)
        return last - first + 1;
    if (long_frames >= 1 && long_frames < 1e9)
        return (int64_t)long_frames;
    if (emg_c3d_find(section, "POINT", "FRAMES", &frames) && frames.type == 4) {
        double told = emg_c3d_number(&frames, 0, 0);
        if (told >= 1 && told < 1e9)
            return (int64_t)told;
    }
    return header(layout, bytes, LAST_FRAME) -
           header(layout, bytes, FIRST_FRAME) + 1;
}

static emg_status
read_sizes(emg_c3d_layout *layout, const uint8_t *bytes,
           const emg_c3d_section *section, emg_error *error)
{
    int points = header(layout, bytes, POINTS);
    int all = header(layout, bytes, MEASUREMENTS);
    double scale = number_of(section, "POINT", "SCALE", 0,
                             emg_c3d_float(layout->order, bytes + SCALE_AT));
    double used = number_of(section, "ANALOG", "USED", 0, 0);

    layout->per_frame = header(layout, bytes, PER_FRAME);
    layout->n_channels = layout->per_frame > 0 ? all / layout->per_frame : 0;
    layout->is_float = scale < 0;
    if (all == 0 || layout->per_frame == 0)
        return emg_fail_at(error, EMG_BAD_FILE, 4,
                           "the C3D file holds no analog channels");
    if (used != layout->n_channels || all % layout->per_frame != 0 ||
        layout->n_channels > MOST_CHANNELS)
        return emg_fail_at(error, EMG_BAD_FILE, 4,
                           "the C3D header has %d analog values a frame, %d of "
                           "a channel; its parameters name %.9g channels",
                           all, layout->per_frame, used);
    int width = layout->is_float ? 4 : 2;
    layout->skip = (int64_t)points * POINT_WORDS * width;
    layout->frame_bytes = layout->skip + (int64_t)all * width;
    layout->n_frames = count_frames(layout, bytes, section);
    layout->data_at = ((int64_t)header(layout, bytes, DATA_BLOCK) - 1) *
                      (int64_t)EMG_C3D_BLOCK;
    if (layout->n_frames < 1)
        return emg_fail_at(error, EMG_BAD_FILE, 6, "the file holds no samples");
    if (layout->data_at < (int64_t)EMG_C3D_BLOCK)
        return emg_fail_at(error, EMG_BAD_FILE, 16,
                           "the C3D samples cannot begin in block %d",
                           header(layout, bytes, DATA_BLOCK));
    return EMG_OK;
}

/* ---- channels ---------------------------------------------------------- */

/* Lists of more than 255 go on in NAME2, NAME3, ... */
static emg_text_cell
text_of(const emg_c3d_section *section, const char *name, int i)
{
    char further[32];
    emg_c3d_value value;
    if (i < 255) {
        emg_c3d_find(section, "ANALOG", name, &value);
    } else {
        snprintf(further, sizeof further, "%s%d", name, i / 255 + 1);
        emg_c3d_find(section, "ANALOG", further, &value);
    }
    return emg_c3d_text(&value, i % 255);
}

static emg_status
read_rate(const emg_c3d_layout *layout, const uint8_t *bytes,
          const emg_c3d_section *section, emg_rate *rate, emg_error *error)
{
    double frames_hz =
        emg_c3d_float(layout->order, bytes + 2 * (FRAME_RATE - 1));
    double rate_hz =
        number_of(section, "ANALOG", "RATE", 0, frames_hz * layout->per_frame);
    if (emg_text_rate_near(rate_hz, rate_hz * 0x1p-24, rate))
        return EMG_OK;
    return emg_fail_at(error, EMG_BAD_FILE, 2 * (FRAME_RATE - 1),
                       "the C3D file has no sampling rate above 0");
}

/* Words of so many bits as the converter had; 16 where nothing is said. */
static void
set_scale(emg_channel *channel, const emg_c3d_layout *layout, int i, int bits)
{
    double codes = (double)((int64_t)1 << bits);
    double low = layout->is_unsigned ? 0 : -codes / 2;
    double a = (low - layout->offsets[i]) * layout->scales[i];
    double b = (low + codes - 1 - layout->offsets[i]) * layout->scales[i];
    channel->step = fabs(layout->scales[i]);
    channel->scale = (emg_scale){.physical_min = a,
                                 .physical_max = b,
                                 .digital_min = low,
                                 .digital_max = low + codes - 1,
                                 .bytes = 2};
}

static emg_status
add_channel(emg_c3d_layout *layout, const emg_c3d_section *section, int i,
            emg_rate rate, emg_error *error)
{
    emg_text_cell label = text_of(section, "LABELS", i);
    emg_text_cell unit = text_of(section, "UNITS", i);
    double general = number_of(section, "ANALOG", "GEN_SCALE", 0, 1);
    double bits = number_of(section, "ANALOG", "BITS", 0, 16);
    double offset = number_of(section, "ANALOG", "OFFSET", i, 0);
    emg_status status =
        emg_text_layout_add_channel(&layout->table, &label, &unit, error);
    if (status)
        return status;
    layout->table.tracks[i].rate = rate;
    if (layout->is_unsigned && offset < 0)
        offset += 0x10000;
    layout->offsets[i] = offset;
    layout->scales[i] = number_of(section, "ANALOG", "SCALE", i, 1) * general;
    if (!isfinite(layout->scales[i]) || !isfinite(offset) ||
        layout->scales[i] == 0)
        return emg_fail_at(error, EMG_BAD_FILE, EMG_C3D_BLOCK,
                           "the scale of analog channel %d is 0 or no number",
                           i + 1);
    if (!layout->is_float && bits >= 8 && bits <= 16)
        set_scale(&layout->table.channels[i], layout, i, (int)bits);
    return EMG_OK;
}

static emg_status
read_channels(emg_c3d_layout *layout, const uint8_t *bytes,
              const emg_c3d_section *section, emg_error *error)
{
    size_t n = (size_t)layout->n_channels;
    emg_c3d_value format, names;
    emg_rate rate;
    emg_status status = read_rate(layout, bytes, section, &rate, error);
    if (status)
        return status;
    emg_c3d_find(section, "ANALOG", "FORMAT", &format);
    emg_text_cell form = emg_c3d_text(&format, 0);
    layout->is_unsigned = emg_text_cell_is(&form, "UNSIGNED");
    layout->table.has_identity =
        emg_c3d_find(section, "SUBJECTS", "NAMES", &names);
    layout->scales = emg_new(n, sizeof *layout->scales, error);
    layout->offsets = emg_new(n, sizeof *layout->offsets, error);
    if (!layout->scales || !layout->offsets)
        return EMG_NO_MEMORY;
    for (int i = 0; i < layout->n_channels && !status; i++)
        status = add_channel(layout, section, i, rate, error);
    return status;
}

emg_status
emg_c3d_layout_read(emg_c3d_layout *layout, const uint8_t *bytes, size_t n,
                    emg_error *error)
{
    emg_c3d_section section;
    emg_status status = find_section(bytes, n, &section, error);
    if (status)
        return status;
    layout->order = section.order;
    status = read_sizes(layout, bytes, &section, error);
    return status ? status : read_channels(layout, bytes, &section, error);
}

void
emg_c3d_layout_clear(emg_c3d_layout *layout)
{
    emg_text_layout_clear(&layout->table);
    emg_free(layout->scales);
    emg_free(layout->offsets);
    *layout = (emg_c3d_layout){0};
}

void
emg_c3d_decode(const emg_c3d_layout *layout, const uint8_t *from,
               double *values)
{
    int step = layout->is_float ? 4 : 2;
    for (int i = 0; i < layout->n_channels; i++, from += step) {
        double raw = layout->is_float ? emg_c3d_float(layout->order, from)
                                      : emg_c3d_word(layout->order, from);
        if (!layout->is_float && layout->is_unsigned && raw < 0)
            raw += 0x10000;
        values[i] = (raw - layout->offsets[i]) * layout->scales[i];
    }
}
