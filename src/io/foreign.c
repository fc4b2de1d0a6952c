/* What an input is that we do not read. */
#include "io/foreign.h"

#include "io/text.h"

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
    {1, "BIOSEM", 6, "BDF with a damaged beginning"},
    {0, "Brain Vision", 12, "BrainVision"},
    {0, "\x89HDF\r\n\x1A\n", 8, "HDF5"},
    {0, "MATLAB 5.0", 10, "a MATLAB file"},
    {0, "MATLAB 7.3", 10, "a MATLAB file"},
    {.at = 257, "ustar", 5, "a TAR archive (OTB+, or a device's own form)"},
    {0, "OggS", 4, "Ogg, whose samples are changed by compression"},
    {0, "ID3", 3, "MP3, whose samples are changed by compression"},
    {0, "\x93NUMPY", 6, "NumPy's NPY"},
    {0, "PK\3\4", 4, "a ZIP archive (a spreadsheet, or a device's own form)"},
    {0, "\x1F\x8B", 2, "compressed by gzip"},
    {0, "\xFF\xFE", 2, "text in UTF-16, not in UTF-8"},
    {0, "\xFE\xFF", 2, "text in UTF-16, not in UTF-8"},
    {0, "\xD0\xCF\x11\xE0", 4, "an old Excel or Word file"},
    {0, "BZh", 3, "compressed by bzip2"},
    {1, "7zXZ", 4, "compressed by xz"},
    {0, "\x28\xB5\x2F\xFD", 4, "compressed by Zstandard"},
    {0, "\x89PNG", 4, "a picture"},
    {0, "\xFF\xD8\xFF\xE0", 4, "a picture"},
    {0, "\xFF\xD8\xFF\xE1", 4, "a picture"},
    {0, "7z\xBC\xAF", 4, "a 7-Zip archive"},
    {0, "POLY SAMPLE FILE", 16, "TMSi Poly5"},
    {0, "ABF ", 4, "Axon ABF"},
    {0, "ABF2", 4, "Axon ABF"},
    {2, "(C) CED", 7, "CED Spike2"},
    {0, "CEDFILE", 7, "CED CFS"},
    {0, "EEG-1100", 8, "Nihon Kohden"},
    {0, "Version 3.0", 11, "Neuroscan CNT"},
    {0, "%PDF-", 5, "a PDF"},
    {0, "{\\rtf", 5, "RTF, a text with formatting"},
    {0, "<?xml", 5, "XML"},
    {0, "<!DOCTYPE", 9, "a web page"},
    {0, "<html", 5, "a web page"},
};

/* A few bytes alone do not tell a format of text that begins with them. */
static const char *
name_of(const uint8_t *first, size_t n)
{
    bool is_text = emg_text_looks_like(first, n);
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const signature *s = &signatures[i];
        if (n >= s->at + s->n && memcmp(first + s->at, s->bytes, s->n) == 0 &&
            (s->n > 3 || !is_text))
            return s->name;
    }
    return NULL;
}

bool
emg_foreign_knows(const uint8_t *first, size_t n)
{
    return name_of(first, n) != NULL;
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
                           "export it to EDF, BDF, CSV or WAV",
                           name);
    return emg_fail_at(error, EMG_BAD_FILE, 0,
                       "the format is not known; EDF, BDF, WAV and its "
                       "relatives, C3D, tables of text and EMG streams are "
                       "read");
}
