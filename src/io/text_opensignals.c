/* OpenSignals text: a line of JSON about the devices, then their counts. */
#include "io/text.h"

#include <jansson.h>
#include <string.h>

static emg_text_cell
text_at(const json_t *list, size_t i)
{
    const char *text = json_string_value(json_array_get(list, i));
    return text ? (emg_text_cell){text, strlen(text)} : (emg_text_cell){"", 0};
}

static emg_kind
kind_of(const emg_text_cell *sensor)
{
    if (sensor->length == 0 || emg_text_cell_is(sensor, "RAW") ||
        emg_text_cell_is(sensor, "CUSTOM"))
        return EMG_KIND_UNKNOWN;
    if (emg_text_cell_is(sensor, "EMG"))
        return EMG_KIND_EMG;
    return emg_text_cell_is(sensor, "ECG") ? EMG_KIND_ECG : EMG_KIND_OTHER;
}

/* The transfer functions that the makers give for their EMG sensors: n bits are
 * (code / 2^n - 1/2) of the supply, divided by the sensor's gain. */
typedef struct transfer {
    const char *device;
    double supply_v, gain;
} transfer;

static const transfer *
transfer_of(const json_t *device)
{
    static const transfer transfers[] = {{"biosignalsplux", 3, 1000},
                                         {"bitalino_rev", 3.3, 1009},
                                         {"bitalino", 3.3, 1000}};
    const char *name = json_string_value(json_object_get(device, "device"));
    for (size_t i = 0; name && i < sizeof transfers / sizeof *transfers; i++)
        if (strcmp(name, transfers[i].device) == 0)
            return &transfers[i];
    return NULL;
}

static void
scale_emg(emg_channel *channel, emg_text_track *track, const transfer *by)
{
    emg_scale *scale = &channel->scale;
    double range_mv = 1000.0 * by->supply_v / by->gain;
    emg_channel_set_unit(channel, "mV");
    channel->step = range_mv / (scale->digital_max + 1);
    scale->physical_min = -range_mv / 2;
    scale->physical_max = range_mv / 2 - channel->step;
    track->coded = true;
}

/* A resolution a sensor, or one a column. */
static json_int_t
bits_of(const json_t *device, size_t analog, size_t column)
{
    const json_t *bits = json_object_get(device, "resolution");
    size_t n = json_array_size(json_object_get(device, "column"));
    return json_integer_value(
        json_array_get(bits, json_array_size(bits) == n ? column : analog));
}

/* What a sensor gives: counts, unless they were converted before. */
static void
describe(emg_text_layout *layout, int i, const json_t *device, size_t analog,
         size_t column)
{
    emg_channel *channel = &layout->channels[i];
    const transfer *by = transfer_of(device);
    emg_text_cell sensor = text_at(json_object_get(device, "sensor"), analog);
    channel->kind = kind_of(&sensor);
    if (json_integer_value(json_object_get(device, "convertedValues")))
        return;
    emg_text_channel_counts(channel, bits_of(device, analog, column));
    if (channel->kind == EMG_KIND_EMG && channel->scale.bytes > 0 && by)
        scale_emg(channel, &layout->tracks[i], by);
}

/* Column by column: a counter, digital inputs, then a channel a sensor. */
static emg_status
add_column(emg_text_layout *layout, const json_t *device, size_t column,
           size_t *analog, emg_rate rate, emg_error *error)
{
    emg_text_cell unit = {"", 0};
    emg_text_cell name = text_at(json_object_get(device, "column"), column);
    if (emg_text_cell_is(&name, "nSeq"))
        return emg_text_layout_add(layout, EMG_TEXT_SKIP, 0, error);
    emg_status status =
        emg_text_layout_add_channel(layout, &name, &unit, error);
    if (status)
        return status;
    int i = layout->n_channels - 1;
    layout->tracks[i].rate = rate;
    layout->channels[i].kind = EMG_KIND_TRIGGER;
    if (name.length > 0 && (name.text[0] == 'C' || name.text[0] == 'A'))
        describe(layout, i, device, (*analog)++, column);
    return EMG_OK;
}

static emg_status
read_device(emg_text_layout *layout, const json_t *device,
            const emg_text_head *head, emg_error *error)
{
    const json_t *columns = json_object_get(device, "column");
    double rate_hz =
        json_number_value(json_object_get(device, "sampling rate"));
    emg_status status = EMG_OK;
    emg_rate rate;
    size_t analog = 0;

    if (!emg_text_rate_of(rate_hz, &rate))
        return emg_text_head_fail(head,
                                  "the sampling rate is no number above "
                                  "0",
                                  error);
    if (layout->n_channels > 0 &&
        (rate.samples != layout->tracks[0].rate.samples ||
         rate.seconds != layout->tracks[0].rate.seconds))
        return emg_text_head_fail(head,
                                  "its devices have different sampling "
                                  "rates",
                                  error);
    for (size_t i = 0; i < json_array_size(columns) && !status; i++)
        status = add_column(layout, device, i, &analog, rate, error);
    return status;
}

static emg_status
read_devices(emg_text_layout *layout, const emg_text_line *line,
             const emg_text_head *head, emg_error *error)
{
    json_t *devices = json_loadb(line->text + 1, line->length - 1, 0, NULL);
    const char *key;
    json_t *device;
    emg_status status = EMG_OK;

    if (!json_is_object(devices))
        status = emg_text_head_fail(head,
                                    "this is not the JSON that tells of "
                                    "the devices",
                                    error);
    else
        json_object_foreach(devices, key, device) if (!status) status =
            read_device(layout, device, head, error);
    json_decref(devices);
    if (!status && layout->n_channels == 0)
        status =
            emg_text_head_fail(head, "no column of samples is named", error);
    return status;
}

emg_status
emg_text_opensignals_read(emg_text_layout *layout, emg_text_head *head,
                          emg_error *error)
{
    emg_status status = EMG_OK;
    emg_text_line line;

    emg_text_layout_begin(layout, "OpenSignals", '\t');
    layout->tells_kinds = true;
    layout->has_identity = true; /* comments, and the device's address */
    emg_text_head_next(head, &line);
    for (emg_text_head here = *head; !status && emg_text_head_next(head, &line);
         here = *head) {
        if (emg_text_line_begins(&line, "# {") && layout->n_columns == 0)
            status = read_devices(layout, &line, &here, error);
        if (status || emg_text_line_begins(&line, "#"))
            continue;
        if (layout->n_columns == 0)
            return emg_text_head_fail(&here,
                                      "samples come before the line of "
                                      "JSON",
                                      error);
        emg_text_layout_data(layout, &line);
        return EMG_OK;
    }
    return status
               ? status
               : emg_text_head_fail(head, "the file holds no samples", error);
}
