/* PowerLineFrequency of what describes a recording. */
#include "io/mains.h"

#include "base/text.h"
#include "bids/fields.h"

#include <string.h>

#define LEAST_HZ 10 /* 16.7 Hz feeds railways, 400 Hz aircraft */
#define MOST_HZ 1000

/* NAME.json of a recording that lies in no dataset. */
static json_t *
fields_beside(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    emg_text name = {0};
    emg_text_add_bytes(&name, path, dot ? (size_t)(dot - path) : strlen(path));
    emg_text_add(&name, ".json");
    json_t *fields = name.status ? NULL : emg_bids_json(name.chars, NULL);
    emg_text_free(&name);
    return fields;
}

double
emg_mains_beside(const char *path)
{
    json_t *fields = emg_bids_fields(path, "emg", NULL);
    if (!json_object_size(fields)) {
        json_decref(fields);
        fields = fields_beside(path);
    }
    double hz =
        json_number_value(json_object_get(fields, "PowerLineFrequency"));
    json_decref(fields);
    return hz >= LEAST_HZ && hz <= MOST_HZ ? hz : 0;
}
