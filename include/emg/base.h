/* What every room speaks: the status, the error, the warning; and the lanes. */
#ifndef EMG_BASE_H
#define EMG_BASE_H

#include <stdalign.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define EMG_API __attribute__((visibility("default")))
#define EMG_PRINTF(text, values) __attribute__((format(printf, text, values)))
#else
#define EMG_API
#define EMG_PRINTF(text, values)
#endif

typedef enum emg_status {
    EMG_OK = 0,
    EMG_BAD_OPTION, /* the caller asked for what cannot be */
    EMG_BAD_FILE,   /* the bytes make no sense */
    EMG_NO_INPUT,   /* missing or unreadable */
    EMG_INTERNAL,   /* our own fault */
    EMG_NO_MEMORY,
    EMG_NO_OUTPUT, /* the output cannot be created */
    EMG_IO_FAILED, /* a read or a write failed on the way */
    EMG_TRY_AGAIN
} emg_status;

/**
 * The first thing that went wrong, told by whoever knew something of it.
 *
 * file     "" when no file is involved; a base name, never a folder
 * channel  the label, or ""
 * frame    -1 when no one frame is to blame
 * byte     where in the file, or -1
 */
typedef struct emg_error {
    emg_status status;
    char file[256];
    char channel[32];
    int64_t frame;
    int64_t byte;
    char text[256];
} emg_error;

/** An error that holds nothing yet. */
#define EMG_NO_ERROR ((emg_error){.frame = -1, .byte = -1})

/**
 * Sets status, text and the byte of the file to blame (or -1), unless an
 * earlier failure is there already. Returns the status that error then holds.
 * error may be NULL.
 */
EMG_API emg_status emg_fail_at(emg_error *error, emg_status status,
                               int64_t byte, const char *text, ...)
    EMG_PRINTF(4, 5);

/** The same where no byte is to blame. */
#define emg_fail(error, status, ...) emg_fail_at(error, status, -1, __VA_ARGS__)

/** Adds the file's base name, unless one is there already. */
EMG_API void emg_error_in_file(emg_error *error, const char *path);

/** Adds the channel's label, unless one is there already. */
EMG_API void emg_error_in_channel(emg_error *error, const char *label);

/**
 * Who hears warnings. The caller gives one with each source; warn may be NULL.
 * A warning has the form of an error whose status is EMG_OK.
 */
typedef struct emg_listener {
    void (*warn)(void *to, const emg_error *warning);
    void *to;
} emg_listener;

/** Tells the listener; file as in emg_error, byte -1 where none is meant. */
EMG_API void emg_warn(const emg_listener *listener, const char *file,
                      int64_t byte, const char *text, ...) EMG_PRINTF(4, 5);

#define EMG_LANES 8

/** One frame of eight channels: one cache line, one wide register. */
typedef struct emg_lanes {
    alignas(64) double v[EMG_LANES];
} emg_lanes;

/** "0.1.0" */
EMG_API const char *emg_version(void);

#ifdef __cplusplus
}
#endif
#endif
