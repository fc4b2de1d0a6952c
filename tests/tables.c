/* Tables: see tables.h. */
#include "tables.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

/* EMG_KERNEL is capped at what the processor has: equal tables are one. */
tables
tables_find(void)
{
    static const char *const widths[] = {"16", "32", "64"};
    tables all = {0};
    for (int i = 0; i < 3; i++) {
        setenv("EMG_KERNEL", widths[i], 1);
        if (all.n == 0 || all.at[all.n - 1] != emg_kernels())
            all.at[all.n++] = emg_kernels();
    }
    unsetenv("EMG_KERNEL");
    return all;
}

uint64_t
tables_bits(void)
{
    static uint64_t at = 1;
    uint64_t x = at += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

double
tables_value(void)
{
    return (double)(int64_t)tables_bits() / 0x1p63;
}

void
tables_fill(emg_lanes *frames, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] = 1000 * tables_value();
}

int32_t
tables_code(const uint8_t *at, int bytes)
{
    int32_t code = 0;
    for (int i = 0; i < bytes; i++)
        code += at[i] * (1 << 8 * i);
    return at[bytes - 1] < 128 ? code : code - (1 << 8 * bytes);
}

void
tables_check(const emg_kernels_table *table, const char *what, int n,
             const void *got, const void *wanted, size_t size)
{
    ck_assert_msg(memcmp(got, wanted, size) == 0,
                  "table %s, %s of %d frames: other bytes", table->name, what,
                  n);
}
