/* OpenSignals text: a line of JSON about the devices, then their counts. */
#include "io/text.h"

#include <jansson.h>
#include <string.h>

#define CHANNELS_FROM 2 /* nSeq and DI come before the first one */

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

static bool
is_plux(const json_t *device)
{
    const char *name = json_string_value(json_object_get(device, "device"));
    return name && strcmp(name, "biosignalsplux") == 0;
}

#define PLUX_SUPPLY_V 3
#define PLUX_EMG_GAIN 1000

/* The transfer function of the biosignalsplux EMG sensor: n bits are
 * (code / 2^n - 1/2) of the supply, divided by the sensor's gain. */
static void
scale_emg(emg_channel *channel, emg_text_track *track)
{
    emg_scale *scale = &channel->scale;
    double range_mv = 1000.0 * PLUX_SUPPLY_V / PLUX_EMG_GAIN;
    emg_channel_set_unit(channel, "mV");
    channel->step = range_mv / (scale->digital_max + 1);
    scale->physical_min = -range_mv / 2;
    scale->physical_max = range_mv / 2 - channel->step;
    track->coded = true;
}

/* Column by column: a counter, digital inputs, then a channel a sensor. */
static emg_status
add_column(emg_text_layout *layout, const json_t *device,
           const emg_text_cell *name, size_t *analog, emg_rate rate,
           emg_error *error)
{
    emg_text_cell unit = {"", 0};
    if (emg_text_cell_is(name, "nSeq"))
        return emg_text_layout_add(layout, EMG_TEXT_SKIP, 0, error);
    emg_status status = emg_text_layout_add_channel(layout, name, &unit, error);
    if (status)
        return status;
    int i = layout->n_channels - 1;
    emg_channel *channel = &layout->channels[i];
    layout->tracks[i].rate = rate;
    channel->kind = EMG_KIND_TRIGGER;
    if (name->length > 0 && (name->text[0] == 'C' || name->text[0] == 'A')) {
        emg_text_cell sensor =
            text_at(json_object_get(device, "sensor"), *analog);
        json_t *bits =
            json_array_get(json_object_get(device, "resolution"), *analog);
        channel->kind = kind_of(&sensor);
        emg_text_channel_counts(channel, json_integer_value(bits));
        if (channel->kind == EMG_KIND_EMG && channel->scale.bytes > 0 &&
            is_plux(device))
            scale_emg(channel, &layout->tracks[i]);
        ++*analog;
    }
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
    for (size_t i = 0; i < json_array_size(columns) && !status; i++) {
        emg_text_cell name = text_at(columns, i);
        status = add_column(layout, device, &name, &analog, rate, error);
    }
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
