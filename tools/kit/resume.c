/* The sidecar says what an output was made of; the files say whether that
 * still holds. Whatever cannot be told counts as not done. */
#include "kit/resume.h"

#include "base/memory.h"
#include "base/place.h"
#include "io/channel_table.h"
#include "io/sidecar.h"
#include "kit/described.h"
#include "kit/folder.h"
#include "kit/parse.h"
#include "kit/sidecar.h"

#include <string.h>

/* Program, version, parameters and files that options name. A secret is not
 * told, so that nobody knows whether it is the same. */
static bool
is_same_step(const json_t *sidecar, const emg_text *step)
{
    static const char *const members[] = {"program", "version", "parameters",
                                          "files"};
    json_t *now = json_loadb(step->chars, step->length, 0, NULL);
    bool same = now && !strstr(step->chars, KIT_WITHHELD);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        same = same && json_equal(json_object_get(now, members[i]),
                                  json_object_get(sidecar, members[i]));
    json_decref(now);
    return same;
}

/* The table of channels beside an input is read with it. */
static bool
is_same_table(const json_t *input, const char *path)
{
    const json_t *table = json_object_get(input, "channels");
    char *beside = emg_channel_table_path(path, NULL);
    struct stat about;
    bool same = false, there;
    if (beside && table)
        same = kit_file_is(beside, kit_member(table, "xxh3_128"));
    else if (beside)
        same = !emg_place_look(beside, &about, &there, NULL) && !there;
    emg_free(beside);
    return same;
}

static bool
is_same_input(const json_t *input, const kit_work *work, const char *path)
{
    const char *name = kit_member(input, "name");
    if (strcmp(path, "-") == 0)
        return false;
    if (!work->chosen->tool->copy && strcmp(name, kit_base_name(path)) != 0)
        return false;
    return kit_file_is(path, kit_member(input, "xxh3_128")) &&
           (work->chosen->tool->sheets ||
            (is_same_table(input, path) && kit_same_fields(input, path)));
}

static bool
has_sidecar(const char *target)
{
    char *path = emg_sidecar_path(target, NULL);
    struct stat about;
    bool there = false;
    if (path)
        emg_place_look(path, &about, &there, NULL);
    emg_free(path);
    return there;
}

static bool
is_whole(const json_t *output, const char *target)
{
    json_t *beside = json_object_get(output, "beside");
    bool whole = kit_file_is(target, kit_member(output, "xxh3_128"));
    for (size_t i = 0; i < json_array_size(beside) && whole; i++) {
        const json_t *one = json_array_get(beside, i);
        char *path = kit_neighbour(target, kit_member(one, "name"));
        whole = path && kit_file_is(path, kit_member(one, "xxh3_128")) &&
                has_sidecar(path);
        emg_free(path);
    }
    return whole;
}

static json_t *
sidecar_of(const char *target)
{
    emg_error unheard = EMG_NO_ERROR;
    char *path = emg_sidecar_path(target, NULL);
    bool sealed = false;
    json_t *sidecar = path ? kit_sidecar_read(path, &sealed, &unheard) : NULL;
    emg_free(path);
    if (sealed)
        return sidecar;
    json_decref(sidecar);
    return NULL;
}

/* Is the file there whole, of this step and of these n jobs' inputs? */
static bool
is_made(const kit_work *work, const char *target, const kit_job *jobs, int n)
{
    int n_inputs = work->chosen->tool->generate ? 0 : n;
    json_t *sidecar = sidecar_of(target);
    json_t *inputs = json_object_get(sidecar, "inputs");
    bool made = sidecar && is_same_step(sidecar, &work->step) &&
                json_array_size(inputs) == (size_t)n_inputs &&
                is_whole(json_object_get(sidecar, "output"), target);
    for (int i = 0; i < n_inputs && made; i++)
        made = is_same_input(json_array_get(inputs, (size_t)i), work,
                             jobs[i].path);
    json_decref(sidecar);
    return made;
}

static bool
is_done(const kit_work *work, const char *target, const kit_job *jobs, int n)
{
    const char *copy = work->chosen->output.annotate;
    return is_made(work, target, jobs, n) &&
           (!copy || is_made(work, copy, jobs, n));
}

bool
kit_job_is_done(const kit_work *work, const kit_job *job)
{
    return is_done(work, job->target, job, 1);
}

bool
kit_table_is_done(const kit_work *work)
{
    return is_done(work, work->chosen->output.file, work->jobs, work->n);
}
