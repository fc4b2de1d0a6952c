/* Lists of annotations from any bytes: no crash, and padding behind them
 * changes nothing. */
#include "io/edf.h"

#include "base/utf8.h"
#include "demand.h"

#include <string.h>

static bool
is_utf8(const char *text)
{
    size_t n = strlen(text), one;
    for (; n > 0; text += one, n -= one) {
        one = emg_utf8_length((const uint8_t *)text, n);
        if (one == 0)
            return false;
    }
    return true;
}

static void
same(const emg_edf_tals *a, const emg_edf_tals *b)
{
    demand(a->n_notes == b->n_notes && a->used == b->used &&
           a->timed == b->timed && (!a->timed || a->onset == b->onset));
    for (size_t i = 0; i < a->n_notes; i++) {
        const char *text = a->text + a->notes[i].text;
        demand(a->notes[i].onset == b->notes[i].onset &&
               a->notes[i].duration == b->notes[i].duration &&
               strcmp(text, b->text + b->notes[i].text) == 0);
        demand(is_utf8(text));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { PADDING = 3 };
    emg_error error = EMG_NO_ERROR;
    emg_warnings none, none_either;
    emg_edf_tals read = {0}, padded = {0};
    uint8_t *longer = calloc(size + PADDING, 1);

    demand(longer != NULL);
    if (size > 0)
        memcpy(longer, bytes, size);
    emg_warnings_init(&none, NULL, "x");
    emg_warnings_init(&none_either, NULL, "x");
    emg_status status =
        emg_edf_tals_read(&read, bytes, size, true, 0, &none, &error);
    demand(status == EMG_OK);
    /* without its ending a list is no list: zeros would end it */
    if (size == 0 || bytes[size - 1] == 0) {
        emg_edf_tals_read(&padded, longer, size + PADDING, true, 0,
                          &none_either, &error);
        same(&read, &padded);
    }
    emg_edf_tals_clear(&read);
    emg_edf_tals_clear(&padded);
    emg_warnings_clear(&none);
    emg_warnings_clear(&none_either);
    free(longer);
    return 0;
}
