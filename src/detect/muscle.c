/* Labels as laboratories write them. */
#include "detect/muscle.h"

#include "base/utf8.h"
#include "detect/muscle_words.h"

#include <stdio.h>
#include <string.h>

#define LONGEST 64
#define MOST_WORDS 12

/* Chinese for left and right, which no border parts from the name. */
#define LEFT_SIGN "\xE5\xB7\xA6"
#define RIGHT_SIGN "\xE5\x8F\xB3"

/* What was read of a label so far. */
typedef struct reading {
    const emg_muscle_scene *scene;
    char words[MOST_WORDS][LONGEST];
    int n;
    bool left, right;
    bool may_left, may_right;        /* if another label has the other side */
    char all[MOST_WORDS * LONGEST];  /* what is not idle and no side */
    char sure[MOST_WORDS * LONGEST]; /* and cannot be one */
} reading;

/* The letters of C, whatever the locale: Turkish has another small I. */
static bool
is_small(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

static bool
is_capital(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_letter(unsigned char c)
{
    return is_small(c) || is_capital(c);
}

static bool
is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* A word ends at what is no letter or digit, and where small letters turn to
 * capitals or letters to digits. */
static bool
is_border(unsigned char before, unsigned char now)
{
    return !(is_letter(now) || is_digit(now)) ||
           (is_small(before) && is_capital(now)) ||
           (is_letter(before) && is_digit(now)) ||
           (is_digit(before) && is_letter(now));
}

static int
split(const char *label, char words[MOST_WORDS][LONGEST])
{
    int n = 0;
    size_t length = 0;
    for (size_t i = 0; label[i] && n < MOST_WORDS; i++) {
        unsigned char now = (unsigned char)label[i];
        if (length > 0 && is_border((unsigned char)label[i - 1], now)) {
            words[n++][length] = 0;
            length = 0;
        }
        bool counts = is_letter(now) || is_digit(now);
        if (n < MOST_WORDS && counts && length < LONGEST - 1)
            words[n][length++] = (char)(is_capital(now) ? now + 32 : now);
    }
    if (length > 0 && n < MOST_WORDS)
        words[n++][length] = 0;
    return n;
}

static void
take_word(reading *r, const char *word)
{
    emg_side_word says = emg_side_word_of(word);
    r->left = r->left || says == EMG_SAYS_LEFT;
    r->right = r->right || says == EMG_SAYS_RIGHT;
    r->may_left = r->may_left || says == EMG_MAY_SAY_LEFT;
    r->may_right = r->may_right || says == EMG_MAY_SAY_RIGHT;
    if (says == EMG_SAYS_LEFT || says == EMG_SAYS_RIGHT ||
        emg_word_is_idle(word))
        return;
    strcat(r->all, word);
    if (says == EMG_NO_SIDE)
        strcat(r->sure, word);
}

static reading
read_label(const emg_muscle_scene *scene, const char *label)
{
    reading r = {.scene = scene};
    char plain[4 * LONGEST];
    emg_utf8_plain(plain, sizeof plain, label);
    r.n = split(plain, r.words);
    r.left = strstr(label, LEFT_SIGN) != NULL;
    r.right = strstr(label, RIGHT_SIGN) != NULL;
    for (int i = 0; i < r.n; i++)
        take_word(&r, r.words[i]);
    return r;
}

/* "LTA", "TAl": a letter for the side stands right before or behind. */
static const char *
side_glued_on(reading *r)
{
    const char *words = r->all, *muscle = NULL;
    size_t n = strlen(words);
    char rest[LONGEST];
    if (n < 3 || n >= LONGEST || r->left || r->right)
        return NULL;
    char first = words[0], last = words[n - 1];
    memcpy(rest, words, n + 1);
    rest[n - 1] = 0;
    if (first == 'l' || first == 'r')
        muscle = emg_muscle_called(words + 1);
    char says = muscle ? first : last;
    if (!muscle && (last == 'l' || last == 'r'))
        muscle = emg_muscle_called(rest);
    r->left = muscle && says == 'l';
    r->right = muscle && says == 'r';
    return muscle;
}

/* A word that may be a side is part of the name only where that has none
 * without it. */
static const char *
muscle_read(reading *r)
{
    const char *muscle = emg_muscle_called(r->all);
    if (muscle) {
        r->may_left = r->may_right = false;
        return muscle;
    }
    muscle = emg_muscle_called(r->sure);
    return muscle ? muscle : side_glued_on(r);
}

static emg_body_side
side_read(const reading *r)
{
    bool left = r->left || (r->may_left && r->scene->right);
    bool right = r->right || (r->may_right && r->scene->left);
    return left == right ? EMG_SIDE_UNKNOWN
           : left        ? EMG_SIDE_LEFT
                         : EMG_SIDE_RIGHT;
}

/* The name is this short word, but for a letter of the side. */
static bool
is_just(const reading *r, const char *word)
{
    return strlen(r->all) <= strlen(word) + 1 && strstr(r->all, word);
}

emg_muscle_name
emg_muscle_in(const emg_muscle_scene *scene, const char *label)
{
    reading r = read_label(scene, label);
    emg_muscle_name name = {.muscle = muscle_read(&r)};
    if (!name.muscle)
        return name;
    name.side = side_read(&r);
    if (scene->leg && (is_just(&r, "biceps") || is_just(&r, "bic"))) {
        name = (emg_muscle_name){.doubt = EMG_DOUBT_BICEPS};
    } else if (scene->larynx && is_just(&r, "ta")) {
        name.muscle = emg_muscle_called("thyroarytenoid");
        name.doubt = EMG_DOUBT_TA;
    }
    return name;
}

emg_muscle_name
emg_muscle_of(const char *label)
{
    static const emg_muscle_scene nothing;
    return emg_muscle_in(&nothing, label);
}

emg_body_side
emg_muscle_words(const char *label, char *words, size_t size)
{
    static const emg_muscle_scene nothing;
    reading r = read_label(&nothing, label);
    snprintf(words, size, "%s", r.all);
    return side_read(&r);
}

void
emg_muscle_scene_add(emg_muscle_scene *scene, const char *label)
{
    static const emg_muscle_scene nothing;
    reading r = read_label(&nothing, label);
    const char *muscle = muscle_read(&r);
    scene->left = scene->left || r.left || r.may_left;
    scene->right = scene->right || r.right || r.may_right;
    scene->larynx = scene->larynx || emg_muscle_is_of_larynx(muscle);
    scene->leg = scene->leg || emg_muscle_is_of_leg(muscle);
}
