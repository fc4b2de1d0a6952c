/* Tables of text from any bytes. */
#include "io/text.h"

#define READING_OPEN(bytes, options, error) emg_text_open(bytes, options, error)
#define READING_LOOKS_LIKE(bytes, size) emg_text_looks_like(bytes, size)
#include "reader.h"
