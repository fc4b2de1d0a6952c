/* PowerLineFrequency of NAME.json beside NAME.edf. */
#include "io/mains.h"

#include "base/memory.h"

#include <jansson.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#define MOST_BYTES (1 << 20) /* a sidecar is a page of text */
#define LEAST_HZ 10          /* 16.7 Hz feeds railways, 400 Hz aircraft */
#define MOST_HZ 1000

static char *
sidecar_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    size_t length = dot ? (size_t)(dot - path) : strlen(path);
    char *name = emg_new(length + sizeof ".json", 1, NULL);
    if (name) {
        memcpy(name, path, length);
        memcpy(name + length, ".json", sizeof ".json");
    }
    return name;
}

double
emg_mains_beside(const char *path)
{
    struct stat about;
    char *name = sidecar_of(path);
    double hz = 0;
    if (name && stat(name, &about) == 0 && S_ISREG(about.st_mode) &&
        about.st_size <= MOST_BYTES) {
        json_t *root = json_load_file(name, JSON_REJECT_DUPLICATES, NULL);
        hz = json_number_value(json_object_get(root, "PowerLineFrequency"));
        json_decref(root);
    }
    emg_free(name);
    return hz >= LEAST_HZ && hz <= MOST_HZ ? hz : 0;
}
