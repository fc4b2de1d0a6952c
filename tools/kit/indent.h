/* JSON for people. */
#ifndef KIT_INDENT_H
#define KIT_INDENT_H

#include "base/text.h"

/** Adds one line of JSON as many: what follows a brace, a bracket or a comma
 * gets a line of its own. */
void kit_add_indented(emg_text *to, const char *json);

#endif
