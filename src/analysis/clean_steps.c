/* All steps in the order in which they run, and the words for what they do. */
#include "analysis/clean_step.h"

#include <stdio.h>
#include <string.h>

const emg_clean_step *const emg_clean_steps[EMG_CLEAN_STEPS] = {
    &emg_clean_missing, &emg_clean_tms,  &emg_clean_dbs,   &emg_clean_period,
    &emg_clean_ecg,     &emg_clean_line, &emg_clean_narrow};

bool
emg_cleaning_asks(const emg_cleaning *cleaning)
{
    for (int i = 0; i < EMG_CLEAN_STEPS; i++)
        if (emg_clean_steps[i]->asked(cleaning))
            return true;
    return false;
}

/* "clean:dbs+line"; a text that is full stays as it is. */
static void
say(emg_channel *channel, const emg_cleaning *cleaning)
{
    char word[64] = "";
    size_t used = strlen(channel->prefilter);
    for (int i = 0; i < EMG_CLEAN_STEPS; i++) {
        size_t length = strlen(word);
        if (emg_clean_steps[i]->asked(cleaning))
            snprintf(word + length, sizeof word - length, "%s%s",
                     length ? "+" : "clean:", emg_clean_steps[i]->name);
    }
    if (used + strlen(word) + 2 <= sizeof channel->prefilter)
        snprintf(channel->prefilter + used, sizeof channel->prefilter - used,
                 "%s%s", used ? " " : "", word);
}

void
emg_clean_describe(emg_recording *recording, const emg_cleaning *cleaning)
{
    for (int g = 0; g < recording->n_groups; g++) {
        const emg_format *format = &recording->groups[g];
        for (int c = 0; c < format->n_channels; c++) {
            if (recording->uses[g] != EMG_TREAT)
                continue;
            say(&format->channels[c], cleaning);
            format->channels[c].step = 0;
            format->channels[c].scale.bytes = 0;
        }
    }
}

const char *
emg_cleaned_name(emg_cleaned_state state)
{
    static const char *const names[] = {[EMG_CLEANED] = "ok",
                                        [EMG_CLEANED_NOT_NEEDED] = "not_needed",
                                        [EMG_CLEANED_TOO_SHORT] = "too_short",
                                        [EMG_CLEANED_IN_PART] = "in_part"};
    return names[state];
}
