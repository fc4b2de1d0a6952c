/* Aligned, size-checked, zeroed. */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define CACHE_LINE 64
#define HUGE_PAGE ((size_t)2 << 20)

/* Large memory in large pages, where the system has them: to touch pages of 4
 * KiB for the first time is dearer than what is then done with them. */
static void *
take(size_t bytes)
{
    size_t unit = bytes < 2 * HUGE_PAGE ? CACHE_LINE : HUGE_PAGE;
    if (bytes > SIZE_MAX - unit)
        return NULL;
    size_t whole = (bytes / unit + 1) * unit;
    void *memory = aligned_alloc(unit, whole);
#ifdef MADV_HUGEPAGE
    if (memory && unit == HUGE_PAGE)
        (void)madvise(memory, whole, MADV_HUGEPAGE); /* a hint */
#endif
    return memory;
}

static void *
no_memory(size_t count, size_t size, emg_error *error)
{
    emg_fail(error, EMG_NO_MEMORY, "no memory for %zu x %zu bytes", count,
             size);
    return NULL;
}

void *
emg_new(size_t count, size_t size, emg_error *error)
{
    size_t bytes = 0;
    void *memory = NULL;

    if (!__builtin_mul_overflow(count, size, &bytes))
        memory = take(bytes);
    return memory ? memset(memory, 0, bytes) : no_memory(count, size, error);
}

/* calloc knows which pages are fresh from the system, and zero. */
void *
emg_new_sparse(size_t count, size_t size, emg_error *error)
{
    size_t bytes = 0;
    void *memory = NULL;

    if (!__builtin_mul_overflow(count, size, &bytes))
        memory = calloc(bytes ? bytes : 1, 1);
    return memory ? memory : no_memory(count, size, error);
}

emg_status
emg_grow(void **array, size_t *capacity, size_t wanted, size_t size,
         emg_error *error)
{
    if (wanted <= *capacity)
        return EMG_OK;
    size_t room = *capacity ? *capacity : 4;
    while (room < wanted)
        room = room > SIZE_MAX / 2 ? wanted : room * 2;
    void *larger = emg_new(room, size, error);
    if (!larger)
        return EMG_NO_MEMORY;
    if (*array)
        memcpy(larger, *array, *capacity * size);
    emg_free(*array);
    *array = larger;
    *capacity = room;
    return EMG_OK;
}

char *
emg_text_copy(const char *text, emg_error *error)
{
    size_t length = strlen(text) + 1;
    char *copy = emg_new(length, 1, error);
    return copy ? memcpy(copy, text, length) : NULL;
}

void
emg_free(void *memory)
{
    free(memory);
}
