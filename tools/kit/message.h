/* What people are told, and how a program ends. */
#ifndef KIT_MESSAGE_H
#define KIT_MESSAGE_H

#include "emg/signal.h"

#include "base/text.h"

/** One exit status for each emg_status; the table is in --help. */
int kit_exit_status(emg_status status);

#define KIT_EXIT_SOME_FAILED 1
#define KIT_EXIT_USAGE 64

/**
 * Adds the error as one line: program, file, channel, frame and its time where
 * recording (or NULL) tells the rate, byte, text.
 */
void kit_add_error(emg_text *to, const char *program, const emg_error *error,
                   const emg_recording *recording);

/** The same for a warning. */
void kit_add_warning(emg_text *to, const char *program,
                     const emg_error *warning);

/** What a warning says, without program and file and without a line end. */
void kit_add_plain(emg_text *to, const emg_error *warning);

/** A line that a tool wants to be read with its rows; file as it is opened. */
void kit_add_note(emg_text *to, const char *program, const char *file,
                  const char *text);

/** Writes all bytes; EMG_IO_FAILED when that cannot be. */
emg_status kit_write(int fd, const char *bytes, size_t length,
                     emg_error *error);

/** Writes to standard error and forgets the text. */
void kit_say(emg_text *text);

#endif
