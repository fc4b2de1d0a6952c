/* C3D from any bytes. */
#include "io/c3d.h"

#define READING_OPEN(bytes, options, error) emg_c3d_open(bytes, options, error)
#define READING_LOOKS_LIKE(bytes, size) emg_c3d_looks_like(bytes, size)
#include "reader.h"
