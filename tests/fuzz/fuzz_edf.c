/* EDF and BDF from any bytes: the reader is asked whatever they look like. */
#include "io/edf.h"

#define READING_LOOKS_LIKE(bytes, size)                                        \
    (emg_edf_looks_like(bytes, size) || true)
#include "reader.h"
