/* Paths and rules are compared name by name. */
#include "dataset/ignore.h"

#include "base/place.h"
#include "kit/files.h"

#include <fnmatch.h>
#include <string.h>

#define MOST 256 /* of the letters of a name; longer ones fit no rule */

emg_status
dataset_ignored_read(emg_text *rules, const char *root, emg_error *error)
{
    emg_text path = {0};
    bool there = false;
    emg_text_format(&path, "%s/.bidsignore", root);
    emg_status status =
        path.status ? emg_fail(error, path.status, "no memory for a name")
                    : emg_place_is_file(path.chars, &there, error);
    if (!status && there)
        status = kit_read_text(rules, path.chars, error);
    emg_text_free(&path);
    return status;
}

static bool
fits_name(const char *rule, size_t rule_length, const char *name,
          size_t name_length)
{
    char pattern[MOST], one[MOST];
    if (rule_length >= MOST || name_length >= MOST)
        return false;
    memcpy(pattern, rule, rule_length);
    pattern[rule_length] = 0;
    memcpy(one, name, name_length);
    one[name_length] = 0;
    return fnmatch(pattern, one, 0) == 0;
}

/* A rule that is used up fits a folder and all that is in it. */
static bool
fits(const char *rule, const char *path)
{
    size_t n = strcspn(rule, "/"), m = strcspn(path, "/");
    if (n == 0) /* a slash at the end: only folders */
        return *path != 0;
    if (n == 2 && strncmp(rule, "**", 2) == 0) {
        rule += rule[n] ? n + 1 : n;
        while (*rule && path && !fits(rule, path)) {
            path = strchr(path, '/');
            path = path ? path + 1 : NULL;
        }
        return path != NULL;
    }
    if (!fits_name(rule, n, path, m))
        return false;
    if (!rule[n])
        return true;
    return path[m] && fits(rule + n + 1, path + m + 1);
}

static bool
rule_fits(const char *rule, const char *below)
{
    const char *slash = strchr(rule, '/');
    if (*rule == '/')
        return rule[1] && fits(rule + 1, below);
    if (slash && slash[1])
        return fits(rule, below);
    for (; below; below = strchr(below, '/')) {
        below += *below == '/';
        if (fits(rule, below))
            return true;
    }
    return false;
}

bool
dataset_is_ignored(const emg_text *rules, const char *below)
{
    bool ignored = false;
    const char *line = rules->length ? rules->chars : "";
    while (*line) {
        char rule[MOST];
        size_t length = strcspn(line, "\n"), n = length;
        while (n > 0 && strchr(" \t\r", line[n - 1]))
            n--;
        if (n > 0 && n < MOST && *line != '#') {
            bool back = *line == '!';
            memcpy(rule, line + back, n - back);
            rule[n - back] = 0;
            if (rule[0] && rule_fits(rule, below))
                ignored = !back;
        }
        line += length + (line[length] == '\n');
    }
    return ignored;
}
