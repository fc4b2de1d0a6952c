/* One line a message, fit to be shown on any terminal. */
#include "kit/message.h"

#include "base/descriptor.h"
#include "base/number.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

int
kit_exit_status(emg_status status)
{
    static const int table[] = {
        [EMG_OK] = 0,         [EMG_BAD_OPTION] = KIT_EXIT_USAGE,
        [EMG_BAD_FILE] = 65,  [EMG_NO_INPUT] = 66,
        [EMG_INTERNAL] = 70,  [EMG_NO_MEMORY] = 71,
        [EMG_NO_OUTPUT] = 73, [EMG_IO_FAILED] = 74,
        [EMG_TRY_AGAIN] = 75};
    return table[status];
}

static void
add_shown(emg_text *to, const char *text)
{
    char shown[1024];
    emg_text_show(shown, sizeof shown, text);
    emg_text_add(to, shown);
}

/* The group whose frames an error counts: the named channel's, or the only
 * one. Where there are gaps, a frame alone does not tell the time. */
static const emg_format *
format_of(const emg_recording *recording, const char *label)
{
    size_t length = strlen(recording->format);
    if (length > 2 && strcmp(recording->format + length - 2, "+D") == 0)
        return NULL;
    for (int g = 0; g < recording->n_groups && *label; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++)
            if (strcmp(recording->groups[g].channels[c].label, label) == 0)
                return &recording->groups[g];
    return recording->n_groups == 1 ? &recording->groups[0] : NULL;
}

static void
add_time(emg_text *to, const emg_format *format, int64_t frame)
{
    static const emg_segment whole = {0};
    double ms = emg_frame_time(format, &whole, frame) * 1000 + 0.5;
    emg_text_add(to, " (");
    emg_text_add_number(to, (double)(int64_t)ms / 1000);
    emg_text_add(to, " s)");
}

static void
add_file(emg_text *to, const char *file)
{
    add_shown(to, strcmp(file, "-") == 0 ? "standard input" : file);
}

static void
add_place(emg_text *to, const emg_error *error, const emg_recording *recording)
{
    size_t start = to->length;
    if (error->file[0])
        add_file(to, error->file);
    if (error->channel[0]) {
        emg_text_add(to, error->file[0] ? ", channel \"" : "channel \"");
        add_shown(to, error->channel);
        emg_text_add(to, "\"");
    }
    if (error->frame >= 0) {
        const emg_format *format =
            recording ? format_of(recording, error->channel) : NULL;
        emg_text_format(to, "%sframe %lld", to->length > start ? ", " : "",
                        (long long)error->frame);
        if (format)
            add_time(to, format, error->frame);
    }
    if (error->byte >= 0)
        emg_text_format(to, "%sbyte %lld", to->length > start ? ", " : "",
                        (long long)error->byte);
    if (to->length > start)
        emg_text_add(to, ": ");
}

static void
add_line(emg_text *to, const char *program, const char *kind,
         const emg_error *error, const emg_recording *recording)
{
    emg_text_add(to, program);
    emg_text_add(to, kind);
    add_place(to, error, recording);
    add_shown(to, error->text);
    emg_text_add(to, "\n");
}

void
kit_add_error(emg_text *to, const char *program, const emg_error *error,
              const emg_recording *recording)
{
    add_line(to, program, ": ", error, recording);
}

void
kit_add_warning(emg_text *to, const char *program, const emg_error *warning)
{
    add_line(to, program, ": warning: ", warning, NULL);
}

void
kit_add_plain(emg_text *to, const emg_error *warning)
{
    emg_error bare = *warning;
    bare.file[0] = 0;
    add_place(to, &bare, NULL);
    add_shown(to, bare.text);
}

void
kit_add_note(emg_text *to, const char *program, const char *file,
             const char *text)
{
    emg_text_add(to, program);
    emg_text_add(to, ": ");
    add_file(to, file);
    emg_text_add(to, ": ");
    add_shown(to, text);
    emg_text_add(to, "\n");
}

emg_status
kit_write(int fd, const char *bytes, size_t length, emg_error *error)
{
    return emg_fd_write(fd, -1, bytes, length)
               ? EMG_OK
               : emg_fail(error, EMG_IO_FAILED,
                          "standard output cannot be written: %s",
                          strerror(errno));
}

void
kit_say(emg_text *text)
{
    if (text->length)
        kit_write(STDERR_FILENO, text->chars, text->length, NULL);
    emg_text_clear(text);
}
