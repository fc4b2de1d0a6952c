/* How an envelope is made: one word, or several options. */
#include "kit/parse.h"

#include <string.h>

/* What an envelope is made with where nothing is said. */
typedef struct envelope_standard {
    double window_s, cutoff_hz;
    bool windowed; /* takes --window, else --cutoff */
} envelope_standard;

static const envelope_standard envelope_standards[] = {
    [EMG_ENVELOPE_LOW_PASS] = {.cutoff_hz = 6},
    [EMG_ENVELOPE_RMS] = {.window_s = 0.1, .windowed = true},
    [EMG_ENVELOPE_ARV] = {.window_s = 0.1, .windowed = true},
    [EMG_ENVELOPE_TKEO] = {.cutoff_hz = 50},
    [EMG_ENVELOPE_GAUSSIAN] = {.window_s = 0.15, .windowed = true},
    [EMG_ENVELOPE_HILBERT] = {0}};

static const kit_option kind_option = {
    .name = "env",
    .type = KIT_CHOICE,
    .at = offsetof(kit_enveloping, kind),
    .words = "lowpass|rms|arv|tkeo|gaussian|hilbert"};
static const kit_option samples_option = {
    .name = "env",
    .type = KIT_INT,
    .at = offsetof(kit_enveloping, window_samples),
    .least = 1,
    .most = 1e8};
static const kit_option window_option = {
    .name = "env",
    .type = KIT_SECONDS,
    .at = offsetof(kit_enveloping, window_s)};
static const kit_option cutoff_option = {
    .name = "env", .type = KIT_HZ, .at = offsetof(kit_enveloping, cutoff_hz)};

/* "50smp" without its end, or the word as it is. */
static const kit_option *
size_option(char *size, bool windowed)
{
    size_t n = strlen(size);
    if (!windowed)
        return &cutoff_option;
    if (n < 4 || strcmp(size + n - 3, "smp") != 0)
        return &window_option;
    size[n - 3] = 0;
    return &samples_option;
}

/* "rms:50smp". */
static emg_status
read_brief(kit_enveloping *enveloping, emg_error *error)
{
    char word[64];
    size_t n = strlen(enveloping->brief);
    if (n >= sizeof word)
        return emg_fail(error, EMG_BAD_OPTION, "--env: '%.60s...' is too long",
                        enveloping->brief);
    memcpy(word, enveloping->brief, n + 1);
    char *size = strchr(word, ':');
    if (size)
        *size++ = 0;
    enveloping->window_s = enveloping->cutoff_hz = 0;
    enveloping->window_samples = 0;
    emg_status status = kit_value_read(&kind_option, word, enveloping, error);
    if (status || !size)
        return status;
    const kit_option *option =
        size_option(size, envelope_standards[enveloping->kind].windowed);
    return kit_value_read(option, size, enveloping, error);
}

emg_status
kit_complete_envelope(kit_enveloping *enveloping, emg_error *error)
{
    if (enveloping->brief && read_brief(enveloping, error))
        return error->status;
    const envelope_standard *standard = &envelope_standards[enveloping->kind];
    if (!standard->windowed && enveloping->window_s > 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--window belongs to --envelope rms, arv or gaussian; "
                        "lowpass, tkeo and hilbert take --cutoff");
    if (standard->windowed && enveloping->cutoff_hz > 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--cutoff belongs to --envelope lowpass, tkeo or "
                        "hilbert; rms, arv and gaussian take --window");
    if (standard->windowed && enveloping->window_s <= 0)
        enveloping->window_s = standard->window_s;
    if (!standard->windowed && enveloping->cutoff_hz <= 0)
        enveloping->cutoff_hz = standard->cutoff_hz;
    return EMG_OK;
}
