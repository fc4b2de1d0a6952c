/* The distance of Damerau and Levenshtein, restricted: one exchange of
 * neighbours counts once. */
#include "kit/nearest.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define LONGEST 63

kit_nearest
kit_nearest_to_bytes(const char *wanted, size_t length)
{
    return (kit_nearest){
        .wanted = wanted, .length = length, .distance = LONGEST + 1};
}

kit_nearest
kit_nearest_to(const char *wanted)
{
    return kit_nearest_to_bytes(wanted, strlen(wanted));
}

static bool
same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t
distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];

    for (size_t j = 0; j <= m; j++)
        above[j] = j;
    for (size_t i = 1; i <= n; i++) {
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            row[j] = least(above[j], row[j - 1]) + 1;
            row[j] = least(row[j], above[j - 1] + !same(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) &&
                same(a[i - 2], b[j - 1]))
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[m];
}

void
kit_nearest_offer(kit_nearest *nearest, const char *word, size_t length)
{
    if (nearest->length > LONGEST || length > LONGEST)
        return;
    size_t d = distance(nearest->wanted, nearest->length, word, length);
    if (d >= nearest->distance)
        return;
    nearest->distance = d;
    snprintf(nearest->best, sizeof nearest->best, "%.*s", (int)length, word);
}

bool
kit_nearest_found(const kit_nearest *nearest)
{
    /* A third of the letters may be wrong, and of a short word still one. */
    return nearest->distance <= 1 + nearest->length / 4 &&
           nearest->distance < nearest->length;
}
