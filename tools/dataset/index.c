/* Folders of subjects and, in those called emg, recordings. What else lies in
 * a dataset, derivatives among it, is not looked at. */
#include "dataset/index.h"

#include "kit/folder.h"
#include "kit/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct reading {
    dataset_index *index;
    dataset_selection *selection;
    size_t root; /* length of the dataset's name */
} reading;

static emg_status
no_memory(emg_error *error)
{
    return emg_fail(error, EMG_NO_MEMORY, "no memory for the names");
}

/* ---- files --------------------------------------------------------------- */

static bool
is_in_emg(const char *path)
{
    static const char folder[] = "/emg/";
    const char *base = kit_base_name(path);
    size_t n = strlen(folder);
    return (size_t)(base - path) >= n && memcmp(base - n, folder, n) == 0;
}

/* Does the name say where it lies: sub-1/[ses-a/]emg? */
static bool
is_at_home(const char *path, const emg_bids_name *name)
{
    const char *session = emg_bids_label(name, "ses");
    const char *base = kit_base_name(path);
    emg_text home = {0};
    emg_text_format(&home, "/sub-%s/", emg_bids_label(name, "sub"));
    if (session)
        emg_text_format(&home, "ses-%s/", session);
    emg_text_add(&home, "emg/");
    bool same = home.chars && (size_t)(base - path) >= home.length &&
                memcmp(base - home.length, home.chars, home.length) == 0;
    emg_text_free(&home);
    return same;
}

/* Why a file that ends like a recording is none. */
static const char *
judge(const char *path, const emg_bids_name *name, const char *wrong)
{
    if (wrong)
        return wrong;
    if (strcmp(name->extension, ".edf") != 0 &&
        strcmp(name->extension, ".bdf") != 0)
        return "a recording in a dataset is .edf or .bdf, in small letters";
    if (!emg_bids_label(name, "sub") || !emg_bids_label(name, "task"))
        return "its name has no sub or no task";
    if (!is_at_home(path, name))
        return "its folder is of another subject or session than its name";
    return NULL;
}

static bool
looks_like_recording(const char *base)
{
    const char *ending = strstr(base, "_emg.");
    return ending && strcmp(ending, "_emg.json") != 0 &&
           strcmp(ending, "_emg.tsv") != 0;
}

static void
add_path(const reading *self, const char *path)
{
    emg_text *to = &self->index->paths;
    emg_text_add_bytes(to, path, self->root);
    emg_text_add(to, "/.");
    emg_text_add_bytes(to, path + self->root, strlen(path + self->root) + 1);
    self->index->n++;
}

static emg_status
take(void *to, const char *path, emg_error *error)
{
    reading *self = to;
    dataset_index *index = self->index;
    const char *base = kit_base_name(path), *wrong;
    emg_bids_name name;
    if (!is_in_emg(path) || !looks_like_recording(base))
        return EMG_OK;
    emg_bids_name_read(&name, base, &wrong);
    wrong = judge(path, &name, wrong);
    if (wrong)
        emg_text_format(&index->strays, "%s\t%s\n", base, wrong);
    index->n_found += !wrong;
    if (!wrong && dataset_is_wanted(self->selection, &name))
        add_path(self, path);
    return index->paths.status || index->strays.status ? no_memory(error)
                                                       : EMG_OK;
}

/* ---- subjects ------------------------------------------------------------ */

static int
is_subject(const struct dirent *entry)
{
    return strncmp(entry->d_name, "sub-", 4) == 0;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool
may_be_wanted(const reading *self, const char *folder)
{
    emg_bids_name name = {.n = 1, .entities = {{.key = "sub"}}};
    const char *label = folder + strlen("sub-");
    size_t room = sizeof name.entities[0].label;
    if (strlen(label) >= room)
        return true; /* whoever reads the names in it says so */
    memcpy(name.entities[0].label, label, strlen(label) + 1);
    return dataset_may_be_wanted(self->selection, &name);
}

static emg_status
read_subject(reading *self, const char *root, const char *folder,
             emg_error *error)
{
    emg_text path = {0};
    if (!may_be_wanted(self, folder))
        return EMG_OK;
    emg_text_add_bytes(&path, root, self->root);
    emg_text_format(&path, "/%s", folder);
    emg_status status = path.status ? no_memory(error)
                                    : kit_walk(path.chars, take, self, error);
    emg_text_free(&path);
    return status;
}

static size_t
length_of(const char *root)
{
    size_t length = strlen(root);
    while (length > 1 && root[length - 1] == '/')
        length--;
    return length;
}

emg_status
dataset_index_read(dataset_index *index, const char *root,
                   dataset_selection *selection, emg_error *error)
{
    reading self = {index, selection, length_of(root)};
    struct dirent **folders = NULL;
    emg_status status = EMG_OK;
    int n = scandir(root, &folders, is_subject, by_name);
    if (n < 0) {
        emg_fail(error, EMG_NO_INPUT, "the folder cannot be read: %s",
                 strerror(errno));
        emg_error_in_file(error, root);
        return EMG_NO_INPUT;
    }
    for (int i = 0; i < n; i++) {
        if (!status)
            status = read_subject(&self, root, folders[i]->d_name, error);
        free(folders[i]);
    }
    free(folders);
    return status;
}

void
dataset_index_clear(dataset_index *index)
{
    emg_text_free(&index->paths);
    emg_text_free(&index->strays);
    *index = (dataset_index){0};
}
