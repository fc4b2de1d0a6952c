/* Operands, lists of names, standard input. */
#include "kit/files.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "base/place.h"
#include "base/text.h"
#include "kit/help.h"
#include "kit/parse.h"
#include "kit/walk.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

emg_status
kit_read_text(emg_text *text, const char *path, emg_error *error)
{
    emg_bytes *bytes = strcmp(path, "-") == 0
                           ? emg_bytes_from_fd(STDIN_FILENO, path, error)
                           : emg_bytes_open(path, error);
    emg_status status = bytes ? EMG_OK : error->status;
    size_t got = 1;
    while (!status && got > 0) {
        char part[4096];
        status = emg_bytes_read(bytes, part, sizeof part, &got, error);
        if (!status)
            emg_text_add_bytes(text, part, got);
    }
    emg_bytes_close(bytes);
    if (!status && text->status)
        status = emg_fail(error, text->status, "no memory for the names");
    return status;
}

emg_status
kit_files_add(kit_chosen *chosen, const emg_text *text, emg_error *error)
{
    emg_status status = EMG_OK;
    for (size_t at = 0; at < text->length && !status;
         at += strlen(text->chars + at) + 1)
        if (text->chars[at])
            status = kit_list_add(&chosen->operands, text->chars + at, error);
    return status;
}

static emg_status
add_lines(kit_chosen *chosen, char *rest, emg_error *error)
{
    emg_status status = EMG_OK;
    while (rest && !status) {
        char *line = strsep(&rest, "\n");
        line[strcspn(line, "\r")] = 0;
        if (*line)
            status = kit_list_add(&chosen->operands, line, error);
    }
    return status;
}

static emg_status
add_listed(kit_chosen *chosen, char **names, emg_error *error)
{
    emg_text text = {0};
    emg_status status = kit_read_text(&text, chosen->batch.files_from, error);
    *names = text.chars;
    if (!status && text.length > 0)
        status = memchr(text.chars, 0, text.length)
                     ? kit_files_add(chosen, &text, error)
                     : add_lines(chosen, text.chars, error);
    if (!status && chosen->operands.n == 0)
        status = emg_fail(error, EMG_BAD_OPTION,
                          "--files-from: the list names no recording");
    return status;
}

/* ---- folders ----------------------------------------------------------- */

/* Tables and sidecars are .tsv and .json: who means them names them. */
static bool
is_recording(const char *path)
{
    static const char *const endings[] = {".edf",    ".bdf", ".wav", ".c3d",
                                          ".stream", ".csv", ".txt"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

typedef struct expansion {
    emg_text names; /* each ended by NUL */
    size_t folder;  /* length of the name of the one that is looked through */
} expansion;

/* STUDY/./P01/VISIT1.edf: what follows the dot is what outputs are called. */
static emg_status
take_file(void *to, const char *path, emg_error *error)
{
    expansion *self = to;
    const char *below = path + self->folder;
    if (!is_recording(path))
        return EMG_OK;
    emg_text_add_bytes(&self->names, path, self->folder);
    emg_text_add(&self->names, "/.");
    emg_text_add(&self->names, *below == '/' ? "" : "/");
    emg_text_add_bytes(&self->names, below, strlen(below) + 1);
    return self->names.status
               ? emg_fail(error, EMG_NO_MEMORY, "no memory for the names")
               : EMG_OK;
}

bool
kit_is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static emg_status
expand(expansion *self, const char *path, emg_error *error)
{
    if (kit_is_folder(path)) {
        self->folder = strlen(path);
        while (self->folder > 1 && path[self->folder - 1] == '/')
            self->folder--;
        return kit_walk(path, take_file, self, error);
    }
    emg_text_add_bytes(&self->names, path, strlen(path) + 1);
    return self->names.status
               ? emg_fail(error, EMG_NO_MEMORY, "no memory for the names")
               : EMG_OK;
}

static emg_status
expand_folders(kit_chosen *chosen, char **names, emg_error *error)
{
    expansion self = {0};
    emg_status status = EMG_OK;
    for (int i = 0; i < chosen->operands.n && !status; i++)
        status = expand(&self, chosen->operands.items[i], error);
    emg_free(chosen->operands.items);
    emg_free(*names);
    chosen->operands = (kit_list){0};
    *names = self.names.chars;
    if (!status)
        status = kit_files_add(chosen, &self.names, error);
    if (!status && chosen->operands.n == 0)
        status = emg_fail(error, EMG_BAD_OPTION,
                          "--recursive: no recording lies below the folders");
    return status;
}

static emg_status
refuse_input_twice(const kit_chosen *chosen, emg_error *error)
{
    const char *list = chosen->batch.files_from;
    int n = list && strcmp(list, "-") == 0;
    for (int i = 0; i < chosen->operands.n; i++)
        n += strcmp(chosen->operands.items[i], "-") == 0;
    if (n < 2)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "standard input can be read only once");
}

/* A tool that makes its recording has one job and no input. */
static emg_status
no_input(kit_chosen *chosen, emg_error *error)
{
    if (chosen->operands.n > 0 || chosen->batch.files_from)
        return emg_fail(error, EMG_BAD_OPTION,
                        "this program reads no recording; see %s --help",
                        chosen->tool->name);
    return kit_list_add(&chosen->operands, "", error);
}

emg_status
kit_files(kit_chosen *chosen, char **names, emg_error *error)
{
    emg_status status = EMG_OK;
    if (chosen->tool->generate)
        return no_input(chosen, error);
    if (chosen->tool->find)
        return chosen->tool->find(chosen, names, error);
    if (chosen->batch.files_from)
        status = add_listed(chosen, names, error);
    if (!status && chosen->batch.recursive && !chosen->tool->sheets)
        status = expand_folders(chosen, names, error);
    if (!status && chosen->operands.n == 0) {
        if (chosen->tool->named || isatty(STDIN_FILENO))
            return emg_fail(error, EMG_BAD_OPTION,
                            "no %s is given; see %s --help",
                            kit_operand_name(chosen->tool), chosen->tool->name);
        status = kit_list_add(&chosen->operands, "-", error);
    }
    return status ? status : refuse_input_twice(chosen, error);
}

/* Lines to a list with commas between them, in place. */
static emg_status
join_lines(char *lines, emg_error *error)
{
    char *to = lines, *rest = lines;
    for (int number = 1; rest; number++) {
        char *line = strsep(&rest, "\n");
        size_t length = strcspn(line, "\r");
        if (memchr(line, ',', length))
            return emg_fail(error, EMG_BAD_OPTION,
                            "--names: line %d of the file holds a comma; "
                            "write a label or OLD=NEW a line",
                            number);
        if (length == 0)
            continue;
        if (to > lines)
            *to++ = ',';
        memmove(to, line, length);
        to += length;
    }
    *to = 0;
    return EMG_OK;
}

emg_status
kit_names(kit_chosen *chosen, char **names, emg_error *error)
{
    emg_text text = {0};
    const char *path = chosen->input.names;
    struct stat about;
    bool there = false;
    emg_status status =
        path ? emg_place_look(path, &about, &there, error) : EMG_OK;
    if (!there)
        return status;
    status = kit_read_text(&text, path, error);
    *names = text.chars;
    if (!status && text.length == 0)
        status = emg_fail(error, EMG_BAD_OPTION, "--names: the file is empty");
    if (!status)
        status = join_lines(text.chars, error);
    chosen->input.names = text.chars;
    return status;
}
