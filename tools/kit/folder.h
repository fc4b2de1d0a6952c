/* One output a recording, in a folder, named after it. */
#ifndef KIT_FOLDER_H
#define KIT_FOLDER_H

#include "kit/job.h"

/** Folders may name people: tables show what stands behind the last slash. */
const char *kit_base_name(const char *path);

/** What an output is called after: the base name, or what stands behind the
 * last "/./", which --recursive puts where its folder ends. */
const char *kit_name_below(const char *path);

/** What messages call a recording: as above, since without its folder nobody
 * would find it among hundreds; a program that found it by itself, by its base
 * name. */
const char *kit_said_name(const kit_chosen *chosen, const char *path);

/** Puts that in the place of the base name in what is to be said. */
void kit_say_fully(emg_error *error, const kit_chosen *chosen,
                   const char *path);

/** Nothing to do where there is one. */
emg_status kit_make_folder(const char *folder, emg_error *error);

/** "edf", "csv", ...; NULL for UNKNOWN. */
const char *kit_ending(emg_file_type type);

/**
 * Gives every job its target and makes the folder of --output-dir. No two
 * outputs may meet, and none its own input.
 *
 * ending  of all outputs; NULL: by --to, or that of each input
 */
emg_status kit_plan_folder(kit_work *work, const char *ending,
                           emg_error *error);

/** With --force, too: raw data is not to be lost by a slip. */
emg_status kit_refuse_own_input(const kit_work *work, emg_error *error);

#endif
