/* What says of the output folder that it is a dataset of its own. */
#include "dataset/level.h"

#include "base/memory.h"
#include "bids/fields.h"
#include "io/sidecar.h"
#include "kit/account.h"
#include "kit/folder.h"
#include "kit/indent.h"
#include "kit/message.h"
#include "kit/parameters.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- where it lies ------------------------------------------------------ */

/* As it is on disk, or as it will be: what is not there yet stays a word. */
static bool
real_path(const char *path, char real[PATH_MAX])
{
    char there[PATH_MAX];
    size_t length = strlen(path), rest = length;
    if (length + 2 > sizeof there)
        return false;
    for (memcpy(there, path, length + 1); !realpath(there, real);) {
        char *slash = strrchr(there, '/');
        rest = slash ? (size_t)(slash - there) : 0;
        strcpy(slash ? slash : there, slash == there ? "/" : "");
        if (!slash)
            strcpy(there, ".");
        if (slash == there && !realpath(there, real))
            return false;
    }
    if (strlen(real) + 1 + strlen(path + rest) >= PATH_MAX)
        return false;
    if (path[rest] && path[rest] != '/')
        strcat(real, "/");
    strcat(real, path + rest);
    for (length = strlen(real); length > 1 && real[length - 1] == '/';)
        real[--length] = 0;
    return true;
}

/* What follows the dataset's own folder, "derivatives/emgtools"; NULL where
 * the output lies elsewhere. */
static const char *
below(const char *input, const char *output)
{
    size_t n = strlen(input);
    if (strncmp(input, output, n) != 0 || (output[n] && output[n] != '/'))
        return NULL;
    return output[n] ? output + n + 1 : output + n;
}

emg_status
dataset_check_output(const char *input, const char *output, emg_error *error)
{
    char in[PATH_MAX], out[PATH_MAX];
    static const char derivatives[] = "derivatives/";
    if (!real_path(input, in) || !real_path(output, out))
        return emg_fail(error, EMG_BAD_OPTION, "a name is too long");
    const char *within = below(in, out);
    if (!within || strncmp(within, derivatives, strlen(derivatives)) == 0)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "the output would lie among the raw data; in a dataset it "
                    "belongs in a folder of derivatives/");
}

/* From the output to the dataset, "../.."; "" where that would tell names of
 * folders, which may be those of people. */
static void
find_link(const char *input, const char *output, char link[PATH_MAX])
{
    char in[PATH_MAX], out[PATH_MAX];
    const char *within = NULL;
    *link = 0;
    if (real_path(input, in) && real_path(output, out))
        within = below(in, out);
    for (const char *at = within; at && *at;) {
        strcat(link, *link ? "/.." : "..");
        at = strchr(at, '/');
        at = at ? at + 1 : NULL;
    }
}

/* ---- dataset_description.json ------------------------------------------- */

static void
compose(emg_text *to, const char *link)
{
    emg_text line = {0};
    emg_text_add(&line,
                 "{\"Name\":\"Sustained co-contraction of antagonist muscles\","
                 "\"BIDSVersion\":\"1.11.1\",\"DatasetType\":\"derivative\","
                 "\"GeneratedBy\":[{\"Name\":\"emgtools\",\"Version\":");
    emg_text_add_json(&line, emg_version());
    emg_text_add(&line, ",\"Description\":\"emg-bids: events and summaries of "
                        "each recording. A research tool, no medical "
                        "device.\"}]");
    if (*link) {
        emg_text_add(&line, ",\"SourceDatasets\":[{\"URL\":");
        emg_text_add_json(&line, link);
        emg_text_add(&line, "}],\"DatasetLinks\":{\"raw\":");
        emg_text_add_json(&line, link);
        emg_text_add(&line, "}");
    }
    emg_text_add(&line, "}");
    if (line.status)
        to->status = line.status;
    else
        kit_add_indented(to, line.chars);
    emg_text_free(&line);
}

static emg_status
write_new(const char *path, const emg_text *text, kit_account *account,
          bool force, emg_error *error)
{
    emg_provenance provenance = kit_provenance(account);
    emg_output *output = emg_output_open(path, force, error);
    if (!output)
        return error->status;
    if (account->work)
        emg_output_account(output, &provenance);
    emg_status status =
        emg_output_write(output, text->chars, text->length, error);
    if (!status)
        status = emg_output_finish(output, error);
    emg_output_destroy(output);
    return status;
}

/* Somebody may have been killed between the file and its sidecar; then the
 * file is what would be written now. */
static bool
is_half_done(const char *path, const emg_text *text)
{
    emg_error unheard = EMG_NO_ERROR;
    char *sidecar = emg_sidecar_path(path, NULL);
    bool lacks = sidecar && access(sidecar, F_OK) != 0;
    json_t *there = lacks ? emg_bids_json(path, &unheard) : NULL;
    json_t *wanted = json_loadb(text->chars, text->length, 0, NULL);
    bool same = there && json_equal(there, wanted);
    json_decref(there);
    json_decref(wanted);
    emg_free(sidecar);
    return same;
}

/* Who comes second finds that the file is there, which is as good. */
static emg_status
write_once(const char *path, const emg_text *text, kit_account *account,
           emg_error *error)
{
    emg_error own = EMG_NO_ERROR;
    if (access(path, F_OK) == 0)
        return EMG_OK;
    if (!write_new(path, text, account, false, &own))
        return EMG_OK;
    if (access(path, F_OK) == 0) {
        emg_text_clear(&account->told); /* of the file that was given up */
        return account->work && is_half_done(path, text)
                   ? write_new(path, text, account, true, error)
                   : EMG_OK;
    }
    *error = own;
    return own.status;
}

static emg_status
check_there(const char *path, emg_error *error)
{
    json_t *about = emg_bids_json(path, error);
    const char *type = json_string_value(json_object_get(about, "DatasetType"));
    bool derived = type && strcmp(type, "derivative") == 0;
    json_decref(about);
    if (derived || error->status)
        return error->status;
    emg_fail(error, EMG_BAD_OPTION,
             "the output folder holds a dataset that is no derivative; choose "
             "another");
    emg_error_in_file(error, path);
    return EMG_BAD_OPTION;
}

static emg_status
write_description(const char *path, const emg_text *text, const kit_work *work,
                  emg_error *error)
{
    const emg_text nobody = {.chars = ""};
    kit_chosen chosen = *work->chosen;
    kit_work bare = {.chosen = &chosen};
    kit_account account = {.work = &bare, .inputs = &nobody, .n_rows = -1};
    chosen.tool = &dataset_group; /* which has no parameters: nor has this */
    if (kit_add_step(&bare.step, &chosen, error))
        return error->status;
    emg_status status = is_half_done(path, text)
                            ? write_new(path, text, &account, true, error)
                            : write_once(path, text, &account, error);
    kit_account_clear(&account);
    emg_text_free(&bare.step);
    return status ? status : check_there(path, error);
}

/* No rule of BIDS knows derivatives of EMG yet. */
static emg_status
write_ignored(const char *path, emg_error *error)
{
    static const char rules[] = "**/emg/**\ngroup_*\n*.prov.json\n";
    emg_text text = {0};
    kit_account nobody = {0};
    emg_text_add(&text, rules);
    emg_status status =
        text.status ? emg_fail(error, text.status, "no memory for rules")
                    : write_once(path, &text, &nobody, error);
    emg_text_free(&text);
    return status;
}

/* GeneratedBy names the program, and BIDS looks for that in the name of a
 * folder that lies in derivatives/. */
static bool
is_misnamed(const char *folder)
{
    char out[PATH_MAX];
    if (!real_path(folder, out))
        return false;
    char *base = strrchr(out, '/');
    if (strstr(base, "emgtools"))
        return false;
    *base = 0;
    const char *above = strrchr(out, '/');
    return above && strcmp(above, "/derivatives") == 0;
}

static void
say(const kit_work *work, const char *what)
{
    emg_text line = {0};
    if (!work->chosen->batch.quiet)
        kit_add_note(&line, work->chosen->tool->name,
                     "dataset_description.json", what);
    kit_say(&line);
    emg_text_free(&line);
}

emg_status
dataset_begin(const kit_work *work, emg_error *error)
{
    const dataset_settings *s = work->chosen->own;
    const char *folder = work->chosen->output.folder;
    char link[PATH_MAX] = "";
    emg_text text = {0}, path = {0};
    if (s->link)
        strncat(link, s->link, sizeof link - 1);
    else
        find_link(s->input, folder, link);
    emg_text_format(&path, "%s/dataset_description.json", folder);
    if (!*link && !path.status && access(path.chars, F_OK) != 0)
        say(work, "the output lies outside of the dataset: give --link for "
                  "Sources to lead there");
    if (is_misnamed(folder))
        say(work, "in derivatives/, the folder's name has to hold emgtools, "
                  "which made it: so BIDS wants it");
    compose(&text, link);
    emg_status status = text.status ? text.status : path.status;
    status = status ? emg_fail(error, status, "no memory for a description")
                    : write_description(path.chars, &text, work, error);
    emg_text_clear(&path);
    emg_text_format(&path, "%s/.bidsignore", folder);
    if (!status)
        status = write_ignored(path.chars, error);
    emg_text_free(&text);
    emg_text_free(&path);
    return status;
}
