/* From the name of a value to what a shell can offer for it. */
#include "kit/offer.h"

#include "kit/help.h"

#include <ctype.h>
#include <string.h>

static bool
is(const char *part, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(part, name, length) == 0;
}

static bool
is_offered_as_it_is(const char *part, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (isupper((unsigned char)part[i]))
            return false;
    return length > 0;
}

static kit_label_form
label_form(const char *part, size_t length)
{
    if (is(part, length, "LIST"))
        return KIT_LABEL_LIST;
    if (is(part, length, "A:B"))
        return KIT_LABEL_PAIR;
    if (is(part, length, "A-B") || is(part, length, "LABEL=UV") ||
        is(part, length, "CHANNEL"))
        return KIT_LABEL;
    return KIT_NO_LABELS;
}

static void
take_part(kit_offer *offer, const kit_option *option, const char *part,
          size_t length)
{
    size_t n = strlen(offer->words);
    if (label_form(part, length) &&
        (option->type == KIT_LIST || is(part, length, "CHANNEL")))
        offer->labels = label_form(part, length);
    else if (is(part, length, "FILE") || is(part, length, "LIST") ||
             is(part, length, "TABLE"))
        offer->files = true;
    else if (is(part, length, "DIR"))
        offer->folders = true;
    else if (is_offered_as_it_is(part, length) &&
             n + length + 2 < sizeof offer->words) {
        if (n > 0)
            offer->words[n++] = ' ';
        memcpy(offer->words + n, part, length);
        offer->words[n + length] = '\0';
    }
}

kit_offer
kit_offer_of(const kit_option *option)
{
    kit_offer offer = {.words = "", .several = option->type == KIT_LIST};
    const char *part = kit_value_name(option);
    while (*part) {
        size_t length = strcspn(part, "|");
        take_part(&offer, option, part, length);
        part += length + (part[length] == '|');
    }
    return offer;
}
