/* What an input is that we do not read. */
#include "io/foreign.h"

#include <stdbool.h>
#include <string.h>

typedef struct signature {
    size_t at;
    const char *bytes;
    size_t n;
    const char *name;
} signature;

static const signature signatures[] = {
    {0, "GDF ", 4, "GDF"},
    {0, "XDF:", 4, "XDF"},
    {0, "Brain Vision", 12, "BrainVision"},
    {0, "\x89HDF\r\n\x1A\n", 8, "HDF5"},
    {0, "MATLAB 5.0", 10, "a MATLAB file"},
    {0, "OggS", 4, "Ogg, whose samples are changed by compression"},
    {0, "ID3", 3, "MP3, whose samples are changed by compression"},
    {0, "\x93NUMPY", 6, "NumPy's NPY"},
    {0, "PK\3\4", 4, "a ZIP archive (a spreadsheet, or a device's own form)"},
    {0, "\x1F\x8B", 2, "compressed by gzip"},
    {257, "ustar", 5, "a TAR archive (OTB+, or a device's own form)"},
    {0, "# OpenSignals", 13, "OpenSignals text"},
    {0, "# Simple Text Format", 20, "BioSPPy text"},
    {0, "Label: ", 7, "Delsys EMGworks text"},
    {0, "File Name:", 10, "DataLOG text"},
    {0, "Devices", 7, "Vicon Nexus text"},
    {1, "\x50", 1, "C3D"}, /* last: one byte is a weak sign */
};

static bool
is_text(const uint8_t *first, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((first[i] < ' ' && !strchr("\t\n\v\f\r", first[i])) ||
            first[i] == 0x7F || first[i] == 0)
            return false;
    return true;
}

static const char *
name_of(const uint8_t *first, size_t n)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const signature *s = &signatures[i];
        if (n >= s->at + s->n && memcmp(first + s->at, s->bytes, s->n) == 0 &&
            (s->n > 1 || !is_text(first, n)))
            return s->name;
    }
    return is_text(first, n) ? "text" : NULL;
}

emg_status
emg_foreign_refuse(const uint8_t *first, size_t n, emg_error *error)
{
    if (n == 0)
        return emg_fail_at(error, EMG_BAD_FILE, 0, "the file is empty");
    const char *name = name_of(first, n);
    if (name)
        return emg_fail_at(error, EMG_BAD_FILE, 0,
                           "this seems to be %s, a format that is not read; "
                           "export it to EDF, BDF or WAV",
                           name);
    return emg_fail_at(error, EMG_BAD_FILE, 0,
                       "the format is not known; EDF, BDF, WAV and its "
                       "relatives and EMG streams are read");
}
