/* Which sink writes which format. */
#include "emg/io.h"

#include "io/edf_sink.h"
#include "io/json_sink.h"
#include "io/mat.h"
#include "io/npy_sink.h"
#include "io/output.h"
#include "io/sound.h"
#include "io/stream.h"
#include "io/table_sink.h"

#include <string.h>
#include <strings.h>

emg_file_type
emg_file_type_of(const char *name_or_path)
{
    static const struct {
        const char *name;
        emg_file_type type;
    } types[] = {{"stream", EMG_FILE_STREAM}, {"edf", EMG_FILE_EDF},
                 {"bdf", EMG_FILE_BDF},       {"csv", EMG_FILE_CSV},
                 {"tsv", EMG_FILE_TSV},       {"json", EMG_FILE_JSON},
                 {"jsonl", EMG_FILE_JSON},    {"npy", EMG_FILE_NPY},
                 {"wav", EMG_FILE_WAV},       {"au", EMG_FILE_AU},
                 {"mat", EMG_FILE_MAT}};

    const char *slash = strrchr(name_or_path, '/');
    const char *base = slash ? slash + 1 : name_or_path;
    const char *point = strrchr(base, '.');
    const char *ending = point ? point + 1 : base;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcasecmp(ending, types[i].name) == 0)
            return types[i].type;
    return EMG_FILE_UNKNOWN;
}

static emg_sink *
create(emg_output *output, const char *path, emg_file_type type,
       const emg_recording *recording, const emg_create_options *options,
       emg_error *error)
{
    switch (type) {
    case EMG_FILE_STREAM:
        return emg_stream_create(output, recording, options, error);
    case EMG_FILE_EDF:
    case EMG_FILE_BDF:
        return emg_edf_create(output, type == EMG_FILE_BDF, recording, options,
                              error);
    case EMG_FILE_CSV:
    case EMG_FILE_TSV:
        return emg_table_create(output, path, type == EMG_FILE_CSV ? ',' : '\t',
                                recording, options, error);
    case EMG_FILE_JSON:
        return emg_json_create(output, recording, error);
    case EMG_FILE_NPY:
        return emg_npy_create(output, path, recording, options, error);
    case EMG_FILE_WAV:
    case EMG_FILE_AU:
        return emg_sound_create(output, path, type == EMG_FILE_AU, recording,
                                options, error);
    case EMG_FILE_MAT:
        return emg_mat_create(output, path, recording, options, error);
    case EMG_FILE_UNKNOWN:
        break;
    }
    emg_output_destroy(output);
    emg_fail(error, EMG_BAD_OPTION,
             "the name tells no format that can be written; use --to "
             "edf|bdf|wav|au|csv|tsv|json|npy|mat|stream");
    return NULL;
}

emg_sink *
emg_create(const char *path, emg_file_type type, const emg_recording *recording,
           const emg_create_options *options, emg_error *error)
{
    static const emg_create_options none = {.force = false};
    const emg_create_options *with = options ? options : &none;
    emg_file_type as = type == EMG_FILE_UNKNOWN ? emg_file_type_of(path) : type;
    emg_output *output = emg_output_open(path, with->force, error);
    if (!output)
        return NULL;
    emg_output_account(output, &with->provenance);
    emg_sink *sink = create(output, path, as, recording, with, error);
    if (!sink && strcmp(path, "-") != 0)
        emg_error_in_file(error, path);
    return sink;
}
