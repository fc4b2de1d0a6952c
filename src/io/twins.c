/* Sorted by label, twins stand side by side. */
#include "io/twins.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static int
by_label(const void *a, const void *b)
{
    const emg_channel *const *x = a, *const *y = b;
    int order = strcmp((*x)->label, (*y)->label);
    return order ? order : (*x)->number > (*y)->number ? 1 : -1;
}

void
emg_twins_find(const emg_channel **channels, size_t n, int *twins)
{
    qsort(channels, n, sizeof *channels, by_label);
    for (size_t k = 1; k < n; k++)
        if (strcmp(channels[k]->label, channels[k - 1]->label) == 0)
            twins[channels[k]->number - 1] = channels[k - 1]->number;
}

emg_status
emg_twins_warn(const emg_channel *channel, int earlier, int64_t byte,
               emg_warnings *warnings, emg_error *error)
{
    char shown[64];
    emg_text_show(shown, sizeof shown, channel->label);
    return emg_io_warn(warnings, error, byte,
                       "channels %d and %d have the same label '%s'; choose "
                       "them by number",
                       earlier, channel->number, shown);
}

emg_status
emg_twins_judge(const emg_channel *channels, int n, emg_warnings *warnings,
                emg_error *error)
{
    const emg_channel **sorted = emg_new((size_t)n, sizeof *sorted, error);
    int *twins = emg_new((size_t)n, sizeof *twins, error);
    emg_status status = sorted && twins ? EMG_OK : EMG_NO_MEMORY;
    for (int i = 0; i < n && !status; i++)
        sorted[i] = &channels[i];
    if (!status)
        emg_twins_find(sorted, (size_t)n, twins);
    for (int i = 0; i < n && !status; i++)
        if (twins[i])
            status =
                emg_twins_warn(&channels[i], twins[i], -1, warnings, error);
    emg_free(sorted);
    emg_free(twins);
    return status;
}
