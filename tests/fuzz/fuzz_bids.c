/* Names of files of a dataset from any bytes: refused with a reason, or parts
 * that make the same name again. */
#include "bids/name.h"

#include "demand.h"

#include <stdio.h>
#include <string.h>

static void
judge(const emg_bids_name *name, const char *base)
{
    char again[2048] = "";
    size_t n = 0;
    for (int i = 0; i < name->n; i++) {
        const emg_bids_entity *one = &name->entities[i];
        n += (size_t)snprintf(again + n, sizeof again - n, "%s-%s_", one->key,
                              one->label);
        demand(emg_bids_label(name, one->key) == one->label);
    }
    snprintf(again + n, sizeof again - n, "%s%s", name->suffix,
             name->extension);
    demand(strcmp(again, base) == 0);
    demand(emg_bids_has_all(name, name));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    emg_bids_name name;
    const char *wrong;
    char *base = malloc(size + 1);
    demand(base != NULL);
    if (size > 0)
        memcpy(base, bytes, size);
    base[size] = 0;
    emg_bids_name_read(&name, base, &wrong);
    demand(name.n >= 0 && name.n <= EMG_BIDS_MOST);
    if (!wrong)
        judge(&name, base);
    free(base);
    return 0;
}
