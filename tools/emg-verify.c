/* Do outputs still match what stands beside them? */
#include "kit/kit.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "base/place.h"
#include "io/sidecar.h"
#include "kit/folder.h"
#include "kit/parameters.h"
#include "kit/sidecar.h"
#include "kit/walk.h"

#include <string.h>

typedef struct settings {
    kit_list inputs;
} settings;

static const kit_option options[] = {
    {"inputs", 0, KIT_LIST, offsetof(settings, inputs),
     "look for the inputs in this folder, or in those in it that are called "
     "as the outputs' are",
     .words = "DIR", .told = KIT_UNTOLD, .absent = "that of each output",
     .example = "study"},
    {0}};

static const char *const *
columns(const kit_chosen *chosen)
{
    static const char *const names[] = {"file",    "status",  "inputs",
                                        "program", "version", NULL};
    (void)chosen;
    return names;
}

/* ---- inputs -------------------------------------------------------------- */

/* What became of a file. Of several inputs, the worst counts. */
typedef enum finding { NONE, SAME, NOT_FOUND, UNREADABLE, CHANGED } finding;

static const char *const finding_names[] = {[NONE] = NULL,
                                            [SAME] = "same",
                                            [NOT_FOUND] = "not_found",
                                            [UNREADABLE] = "unreadable",
                                            [CHANGED] = "changed"};

typedef struct search {
    const settings *settings;
    const char *output;
    const char *below; /* the same, from the folder that is asked about on */
} search;

static finding
judge_file(const char *path, const char *fingerprint)
{
    char now[EMG_FINGERPRINT_SIZE];
    emg_error unheard = EMG_NO_ERROR;
    struct stat about;
    bool there;
    if (emg_place_look(path, &about, &there, NULL))
        return UNREADABLE;
    if (!there)
        return NOT_FOUND;
    if (kit_fingerprint(path, now, &unheard))
        return UNREADABLE;
    return strcmp(now, fingerprint) == 0 ? SAME : CHANGED;
}

/* FOLDER/NAME, or FOLDER/[what stands before the slash of at]/NAME. */
static finding
judge_at(const search *self, const char *folder, const char *at,
         const char *name, const char *fingerprint)
{
    emg_text path = {0};
    finding found = NOT_FOUND;
    if (folder)
        emg_text_format(&path, "%s/", folder);
    if (at)
        emg_text_add_bytes(&path, at, (size_t)(kit_base_name(at) - at));
    emg_text_add(&path, name);
    if (path.status)
        found = UNREADABLE;
    else if (strcmp(path.chars, self->output) != 0)
        found = judge_file(path.chars, fingerprint);
    emg_text_free(&path);
    return found;
}

/* In the folders of --inputs, also where outputs lie in folders like those of
 * the inputs; or beside the output. Where files of the same name lie in
 * several, one that is the same is the one that was meant, and next to it the
 * one in the like folder. */
static finding
judge_input(const search *self, const char *name, const char *fingerprint)
{
    const kit_list *folders = &self->settings->inputs;
    finding worst = NOT_FOUND;
    if (folders->n == 0)
        return judge_at(self, NULL, self->output, name, fingerprint);
    for (int i = 0; i < folders->n; i++) {
        const char *folder = folders->items[i];
        finding found = judge_at(self, folder, self->below, name, fingerprint);
        if (found == NOT_FOUND)
            found = judge_at(self, folder, NULL, name, fingerprint);
        if (found == SAME)
            return SAME;
        worst = found > worst ? found : worst;
    }
    return worst;
}

static finding
judge_member(const search *self, const json_t *input)
{
    const char *name = kit_member(input, "name");
    const char *fingerprint = kit_member(input, "xxh3_128");
    if (!*name || !*fingerprint || strchr(name, '/'))
        return NOT_FOUND;
    return judge_input(self, name, fingerprint);
}

/* A stream that came through a pipe tells of the first program's input. */
static finding
judge_one(const search *self, const json_t *input)
{
    const json_t *origin = json_object_get(input, "origin");
    const json_t *table = json_object_get(input, "channels");
    const json_t *fields = json_object_get(input, "fields");
    bool is_pipe = strcmp(kit_member(input, "name"), "-") == 0;
    finding found = judge_member(self, is_pipe && origin ? origin : input);
    if (table && found == SAME)
        found = judge_member(self, table);
    for (size_t i = 0; i < json_array_size(fields) && found == SAME; i++)
        found = judge_member(self, json_array_get(fields, i));
    return found;
}

static finding
judge_inputs(const search *self, const json_t *sidecar)
{
    static const char *const lists[] = {"inputs", "files"};
    finding worst = NONE;
    for (int l = 0; l < 2; l++) {
        const json_t *list = json_object_get(sidecar, lists[l]);
        for (size_t i = 0; i < json_array_size(list); i++) {
            finding found = judge_one(self, json_array_get(list, i));
            worst = found > worst ? found : worst;
        }
    }
    return worst;
}

/* ---- outputs ------------------------------------------------------------- */

typedef struct job {
    const settings *settings;
    kit_table *table;
    bool named; /* on the command line, no find in a folder */
    bool any;
    bool folders; /* outputs are named with their folders */
} job;

static const char *
judge(finding output, bool sealed, finding inputs)
{
    if (output == NOT_FOUND)
        return "incomplete";
    if (output == CHANGED || (output == SAME && !sealed))
        return "changed";
    if (inputs == CHANGED)
        return "stale";
    return output == UNREADABLE || inputs == UNREADABLE ? "unknown" : "intact";
}

/* From the folder that is asked about on; of a file that is named, its own. */
static const char *
below(const job *self, const char *path)
{
    const char *root = self->table->path;
    size_t n = strlen(root);
    if (self->named || strncmp(path, root, n) != 0)
        return kit_base_name(path);
    return path + n + strspn(path + n, "/");
}

static void
add_row(job *self, const char *path, const char *status, finding inputs,
        const json_t *sidecar)
{
    self->any = true;
    kit_text(self->table,
             self->folders ? below(self, path) : kit_base_name(path));
    kit_text(self->table, status);
    kit_text(self->table, finding_names[inputs]);
    kit_text(self->table, kit_member(sidecar, "program"));
    kit_text(self->table, kit_member(sidecar, "version"));
    if (strcmp(status, "intact") != 0)
        self->table->exit_status = 1;
}

static void
verify_told(job *self, const char *path, const char *beside)
{
    search where = {self->settings, path, below(self, path)};
    emg_error unheard = EMG_NO_ERROR;
    bool sealed = false;
    json_t *sidecar = kit_sidecar_read(beside, &sealed, &unheard);
    if (!sidecar) {
        add_row(self, path, "unknown", NONE, NULL);
        return;
    }
    const json_t *told = json_object_get(sidecar, "output");
    finding output = judge_file(path, kit_member(told, "xxh3_128"));
    finding inputs = judge_inputs(&where, sidecar);
    add_row(self, path, judge(output, sealed, inputs), inputs, sidecar);
    json_decref(sidecar);
}

static emg_status
verify(job *self, const char *path, emg_error *error)
{
    struct stat about;
    bool there;
    char *beside = emg_sidecar_path(path, error);
    if (!beside)
        return EMG_NO_MEMORY;
    if (emg_place_look(beside, &about, &there, NULL))
        add_row(self, path, "unknown", NONE, NULL);
    else if (!there)
        add_row(self, path, "incomplete", NONE, NULL);
    else
        verify_told(self, path, beside);
    emg_free(beside);
    return EMG_OK;
}

/* A sidecar is asked only where its output is gone. */
static emg_status
take(void *to, const char *path, emg_error *error)
{
    job *self = to;
    struct stat about;
    bool there;
    size_t n = strlen(path), ending = strlen(EMG_SIDECAR_ENDING);
    if (!emg_is_sidecar(kit_base_name(path)))
        return verify(self, path, error);
    char *output = emg_text_copy(path, error);
    if (!output)
        return EMG_NO_MEMORY;
    output[n - ending] = 0;
    if (self->named)
        verify(self, output, error);
    else if (!emg_place_look(output, &about, &there, NULL) && !there)
        add_row(self, output, "incomplete", NONE, NULL);
    emg_free(output);
    return error->status;
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    struct stat about;
    bool there;
    job self = {.settings = chosen->own,
                .table = table,
                .folders = chosen->output.folders};
    (void)source;
    if (emg_place_look(table->path, &about, &there, error))
        return error->status;
    if (!there)
        return emg_fail(error, EMG_NO_INPUT, "there is no such file or folder");
    self.named = !S_ISDIR(about.st_mode);
    if (self.named)
        return take(&self, table->path, error);
    emg_status status = kit_walk(table->path, take, &self, error);
    if (!status && !self.any)
        status = emg_fail(error, EMG_NO_INPUT, "no output lies in this folder");
    return status;
}

static const kit_tool tool = {
    .name = "emg-verify",
    .purpose = "Ask whether outputs still match their provenance.",
    .text =
        "A row an output. intact: its bytes and those of its sidecar are as "
        "they were\nwritten; changed: they are not; stale: they are, but an "
        "input has changed since;\nincomplete: output or sidecar "
        "(NAME.prov.json) is missing; unknown: one cannot be\nread. inputs: "
        "same, changed, unreadable, or not_found, and then intact says\n"
        "nothing of them. Leaves with 1 unless all are intact.\n",
    .examples = "  emg-verify out\n"
                "  emg-verify --inputs study out/*.tsv\n",
    .options = options,
    .groups = KIT_TABLE,
    .settings_size = sizeof(settings),
    .columns = columns,
    .measure = measure,
    .sheets = "file or folder",
    .named = true,
    .exit_status = "1 an output is not intact"};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
