/* What is read here may have been written by anybody. */
#include "kit/sidecar.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "kit/folder.h"
#include "kit/parameters.h"
#include "kit/seal.h"

#include <string.h>

#define MOST_BYTES ((size_t)64 << 20) /* a table of 500,000 recordings */

static emg_status
not_ours(const char *path, emg_error *error)
{
    emg_fail(error, EMG_BAD_OPTION,
             "this is no sidecar of these programs (NAME.prov.json)");
    emg_error_in_file(error, path);
    return EMG_BAD_OPTION;
}

static json_t *
parse(emg_bytes *bytes, bool *sealed, emg_error *error)
{
    const uint8_t *view;
    size_t n;
    int version = 0;
    if (emg_bytes_peek(bytes, MOST_BYTES, &view, &n, error))
        return NULL;
    if (sealed)
        *sealed = kit_seal_holds((const char *)view, n);
    json_t *json =
        json_loadb((const char *)view, n, JSON_REJECT_DUPLICATES, NULL);
    if (json &&
        !json_unpack(json, "{s:i,s:o,s:o}", "emg_provenance", &version,
                     "parameters", &(json_t *){NULL}, "output",
                     &(json_t *){NULL}) &&
        version == KIT_SIDECAR_VERSION)
        return json;
    json_decref(json);
    not_ours(emg_bytes_name(bytes), error);
    return NULL;
}

json_t *
kit_sidecar_read(const char *path, bool *sealed, emg_error *error)
{
    emg_bytes *bytes = emg_bytes_open(path, error);
    json_t *json = bytes ? parse(bytes, sealed, error) : NULL;
    emg_bytes_close(bytes);
    return json;
}

const char *
kit_member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

bool
kit_file_is(const char *path, const char *fingerprint)
{
    char now[EMG_FINGERPRINT_SIZE];
    emg_error unheard = EMG_NO_ERROR;
    return !kit_fingerprint(path, now, &unheard) &&
           strcmp(now, fingerprint) == 0;
}

char *
kit_neighbour(const char *file, const char *name)
{
    emg_text path = {0};
    emg_text_add_bytes(&path, file, (size_t)(kit_base_name(file) - file));
    emg_text_add(&path, name);
    if (path.status)
        emg_text_free(&path);
    return path.chars;
}
