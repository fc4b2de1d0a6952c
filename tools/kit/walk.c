/* Sorted, so that it is the same on every disk. */
#include "kit/walk.h"

#include "base/memory.h"

#include <errno.h>
#include <fts.h>
#include <string.h>
#include <sys/stat.h>

static int
by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static emg_status
unreadable(const FTSENT *entry, emg_error *error)
{
    emg_fail(error, EMG_NO_INPUT, "the folder cannot be read: %s",
             entry->fts_errno ? strerror(entry->fts_errno)
                              : "it cannot be looked at");
    emg_error_in_file(error, entry->fts_name);
    return EMG_NO_INPUT;
}

static bool
leads_to_file(const FTSENT *entry)
{
    struct stat about;
    return stat(entry->fts_accpath, &about) == 0 && S_ISREG(about.st_mode);
}

static emg_status
visit(FTS *tree, FTSENT *entry,
      emg_status (*take)(void *, const char *, emg_error *), void *to,
      emg_error *error)
{
    bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
    switch (entry->fts_info) {
    case FTS_D:
        if (hidden)
            fts_set(tree, entry, FTS_SKIP);
        return EMG_OK;
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        return unreadable(entry, error);
    case FTS_SL: /* recordings under version control lie behind links */
        return hidden || !leads_to_file(entry)
                   ? EMG_OK
                   : take(to, entry->fts_path, error);
    case FTS_F:
        return hidden ? EMG_OK : take(to, entry->fts_path, error);
    case FTS_SLNONE: /* so says fts of a folder, too, that nobody can look at */
        return entry->fts_level > 0 ? EMG_OK : unreadable(entry, error);
    default:
        return EMG_OK;
    }
}

emg_status
kit_walk(const char *folder,
         emg_status (*take)(void *to, const char *path, emg_error *error),
         void *to, emg_error *error)
{
    char *copy = emg_text_copy(folder, error);
    char *const paths[] = {copy, NULL};
    FTS *tree =
        copy ? fts_open(paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR,
                        by_name)
             : NULL;
    emg_status status = EMG_OK;
    if (!tree)
        status = emg_fail(error, EMG_NO_MEMORY, "no memory for a folder");
    for (FTSENT *entry; !status && (entry = fts_read(tree));)
        status = visit(tree, entry, take, to, error);
    if (tree)
        fts_close(tree);
    emg_free(copy);
    return status;
}
