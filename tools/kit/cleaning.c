/* From the cleaning options to a source that is clean. */
#include "kit/cleaning.h"

#include "io/mains.h"
#include "kit/parse.h"

#include <string.h>

static emg_status
read_line(const char *word, emg_cleaning *cleaning, emg_error *error)
{
    const kit_option as = {"line", .type = KIT_HZ, .least = 10, .most = 1000};
    emg_error trouble = EMG_NO_ERROR;
    cleaning->line = EMG_LINE_OFF;
    if (!word || strcmp(word, "off") == 0)
        return EMG_OK;
    cleaning->line = EMG_LINE_AUTO;
    if (strcmp(word, "auto") == 0)
        return EMG_OK;
    cleaning->line = EMG_LINE_ALWAYS;
    if (kit_value_read(&as, word, &cleaning->line_hz, &trouble))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--line: '%s' is not off, auto or a frequency such as "
                        "50Hz, 10 to 1000",
                        word);
    return EMG_OK;
}

emg_status
kit_cleaning_read(const kit_chosen *chosen, emg_cleaning *cleaning,
                  emg_error *error)
{
    const kit_cleaning *asked = &chosen->cleaning;
    *cleaning = (emg_cleaning){.narrow = asked->narrow};
    return read_line(asked->line, cleaning, error);
}

bool
kit_cleans(const kit_chosen *chosen)
{
    emg_cleaning cleaning;
    return !kit_cleaning_read(chosen, &cleaning, NULL) &&
           emg_cleaning_asks(&cleaning);
}

emg_source *
kit_clean(emg_source *source, const kit_chosen *chosen, const char *path,
          emg_error *error)
{
    emg_cleaning cleaning;
    if (kit_cleaning_read(chosen, &cleaning, error)) {
        emg_source_destroy(source);
        return NULL;
    }
    if (!emg_cleaning_asks(&cleaning))
        return source;
    if (cleaning.line == EMG_LINE_AUTO)
        cleaning.line_hz = emg_mains_beside(path);
    return emg_clean_create(source, &cleaning, error);
}
