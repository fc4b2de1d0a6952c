/* A line a rate of treated channels whose chain delays. */
#include "kit/delays.h"

#include "base/text.h"

#include <math.h>

#define MOST 8 /* stages that delay: filters one by one, then an envelope */

static void
add_ms(emg_text *to, double s)
{
    emg_text_add_number(to, round(s * 1e5) / 100);
    emg_text_add(to, " ms");
}

static void
add_delays(emg_text *to, const emg_delay *delays, size_t n)
{
    double sum_s = 0;
    for (size_t i = 0; i < n; i++) {
        sum_s += delays[i].s;
        emg_text_add(to, i == 0 ? "" : ", then ");
        add_ms(to, delays[i].s);
        if (isnan(delays[i].hz))
            continue;
        emg_text_add(to, " at ");
        emg_text_add_number(to, round(delays[i].hz * 10) / 10);
        emg_text_add(to, " Hz");
    }
    if (n > 1) {
        emg_text_add(to, ", together ");
        add_ms(to, sum_s);
    }
}

void
kit_note_delays(kit_table *notes, emg_chain *const *chains,
                const emg_recording *recording)
{
    for (int g = 0; g < recording->n_groups; g++) {
        emg_delay delays[MOST];
        size_t n = chains[g] ? emg_chain_delays(chains[g], delays, MOST) : 0;
        emg_text text = {0};
        if (n == 0)
            continue;
        add_delays(&text, delays, n < MOST ? n : MOST);
        kit_note(notes, "causal: channels of %.9g Hz are delayed by %s",
                 recording->groups[g].rate_hz, text.chars ? text.chars : "");
        emg_text_free(&text);
    }
}
