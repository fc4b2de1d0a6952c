/* Labels as laboratories write them. */
#include "detect/muscle.h"

#include "base/utf8.h"

#include <string.h>

#define LONGEST 64
#define MOST_WORDS 12

typedef struct synonym {
    const char *muscle;
    const char *words; /* without blanks, each between bars */
} synonym;

static const synonym synonyms[] = {
    {"SCM", "|scm|sternocleidomastoid|sternocleido|stern|sterno|"},
    {"SPL", "|spl|splenius|spleniuscapitis|splen|splc|splcap|"},
    {"UT", "|ut|trapezius|trap|trapsup|uppertrapezius|utrap|trapu|"},
    {"LS", "|ls|levatorscapulae|levscap|"},
    {"OOC", "|ooc|orbicularisoculi|orboculi|oculi|orboc|"},
    {"FRO", "|fro|frontalis|"},
    {"MAS", "|mas|masseter|"},
    {"DIG", "|dig|digastric|chin|submentalis|"},
    {"BB", "|bb|biceps|bicepsbrachii|bic|"},
    {"BRD", "|brd|brachioradialis|"},
    {"TB", "|tb|triceps|tricepsbrachii|tric|tri|"},
    {"DA", "|da|deltoidanterior|anteriordeltoid|deltant|"},
    {"DM", "|dm|deltoidmedial|middledeltoid|deltmed|"},
    {"DP", "|dp|deltoidposterior|posteriordeltoid|deltpost|"},
    {"PEC", "|pec|pectoralis|pectoralismajor|"},
    {"LAT", "|latissimus|latissimusdorsi|latdorsi|latd|"},
    {"FCR", "|fcr|flexorcarpiradialis|"},
    {"FCU", "|fcu|flexorcarpiulnaris|"},
    {"FDS", "|fds|flexordigitorumsuperficialis|"},
    {"FPL", "|fpl|flexorpollicislongus|"},
    {"FLEX", "|flex|flexor|flexors|wristflexor|wristflexors|forearmflexors|"},
    {"ECR", "|ecr|ecrl|ecrb|extensorcarpiradialis|"},
    {"ECU", "|ecu|extensorcarpiulnaris|"},
    {"EDC", "|edc|extensordigitorum|extensordigitorumcommunis|"},
    {"EPL", "|epl|extensorpollicis|extensorpollicislongus|"},
    {"EXT", "|ext|extensor|extensors|wristextensor|wristextensors|"},
    {"RA", "|ra|rectusabdominis|"},
    {"EO", "|eo|externaloblique|"},
    {"ES", "|es|erectorspinae|ercspn|longissimus|paraspinal|lumbar|"},
    {"RF", "|rf|rectusfemoris|recfem|"},
    {"VL", "|vl|vastuslateralis|vaslat|"},
    {"VM", "|vm|vastusmedialis|vasmed|"},
    {"BF", "|bf|bicepsfemoris|bicfem|bflh|lateralhamstring|"},
    {"ST", "|st|semitendinosus|semite|"},
    {"TA", "|ta|tibialisanterior|tibant|anteriortibial|"},
    {"GM", "|gm|gastrocnemiusmedialis|medgas|"},
    {"GL", "|gl|gastrocnemiuslateralis|latgas|"},
    {"SOL", "|sol|so|soleus|"},
    {"PL", "|pl|peroneuslongus|fibularislongus|"},
    {"TP", "|tp|tibialisposterior|"},
    {"EHL", "|ehl|extensorhallucislongus|"},
    {"FHL", "|fhl|flexorhallucislongus|"},
};

static const emg_antagonists pairs[] = {
    {"neck", "SCM", "SCM", true},     {"neck", "SPL", "SPL", true},
    {"neck", "SCM", "SPL", false},    {"face", "OOC", "FRO", false},
    {"jaw", "MAS", "DIG", false},     {"wrist", "FCR", "ECR", false},
    {"wrist", "FCU", "ECU", false},   {"wrist", "FLEX", "EXT", false},
    {"fingers", "FDS", "EDC", false}, {"fingers", "FPL", "EPL", false},
    {"elbow", "BB", "TB", false},     {"elbow", "BRD", "TB", false},
    {"shoulder", "DA", "DP", false},  {"shoulder", "PEC", "LAT", false},
    {"trunk", "RA", "ES", false},     {"trunk", "EO", "EO", true},
    {"knee", "RF", "BF", false},      {"knee", "RF", "ST", false},
    {"knee", "VL", "BF", false},      {"knee", "VL", "ST", false},
    {"ankle", "TA", "SOL", false},    {"ankle", "TA", "GM", false},
    {"foot", "EHL", "FHL", false},    {"foot", "TP", "PL", false},
};

static const char *const left_words[] = {"left", "l",   "lt", "links", "gauche",
                                         "sin",  "izq", "sx", NULL};
static const char *const right_words[] = {
    "right", "r", "rt", "rechts", "droite", "droit", "dx", "der", NULL};
static const char *const idle_words[] = {
    "emg",  "semg",   "ch",      "channel", "sensor", "imemg",   "avanti",
    "bip",  "trigno", "bipolar", "diff",    "analog", "voltage", "raw",
    "filt", "rect",   "env",     "uv",      "mv",     "v",       NULL};

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

static bool
is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

static bool
is_number(const char *word)
{
    return strspn(word, "0123456789") == strlen(word);
}

static const char *
muscle_called(const char *words)
{
    char wanted[LONGEST + 3] = "|";
    if (!*words || strlen(words) > LONGEST)
        return NULL;
    strcat(wanted, words);
    strcat(wanted, "|");
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (strstr(synonyms[i].words, wanted))
            return synonyms[i].muscle;
    return NULL;
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
meet_side(emg_muscle_name *name, emg_body_side side, bool *conflict)
{
    *conflict = *conflict || (name->side && name->side != side);
    name->side = side;
}

/* "LTA", "TAl": a letter for the side stands right before or behind. */
static void
side_glued_on(emg_muscle_name *name, const char *words)
{
    size_t n = strlen(words);
    char rest[LONGEST];
    if (n < 3 || n >= LONGEST || name->side)
        return;
    char first = words[0], last = words[n - 1];
    memcpy(rest, words, n + 1);
    rest[n - 1] = 0;
    if (first == 'l' || first == 'r') {
        name->muscle = muscle_called(words + 1);
        name->side = first == 'l' ? EMG_SIDE_LEFT : EMG_SIDE_RIGHT;
    }
    if (!name->muscle && (last == 'l' || last == 'r')) {
        name->muscle = muscle_called(rest);
        name->side = last == 'l' ? EMG_SIDE_LEFT : EMG_SIDE_RIGHT;
    }
}

emg_muscle_name
emg_muscle_of(const char *label)
{
    char words[MOST_WORDS][LONGEST];
    char joined[MOST_WORDS * LONGEST] = "";
    emg_muscle_name name = {0};
    char plain[4 * LONGEST];
    bool conflict = false;
    emg_utf8_plain(plain, sizeof plain, label);
    int n = split(plain, words);

    for (int i = 0; i < n; i++) {
        if (is_one_of(words[i], left_words))
            meet_side(&name, EMG_SIDE_LEFT, &conflict);
        else if (is_one_of(words[i], right_words))
            meet_side(&name, EMG_SIDE_RIGHT, &conflict);
        else if (!is_number(words[i]) && !is_one_of(words[i], idle_words))
            strcat(joined, words[i]);
    }
    name.muscle = muscle_called(joined);
    if (!name.muscle)
        side_glued_on(&name, joined);
    if (conflict || !name.muscle)
        name.side = EMG_SIDE_UNKNOWN;
    return name;
}

const emg_antagonists *
emg_antagonist_pairs(size_t *n)
{
    *n = sizeof pairs / sizeof *pairs;
    return pairs;
}
