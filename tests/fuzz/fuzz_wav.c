/* The WAV family from any bytes. */
#include "io/wav.h"

#define READING_OPEN(bytes, options, error)                                    \
    emg_wav_open(bytes, NULL, options, error)
#define READING_LOOKS_LIKE(bytes, size) emg_wav_looks_like(bytes, size)
#include "reader.h"
