/* What a filter leaves in the description of its channels. */
#include "filter/describe.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

/* Adds a word; a text that is full stays as it is: half a word would mislead.
 */
static void
say_word(emg_channel *channel, const char *word)
{
    char *text = channel->prefilter;
    size_t size = sizeof channel->prefilter, used = strlen(text);
    if (used + strlen(word) + 2 <= size)
        snprintf(text + used, size - used, "%s%s", used ? " " : "", word);
}

static void
say_hz(emg_channel *channel, const char *name, double hz)
{
    char digits[EMG_NUMBER_SIZE], word[EMG_NUMBER_SIZE + 16];
    emg_number_print(digits, hz);
    snprintf(word, sizeof word, "%s:%sHz", name, digits);
    say_word(channel, word);
}

static void
say_taps(emg_channel *channel, int taps)
{
    char word[32];
    snprintf(word, sizeof word, "FIR%d", taps);
    say_word(channel, word);
}

/* The prefilter text in EDF's words: HP, LP, N; BS for a band-stop, COMB for a
 * notch with its harmonics; before them the design, unless it is the usual. */
static void
say(emg_channel *channel, const emg_filter *filter, int taps)
{
    static const char *const designs[] = {NULL, "Chebyshev1", "Chebyshev2",
                                          "Bessel", "Elliptic"};
    emg_filter_kind kind = filter->kind;
    if (kind == EMG_NOTCH)
        say_hz(channel, "N", filter->low_hz);
    else if (kind == EMG_COMB)
        say_hz(channel, "COMB", filter->low_hz);
    else if (taps > 0)
        say_taps(channel, taps);
    else if (filter->design != EMG_BUTTERWORTH)
        say_word(channel, designs[filter->design]);
    if (kind == EMG_HIGH_PASS || kind == EMG_BAND_PASS)
        say_hz(channel, "HP", filter->low_hz);
    if (kind == EMG_LOW_PASS || kind == EMG_BAND_PASS)
        say_hz(channel, "LP", filter->high_hz);
    if (kind == EMG_BAND_STOP) {
        say_hz(channel, "BS", filter->low_hz);
        say_hz(channel, "to", filter->high_hz);
    }
}

static void
end_digital(emg_channel *channel)
{
    channel->rectified = false;
    channel->step = 0; /* no digital steps any more */
    channel->scale.bytes = 0;
}

void
emg_describe(emg_stage *stage, const emg_filter *filters, int n, int taps)
{
    for (int c = 0; c < stage->out.n_channels; c++) {
        for (int i = 0; i < n; i++)
            say(&stage->out.channels[c], &filters[i], taps);
        end_digital(&stage->out.channels[c]);
    }
}

void
emg_describe_detrend(emg_stage *stage)
{
    for (int c = 0; c < stage->out.n_channels; c++) {
        say_word(&stage->out.channels[c], "detrended");
        end_digital(&stage->out.channels[c]);
    }
}
