/* C3D: the analog channels of a gait laboratory's file; markers are passed
 * over. Described at https://www.c3d.org/docs/C3D_User_Guide.pdf. */
#ifndef EMG_IO_C3D_H
#define EMG_IO_C3D_H

#include "io/text.h"

#define EMG_C3D_BLOCK ((size_t)512)

/* ---- numbers and parameters ------------------------------------------- */

/** Whose numbers they are, as files tell it. */
typedef enum emg_c3d_order {
    EMG_C3D_INTEL = 84,
    EMG_C3D_DEC = 85,
    EMG_C3D_MIPS = 86
} emg_c3d_order;

int emg_c3d_word(emg_c3d_order order, const uint8_t *at);
double emg_c3d_float(emg_c3d_order order, const uint8_t *at);

/** The section of parameters. */
typedef struct emg_c3d_section {
    const uint8_t *bytes;
    size_t size;
    emg_c3d_order order;
} emg_c3d_section;

/** One parameter: an array of n numbers or characters. */
typedef struct emg_c3d_value {
    const uint8_t *bytes;
    emg_c3d_order order;
    int type;  /* -1 characters, 1 bytes, 2 words, 4 floats */
    int n;     /* of all dimensions */
    int width; /* the first dimension: characters of one text */
} emg_c3d_value;

bool emg_c3d_find(const emg_c3d_section *section, const char *group,
                  const char *name, emg_c3d_value *value);

/** The i-th number, or `otherwise` where there is none. Words have a sign. */
double emg_c3d_number(const emg_c3d_value *value, int i, double otherwise);

/** The i-th text, empty where there is none. */
emg_text_cell emg_c3d_text(const emg_c3d_value *value, int i);

/** True when an input that begins like this is C3D. Two bytes are a weak sign:
 * to be asked last. */
bool emg_c3d_looks_like(const uint8_t *first, size_t n);

/** Opens a C3D file. Takes bytes whatever happens. */
emg_source *emg_c3d_open(emg_bytes *bytes, const emg_open_options *options,
                         emg_error *error);

/* ---- the layout ------------------------------------------------------- */

typedef struct emg_c3d_layout {
    emg_c3d_order order;
    int n_channels;
    int per_frame; /* analog samples of each channel in a frame of markers */
    int64_t skip;  /* bytes of markers at the beginning of a frame */
    int64_t frame_bytes;
    int64_t n_frames; /* of markers */
    int64_t data_at;
    bool is_float;
    bool is_unsigned;
    double *scales, *offsets;
    emg_text_layout table; /* its channels and their rate */
} emg_c3d_layout;

/** Reads header and parameters from what can be seen of the beginning. */
emg_status emg_c3d_layout_read(emg_c3d_layout *layout, const uint8_t *bytes,
                               size_t n, emg_error *error);
void emg_c3d_layout_clear(emg_c3d_layout *layout);

/** The samples of one instant: a value a channel, in its unit. */
void emg_c3d_decode(const emg_c3d_layout *layout, const uint8_t *from,
                    double *values);

#endif
