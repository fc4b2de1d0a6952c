/* Tables of channels from any bytes: of no use with a reason, or rows whose
 * labels are UTF-8 and whose scales are above 0. */
#include "io/channel_table.h"

#include "base/utf8.h"
#include "demand.h"

#include <math.h>
#include <string.h>

static void
judge(const emg_channel_row *row)
{
    char copy[sizeof row->label];
    size_t n = strlen(row->label);
    demand(n < sizeof row->label && strlen(row->unit) < sizeof row->unit);
    demand(emg_utf8_copy(copy, sizeof copy, (const uint8_t *)row->label, n) ==
           n);
    demand(memcmp(copy, row->label, n) == 0);
    demand(isfinite(row->full_scale) && row->full_scale >= 0);
    demand(emg_kind_name(row->kind) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    emg_error error = EMG_NO_ERROR;
    emg_channel_table table = {0};
    const char *wrong = NULL;

    demand(!emg_channel_table_read(&table, (const char *)bytes, size, &wrong,
                                   &error));
    demand(table.n <= size);
    for (size_t i = 0; i < table.n && !wrong; i++)
        judge(&table.rows[i]);
    emg_channel_table_clear(&table);
    return 0;
}
