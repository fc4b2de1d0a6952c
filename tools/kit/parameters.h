/* What a command line chose, as JSON: for sidecars and streams. */
#ifndef KIT_PARAMETERS_H
#define KIT_PARAMETERS_H

#include "kit/kit.h"

#include "base/text.h"

#define KIT_SIDECAR_VERSION 1

/**
 * Adds one line of JSON, what this program does: its name and version, all its
 * parameters (standards included, units resolved, in the order of --help) and
 * the fingerprints of files that options name.
 */
emg_status kit_add_step(emg_text *to, kit_chosen *chosen, emg_error *error);

/** The word of a choice. */
void kit_add_choice(emg_text *to, const char *words, int choice);

/** `xxhsum -H2` of a file. */
emg_status kit_fingerprint(const char *path, char text[33], emg_error *error);

#endif
