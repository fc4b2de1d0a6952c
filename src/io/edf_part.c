/* Where the fields of a signal lie: field by field, all labels first. */
#include "io/edf_part.h"

#include "base/utf8.h"

static const struct {
    const char *name;
    int width, before; /* before: the widths of all parts that come first */
} parts[] = {
    [EMG_EDF_LABEL] = {"label", 16, 0},
    [EMG_EDF_TRANSDUCER] = {"transducer", 80, 16},
    [EMG_EDF_UNIT] = {"unit", 8, 96},
    [EMG_EDF_PHYSICAL_MIN] = {"physical minimum", 8, 104},
    [EMG_EDF_PHYSICAL_MAX] = {"physical maximum", 8, 112},
    [EMG_EDF_DIGITAL_MIN] = {"digital minimum", 8, 120},
    [EMG_EDF_DIGITAL_MAX] = {"digital maximum", 8, 128},
    [EMG_EDF_PREFILTER] = {"prefiltering", 80, 136},
    [EMG_EDF_SAMPLES] = {"samples per record", 8, 216},
};

emg_edf_field
emg_edf_part(const emg_edf_reader *reader, int signal, emg_edf_part_name which)
{
    int64_t byte = EMG_EDF_FIXED +
                   (int64_t)parts[which].before * reader->header->n_signals +
                   (int64_t)parts[which].width * signal;
    return emg_edf_field_at(reader->bytes, byte, parts[which].width,
                            parts[which].name, signal + 1);
}

void
emg_edf_part_text(const emg_edf_reader *reader, int signal,
                  emg_edf_part_name which, char *to, size_t size)
{
    emg_edf_field field = emg_edf_part(reader, signal, which);
    emg_utf8_copy(to, size, (const uint8_t *)field.text, field.n);
}
