/* Command lines from any text: a word a line. What is refused has a reason,
 * what is taken lies in its range. */
#include "kit/parse.h"

#include "demand.h"

#include <math.h>
#include <string.h>

#define MOST_WORDS 32

typedef struct settings {
    int size;
    double gap_s, floor_uv, share;
    kit_band band;
    kit_list names;
} settings;

static const kit_option options[] = {
    KIT_BETWEEN("size", "how large", KIT_INT, size, "3", 1, 9),
    KIT_BETWEEN("share", "how much", KIT_NUMBER, share, "5", 0, 100),
    {"gap", 'g', KIT_SECONDS, offsetof(settings, gap_s), "how far"},
    {"floor", 0, KIT_UV, offsetof(settings, floor_uv), "from where on"},
    {"range", 0, KIT_BAND, offsetof(settings, band), "between"},
    {"name", 'N', KIT_LIST, offsetof(settings, names), "a name"},
    {0}};

static const kit_tool tool = {.name = "emg-try",
                              .purpose = "Try.",
                              .options = options,
                              .groups = KIT_INPUT | KIT_RECORDING | KIT_TABLE |
                                        KIT_FILTERING | KIT_ENVELOPE,
                              .settings_size = sizeof(settings)};

static int
split(char *text, char *words[MOST_WORDS])
{
    int n = 0;
    words[n++] = "emg-try";
    for (char *rest = text; rest && n < MOST_WORDS;)
        words[n++] = strsep(&rest, "\n");
    return n;
}

static void
judge(const kit_chosen *chosen, const settings *own)
{
    const kit_filters *filters = &chosen->filtering.filters;
    demand(own->size >= 1 && own->size <= 9);
    demand(own->share >= 0 && own->share <= 100);
    demand(isfinite(own->gap_s) && isfinite(own->floor_uv));
    demand(own->band.low_hz <= own->band.high_hz);
    demand(filters->n <= EMG_MOST_FILTERS);
    for (int i = 0; i < filters->n; i++)
        demand(filters->items[i].low_hz > 0);
    demand(chosen->input.time.to_s == 0 ||
           chosen->input.time.from_s < chosen->input.time.to_s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    emg_error error = EMG_NO_ERROR;
    settings own = {0};
    kit_chosen chosen = {.tool = &tool, .own = &own};
    char *words[MOST_WORDS], *text = malloc(size + 1);

    demand(text != NULL);
    if (size > 0)
        memcpy(text, bytes, size);
    text[size] = 0;
    emg_status status = kit_parse(&chosen, split(text, words), words, &error);
    demand(status == error.status);
    demand(status == EMG_OK || error.text[0] != 0);
    if (!status && !kit_wants_page(&chosen))
        judge(&chosen, &own);
    kit_chosen_clear(&chosen);
    free(text);
    return 0;
}
