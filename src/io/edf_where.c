/* Bytes of an EDF by their names. */
#include "io/edf_where.h"

#include "io/edf_source.h"

#include <stdio.h>

typedef struct field {
    int64_t before; /* bytes of the part before it, a signal where it has */
    const char *name;
} field;

static const field fixed[] = {{0, "version"},
                              {8, "patient"},
                              {88, "recording"},
                              {168, "start date"},
                              {176, "start time"},
                              {184, "header bytes"},
                              {192, "reserved"},
                              {236, "record count"},
                              {244, "record duration"},
                              {252, "number of "
                                    "signals"}};
static const field parts[] = {{0, "label"},
                              {16, "transducer"},
                              {96, "unit"},
                              {104, "physical minimum"},
                              {112, "physical maximum"},
                              {120, "digital minimum"},
                              {128, "digital maximum"},
                              {136, "prefilter"},
                              {216, "samples per record"},
                              {224, "reserved"},
                              {256, ""}};

static void
name_fixed(char where[EMG_EDF_PLACE], int64_t byte)
{
    size_t f = sizeof fixed / sizeof *fixed - 1;
    while (fixed[f].before > byte)
        f--;
    snprintf(where, EMG_EDF_PLACE, "%s", fixed[f].name);
}

static void
name_part(char where[EMG_EDF_PLACE], int64_t byte, int64_t n_signals)
{
    size_t f = 0;
    while (parts[f + 1].before * n_signals <= byte)
        f++;
    int64_t width = parts[f + 1].before - parts[f].before;
    emg_edf_field found = {.name = parts[f].name};
    found.signal = (int)((byte - parts[f].before * n_signals) / width) + 1;
    emg_edf_place(where, &found);
}

void
emg_edf_where(char where[EMG_EDF_PLACE], const emg_source *source, int64_t byte)
{
    const emg_edf *edf = (const emg_edf *)source;
    where[0] = 0;
    if (source->ops != &emg_edf_ops || byte < 0)
        return;
    int64_t n = edf->header.n_signals;
    int64_t data = edf->header.data_at, record = edf->header.record_bytes;
    if (byte < EMG_EDF_FIXED)
        name_fixed(where, byte);
    else if (byte < EMG_EDF_FIXED + n * EMG_EDF_PER_SIGNAL)
        name_part(where, byte - EMG_EDF_FIXED, n);
    else if (edf->n_records >= 0 && byte >= data + edf->n_records * record)
        snprintf(where, EMG_EDF_PLACE, "behind the records");
    else if (byte >= data)
        snprintf(where, EMG_EDF_PLACE, "record %lld",
                 (long long)((byte - data) / record) + 1);
}
