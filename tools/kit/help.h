/* Pages made from the tables of options: --help, --version, --page. */
#ifndef KIT_HELP_H
#define KIT_HELP_H

#include "kit/parse.h"

/** What the value of an option is called, such as HZ; "" of a flag. */
const char *kit_value_name(const kit_option *option);

/** What the option does, its units and what holds when it is not given. */
void kit_add_explanation(emg_text *to, const kit_option *option);

/** A value to show; NULL of a flag. */
const char *kit_example_of(const kit_option *option);

/** What the operands are: "recording", "table", or NULL where there are none.
 */
const char *kit_operand_name(const kit_tool *tool);

#define KIT_MOST_EXIT_STATUSES 16

/** All that a page has to say on exit statuses, in order and ended by NULL:
 * "0 done". */
void kit_exit_statuses(const kit_tool *tool,
                       const char *all[KIT_MOST_EXIT_STATUSES]);

extern const char kit_no_device[];

void kit_help(emg_text *to, kit_chosen *chosen);
void kit_version(emg_text *to, const kit_tool *tool);

/** The manual page up to its written part, as troff with the macros of man. */
void kit_manual(emg_text *to, kit_chosen *chosen);

/** A completion that a shell can read. */
void kit_complete_bash(emg_text *to, kit_chosen *chosen);
void kit_complete_zsh(emg_text *to, kit_chosen *chosen);
void kit_complete_fish(emg_text *to, kit_chosen *chosen);

#endif
