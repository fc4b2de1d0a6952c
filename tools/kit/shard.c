/* Every Nth: what stands together on a command line often is of one size. */
#include "kit/shard.h"

#include "base/memory.h"
#include "base/number.h"

#include <string.h>

static bool
read_shard(const char *text, int64_t *k, int64_t *n)
{
    const char *slash = strchr(text, '/');
    return slash && emg_integer_read(text, (size_t)(slash - text), k) &&
           emg_integer_read(slash + 1, strlen(slash + 1), n) && *k >= 1 &&
           *k <= *n;
}

emg_status
kit_take_shard(kit_work *work, emg_error *error)
{
    const char *text = work->chosen->batch.shard;
    int64_t k, n;
    int kept = 0;
    if (!text)
        return EMG_OK;
    if (!read_shard(text, &k, &n))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--shard: '%s' is no share such as 2/8, from 1/8 to "
                        "8/8",
                        text);
    for (int i = 0; i < work->n; i++) {
        if (i % n == k - 1)
            work->jobs[kept++] = work->jobs[i];
        else
            emg_free(work->jobs[i].target);
    }
    work->n = kept;
    return EMG_OK;
}
