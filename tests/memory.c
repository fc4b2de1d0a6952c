#include "memory.h"

#include <stddef.h>

void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);

static int64_t taken, refuse_at;

void *
__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return ++taken == refuse_at ? NULL : __real_aligned_alloc(alignment, size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
    return ++taken == refuse_at ? NULL : __real_calloc(count, size);
}

int64_t
memory_taken(void)
{
    return taken;
}

void
memory_refuse(int64_t nth)
{
    refuse_at = nth ? taken + nth : 0;
}

int
memory_refused(void)
{
    return refuse_at && taken >= refuse_at;
}
