/* One word of --derive. */
#include "kit/sum.h"

#include "kit/channel_names.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

/* "B" or "2*B"; false and *error where that is no channel. */
static bool
read_term(const emg_recording *recording, const char *word, size_t length,
          double sign, emg_term *term, emg_error *error)
{
    const char *star = memchr(word, '*', length);
    size_t before = star ? (size_t)(star - word) : 0;
    double weight = 1;
    if (before > 0 && emg_number_read(word, before, &weight) && weight > 0) {
        word += before + 1;
        length -= before + 1;
    } else {
        weight = 1;
    }
    char name[128];
    snprintf(name, sizeof name, "%.*s", (int)length, word);
    term->weight = sign * weight;
    return !kit_one_channel(recording, "derive", name, &term->number, error);
}

/* A sign may belong to a label: the first way to part the word into channels
 * holds, and where there is none the first that failed is blamed. */
static bool
read_terms(const emg_recording *recording, const char *word, double sign,
           kit_sum *to, emg_error *first)
{
    size_t length = strlen(word), end = 0;
    emg_term *term = &to->terms[to->n];
    while (end < length && to->n < KIT_MOST_TERMS) {
        emg_error trouble = EMG_NO_ERROR;
        end += 1 + strcspn(word + end + 1, "+-");
        if (read_term(recording, word, end, sign, term, &trouble)) {
            to->n++;
            if (!word[end] || read_terms(recording, word + end + 1,
                                         word[end] == '-' ? -1 : 1, to, first))
                return true;
            to->n--;
        }
        if (trouble.status && !first->status)
            *first = trouble;
    }
    if (to->n == KIT_MOST_TERMS && !first->status)
        emg_fail(first, EMG_BAD_OPTION,
                 "--derive: a sum is of more than %d channels", KIT_MOST_TERMS);
    if (length == 0 && !first->status)
        read_term(recording, "", 0, 1, term, first);
    return false;
}

static bool
repeats(const kit_sum *one)
{
    for (int i = 0; i < one->n; i++)
        for (int k = 0; k < i; k++)
            if (one->terms[i].number == one->terms[k].number)
                return true;
    return false;
}

emg_status
kit_sum_read(kit_sum *to, const emg_recording *recording, const char *word,
             emg_error *error)
{
    emg_error first = EMG_NO_ERROR;
    const char *is = strchr(word, '='), *terms = is ? is + 1 : word;
    to->n = 0;
    bool found = read_terms(recording, terms, 1, to, &first);
    bool itself = found && to->n == 1 && to->terms[0].weight == 1;
    if (!found || (itself && first.status)) {
        if (error && !error->status)
            *error = first;
        return first.status;
    }
    if (itself)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--derive: '%s' is no difference; write it as A-B",
                        word);
    if (repeats(to))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--derive: '%s' names a channel twice", word);
    if (is)
        snprintf(to->label, sizeof to->label, "%.*s", (int)(is - word), word);
    return EMG_OK;
}
