/* No folder is listed, since that of the dataset may hold ten thousand
 * subjects: a file that applies has a name made of parts of the recording's,
 * and there are few of those. */
#include "bids/inherit.h"

#include "base/memory.h"
#include "base/place.h"
#include "base/text.h"
#include "bids/name.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define MOST_LEVELS 4 /* the dataset, the subject, the session, emg */

typedef struct search {
    emg_bids_files *files;
    emg_bids_name name; /* of the recording */
    const char *suffix, *extension;
    char *folder;               /* of the recording */
    size_t levels[MOST_LEVELS]; /* how much of it each takes, from below */
    int n_levels;
} search;

/* ---- folders ------------------------------------------------------------- */

/* Does the folder's path end in this word, once `length` of it is taken? */
static bool
ends_in(const char *folder, size_t length, const char *key, const char *label)
{
    size_t first = strlen(key), second = strlen(label);
    size_t all = first + second;
    return length > all && folder[length - all - 1] == '/' &&
           memcmp(folder + length - all, key, first) == 0 &&
           memcmp(folder + length - second, label, second) == 0;
}

static bool
climb(search *self, size_t *length, const char *key, const char *label)
{
    if (!ends_in(self->folder, *length, key, label))
        return false;
    *length -= strlen(key) + strlen(label) + 1;
    self->levels[self->n_levels++] = *length;
    return true;
}

/* False: it lies by itself. */
static bool
find_levels(search *self)
{
    const char *subject = emg_bids_label(&self->name, "sub");
    const char *session = emg_bids_label(&self->name, "ses");
    size_t length = strlen(self->folder);
    self->levels[0] = length;
    self->n_levels = 1;
    if (climb(self, &length, "emg", "") &&
        (!session || climb(self, &length, "ses-", session)) &&
        climb(self, &length, "sub-", subject))
        return true;
    self->n_levels = 1;
    return false;
}

/* As it is on disk: of a recording that is named from within the dataset, no
 * word of the command line tells where it lies. */
static emg_status
find_real_folder(search *self, emg_error *error)
{
    char real[PATH_MAX];
    if (!realpath(self->folder, real))
        return EMG_OK;
    char *folder = emg_text_copy(real, error);
    if (!folder)
        return EMG_NO_MEMORY;
    emg_free(self->folder);
    self->folder = folder;
    find_levels(self);
    return EMG_OK;
}

static emg_status
find_folder(search *self, const char *path, const char *base, emg_error *error)
{
    self->folder = emg_text_copy(base > path ? path : ".", error);
    if (!self->folder)
        return EMG_NO_MEMORY;
    if (base > path)
        self->folder[base > path + 1 ? base - path - 1 : 1] = 0;
    return find_levels(self) ? EMG_OK : find_real_folder(self, error);
}

/* ---- names --------------------------------------------------------------- */

/* At which level, counted from the dataset, an entity of names begins: above
 * its subject's folder no file is of one. */
static bool
is_fixed(const emg_bids_entity *entity)
{
    return strcmp(entity->key, "sub") == 0 || strcmp(entity->key, "ses") == 0;
}

static bool
is_wanted(const search *self, const emg_bids_entity *entity, int level)
{
    bool of_session = strcmp(entity->key, "ses") == 0;
    int above = self->n_levels - 1 - level; /* 0: the dataset */
    if (self->n_levels == 1)
        return true;
    return above >= (of_session ? 2 : 1);
}

/* Bit i of the mask: is the ith of the entities that are free there? */
static void
add_name(const search *self, emg_text *path, int level, unsigned mask)
{
    emg_text_add_bytes(path, self->folder, self->levels[level]);
    emg_text_add(path, "/");
    for (int i = 0, bit = 0; i < self->name.n; i++) {
        const emg_bids_entity *one = &self->name.entities[i];
        bool taken =
            is_fixed(one) ? is_wanted(self, one, level) : mask >> bit++ & 1;
        if (taken)
            emg_text_format(path, "%s-%s_", one->key, one->label);
    }
    emg_text_format(path, "%s%s", self->suffix, self->extension);
}

static emg_status
keep(emg_bids_files *files, char *path, emg_error *error)
{
    if (emg_grow((void **)&files->paths, &files->room, files->n + 1,
                 sizeof *files->paths, error)) {
        emg_free(path);
        return EMG_NO_MEMORY;
    }
    files->paths[files->n++] = path;
    return EMG_OK;
}

static emg_status
try_name(search *self, int level, unsigned mask, emg_error *error)
{
    emg_text path = {0};
    add_name(self, &path, level, mask);
    if (path.status) {
        emg_text_free(&path);
        return emg_fail(error, EMG_NO_MEMORY, "no memory for a file name");
    }
    struct stat about;
    bool there;
    emg_status status = emg_place_look(path.chars, &about, &there, error);
    if (there)
        return keep(self->files, path.chars, error);
    emg_text_free(&path);
    return status;
}

static int
count_bits(unsigned mask)
{
    int n = 0;
    for (; mask; mask &= mask - 1)
        n++;
    return n;
}

/* Those of few entities first: where two apply, which is wrong, the one that
 * says more is the nearer. */
static emg_status
look_at(search *self, int level, int n_free, emg_error *error)
{
    emg_status status = EMG_OK;
    size_t before = self->files->n;
    for (int n = 0; n <= n_free; n++)
        for (unsigned mask = 0; mask < 1u << n_free && !status; mask++)
            if (count_bits(mask) == n)
                status = try_name(self, level, mask, error);
    if (self->files->n > before + 1)
        self->files->rival = self->files->paths[before];
    return status;
}

static int
count_free(const emg_bids_name *name)
{
    int n = 0;
    for (int i = 0; i < name->n; i++)
        n += !is_fixed(&name->entities[i]);
    return n;
}

emg_status
emg_bids_applying(emg_bids_files *files, const char *path, const char *suffix,
                  const char *extension, emg_error *error)
{
    search self = {.files = files, .suffix = suffix, .extension = extension};
    const char *slash = strrchr(path, '/'), *wrong;
    const char *base = slash ? slash + 1 : path;
    emg_bids_name_read(&self.name, base, &wrong);
    if (wrong || !emg_bids_label(&self.name, "sub"))
        return EMG_OK;
    emg_status status = find_folder(&self, path, base, error);
    for (int level = self.n_levels - 1; level >= 0 && !status; level--)
        status = look_at(&self, level, count_free(&self.name), error);
    emg_free(self.folder);
    return status;
}

void
emg_bids_files_clear(emg_bids_files *files)
{
    for (size_t i = 0; i < files->n; i++)
        emg_free(files->paths[i]);
    emg_free(files->paths);
    *files = (emg_bids_files){0};
}

const char *
emg_bids_nearest(const emg_bids_files *files)
{
    return files->n > 0 ? files->paths[files->n - 1] : NULL;
}
