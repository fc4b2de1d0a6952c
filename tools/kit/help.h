/* --help and --version, made from the tables. */
#ifndef KIT_HELP_H
#define KIT_HELP_H

#include "kit/kit.h"

void kit_help(emg_text *to, kit_chosen *chosen);
void kit_version(emg_text *to, const kit_tool *tool);

#endif
