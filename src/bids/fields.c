/* Fields of the files that apply, from the top of the dataset down. */
#include "bids/fields.h"

#include "base/bytes.h"
#include "bids/inherit.h"

#define MOST_BYTES ((size_t)1 << 20) /* a sidecar is a page of text */

static json_t *
parse(emg_bytes *bytes, emg_error *error)
{
    const uint8_t *view;
    size_t n;
    json_error_t trouble;
    if (emg_bytes_peek(bytes, MOST_BYTES + 1, &view, &n, error))
        return NULL;
    if (n > MOST_BYTES) {
        emg_fail(error, EMG_BAD_FILE, "it is longer than 1 MiB");
        return NULL;
    }
    json_t *json =
        json_loadb((const char *)view, n, JSON_REJECT_DUPLICATES, &trouble);
    if (json_is_object(json))
        return json;
    emg_fail(error, EMG_BAD_FILE, "it is no object of JSON (line %d)",
             json ? 1 : trouble.line);
    json_decref(json);
    return NULL;
}

json_t *
emg_bids_json(const char *path, emg_error *error)
{
    emg_bytes *bytes = emg_bytes_open(path, error);
    json_t *json = bytes ? parse(bytes, error) : NULL;
    emg_bytes_close(bytes);
    if (!json)
        emg_error_in_file(error, path);
    return json;
}

static emg_status
add_file(json_t *fields, const char *path, emg_error *error)
{
    json_t *more = emg_bids_json(path, error);
    if (!more)
        return error ? error->status : EMG_BAD_FILE;
    int failed = json_object_update(fields, more);
    json_decref(more);
    return failed ? emg_fail(error, EMG_NO_MEMORY, "no memory for fields")
                  : EMG_OK;
}

json_t *
emg_bids_fields(const char *path, const char *suffix, emg_error *error)
{
    emg_bids_files files = {0};
    json_t *fields = json_object();
    emg_status status =
        fields ? emg_bids_applying(&files, path, suffix, ".json", error)
               : emg_fail(error, EMG_NO_MEMORY, "no memory for fields");
    for (size_t i = 0; i < files.n && !status; i++)
        status = add_file(fields, files.paths[i], error);
    emg_bids_files_clear(&files);
    if (!status)
        return fields;
    json_decref(fields);
    return NULL;
}
