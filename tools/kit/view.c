/* Options that change a recording before a program looks at it. */
#include "kit/view.h"

#include "kit/derive.h"

#include <string.h>

const char *
kit_names_to_give(const kit_chosen *chosen)
{
    return kit_renames(&chosen->input) ? NULL : chosen->input.names;
}

#define INTERPOLATED_S 0.01 /* a few samples: less than any burst */

emg_source *
kit_split(emg_source *source, const kit_chosen *chosen, emg_error *error)
{
    return source && chosen->input.nan == KIT_NAN_SPLIT
               ? emg_split_create(source, INTERPOLATED_S, error)
               : source;
}

emg_source *
kit_view(emg_source *source, const kit_chosen *chosen, bool shift,
         emg_error *error)
{
    const kit_input *input = &chosen->input;
    source = kit_derive(source, input, error);
    if (source && input->time.to_s > 0)
        source = emg_cut_create(source, input->time.from_s, input->time.to_s,
                                shift, error);
    return kit_split(source, chosen, error);
}
