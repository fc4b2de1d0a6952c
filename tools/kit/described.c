/* What programs read of it - the mains, names of tasks - is as much an input
 * as the recording. */
#include "kit/described.h"

#include "base/bytes.h"
#include "bids/inherit.h"
#include "kit/folder.h"
#include "kit/parameters.h"
#include "kit/sidecar.h"

static emg_status
add_file(emg_text *to, const char *path, emg_error *error)
{
    char fingerprint[EMG_FINGERPRINT_SIZE];
    emg_status status = kit_fingerprint(path, fingerprint, error);
    if (status)
        return status;
    emg_text_add(to, "{\"name\":");
    emg_text_add_json(to, kit_base_name(path));
    emg_text_format(to, ",\"xxh3_128\":\"%s\"}", fingerprint);
    return EMG_OK;
}

emg_status
kit_add_fields(emg_text *to, const char *path, emg_error *error)
{
    emg_bids_files files = {0};
    emg_status status = emg_bids_applying(&files, path, "emg", ".json", error);
    for (size_t i = 0; i < files.n && !status; i++) {
        emg_text_add(to, i ? "," : ",\"fields\":[");
        status = add_file(to, files.paths[i], error);
    }
    emg_text_add(to, files.n ? "]" : "");
    emg_bids_files_clear(&files);
    return status;
}

bool
kit_same_fields(const json_t *input, const char *path)
{
    const json_t *told = json_object_get(input, "fields");
    emg_bids_files files = {0};
    bool same = !emg_bids_applying(&files, path, "emg", ".json", NULL) &&
                json_array_size(told) == files.n;
    for (size_t i = 0; i < files.n && same; i++)
        same = kit_file_is(files.paths[i],
                           kit_member(json_array_get(told, i), "xxh3_128"));
    emg_bids_files_clear(&files);
    return same;
}
