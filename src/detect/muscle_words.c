/* What laboratories call muscles and sides: abbreviations, anatomical names,
 * and those of Spanish, Italian and French laboratories, accents taken off. */
#include "detect/muscle_words.h"

#include <string.h>

#define LONGEST 64

typedef struct synonym {
    const char *muscle;
    const char *words; /* without blanks, each between bars */
} synonym;

static const synonym synonyms[] = {
    {"SCM",
     "|scm|sternocleidomastoid|sternocleido|stern|sterno|"
     "esternocleidomastoideo|sternocleidomastoideo|sternocleidomastoidien|"},
    {"SPL", "|spl|splenius|spleniuscapitis|splen|splc|splcap|"
            "esplenio|splenio|"},
    {"SSP", "|ssp|semispinalis|semispinaliscapitis|semicap|"},
    {"UT", "|ut|trapezius|trap|trapsup|uppertrapezius|utrap|trapu|"
           "trapeziusupper|trapeziusdescendens|"
           "trapecio|trapezio|trapeze|trapeciosuperior|trapeziosuperiore|"
           "trapezesuperieur|"},
    {"LS", "|ls|levatorscapulae|levscap|"},
    {"OOC", "|ooc|orbicularisoculi|orboculi|oculi|orboc|"},
    {"FRO", "|fro|frontalis|"},
    {"LPS", "|lps|levatorpalpebrae|levatorpalpebraesuperioris|levpalp|"},
    {"COR", "|cor|corrugator|corrugatorsupercilii|"},
    {"MAS", "|mas|masseter|"
            "masetero|massetere|"},
    {"TEM", "|tem|temporalis|"},
    {"DIG", "|dig|digastric|anteriordigastric|chin|submental|submentalis|"
            "mentalis|"},
    {"LPT", "|lpt|lateralpterygoid|pterygoidlateral|"},
    {"THY", "|thy|thyroarytenoid|"},
    {"PCA", "|pca|posteriorcricoarytenoid|"},
    {"LCA", "|lca|lateralcricoarytenoid|"},
    {"CT", "|ct|cricothyroid|"},
    {"BB", "|bb|biceps|bicepsbrachii|bic|"
           "bicepsbraquial|bicepsbrachial|bicipitebrachiale|bicipite|"},
    {"BRD", "|brd|brachioradialis|"
            "braquiorradial|brachioradiale|brachioradial|"},
    {"TB", "|tb|triceps|tricepsbrachii|tric|tri|"
           "tricepsbraquial|tricepsbrachial|tricipitebrachiale|tricipite|"},
    {"DA", "|da|deltoidanterior|anteriordeltoid|deltant|antdelt|"},
    {"DM", "|dm|deltoidmedial|deltoidmiddle|middledeltoid|medialdeltoid|"
           "deltmed|meddelt|"},
    {"DP", "|dp|deltoidposterior|posteriordeltoid|deltpost|postdelt|"},
    {"PEC", "|pec|pectoralis|pectoralismajor|pecmaj|"},
    {"LAT", "|latissimus|latissimusdorsi|latdorsi|latd|gddors|granddorsal|"},
    {"FCR", "|fcr|flexorcarpiradialis|"},
    {"FCU", "|fcu|flexorcarpiulnaris|"},
    {"FDS", "|fds|flexordigitorumsuperficialis|"},
    {"FPL", "|fpl|flexorpollicislongus|"},
    {"FLEX", "|flex|flexor|flexors|wristflexor|wristflexors|forearmflexor|"
             "forearmflexors|"},
    {"ECR", "|ecr|ecrl|ecrb|extensorcarpiradialis|extensorcarpiradialislongus|"
            "extensorcarpiradialisbrevis|extensorradialisbrevis|"},
    {"ECU", "|ecu|extensorcarpiulnaris|"},
    {"EDC", "|edc|extensordigitorum|extensordigitorumcommunis|"},
    {"EPL", "|epl|extensorpollicis|extensorpollicislongus|"},
    {"EXT", "|ext|extensor|extensors|wristextensor|wristextensors|"
            "forearmextensor|forearmextensors|"},
    {"APB", "|apb|abductorpollicisbrevis|thenar|"},
    {"ADM", "|adm|abductordigitiminimi|hypothenar|"},
    {"FDI", "|fdi|firstdorsalinterosseous|stdorsalinterosseous|"},
    {"FPI", "|fpi|firstpalmarinterosseous|stpalmarinterosseous|"},
    {"RA", "|ra|rectusabdominis|"},
    {"EO", "|eo|externaloblique|obliquusexternus|"},
    {"ES", "|es|erectorspinae|ercspn|longissimus|paraspinal|paraspinals|"
           "lumbar|"},
    {"RF", "|rf|rectusfemoris|recfem|"
           "rectofemoral|rettofemorale|droitfemoral|"},
    {"VL", "|vl|vastuslateralis|vaslat|"
           "vastolateral|vastolaterale|vastelateral|vastoexterno|"},
    {"VM", "|vm|vastusmedialis|vasmed|"
           "vastomedial|vastomediale|vastemedial|vastointerno|"},
    {"BF", "|bf|bicepsfemoris|bicfem|bflh|lateralhamstring|"
           "lateralhamstrings|"
           "bicepsfemoral|bicipitefemorale|bicepscrural|"},
    {"ST", "|st|semitendinosus|semite|"
           "semitendinoso|semitendineux|demitendineux|"},
    {"SM", "|sm|semimembranosus|semimem|"
           "semimembranoso|semimembraneux|demimembraneux|"},
    {"HAM", "|ham|hamstring|hamstrings|"},
    {"TA", "|ta|at|leg|tibialisanterior|tibant|anteriortibial|"
           "anteriortibialis|"
           "tibialanterior|tibialeanteriore|tibialanterieur|jambieranterieur|"},
    {"GM", "|gm|gastrocnemiusmedialis|medialgastrocnemius|medgas|gasmed|"
           "gastrocnemiomedial|gastrocnemiomediale|gemelointerno|"},
    {"GL", "|gl|gastrocnemiuslateralis|lateralgastrocnemius|latgas|gaslat|"
           "gastrocnemiolateral|gastrocnemiolaterale|gemeloexterno|"},
    {"GAS", "|gas|gastro|gastrocnemius|calf|"},
    {"SOL", "|sol|so|soleus|"
            "soleo|soleaire|"},
    {"PL", "|pl|peroneus|peroneuslongus|fibularislongus|fibularis|"},
    {"TP", "|tp|tibialisposterior|tibpost|"},
    {"EHL", "|ehl|extensorhallucislongus|"},
    {"FHL", "|fhl|flexorhallucislongus|"},
};

static const char *const idle[] = {
    "emg",  "semg",   "ch",      "channel", "sensor", "imemg", "avanti",
    "bip",  "trigno", "diff",    "bipolar", "analog", "raw",   "filt",
    "rect", "env",    "voltage", "uv",      "mv",     "v",     NULL};

static const struct {
    emg_side_word says;
    const char *words;
} sides[] = {
    {EMG_SAYS_LEFT, "|left|l|lt|links|gauche|sin|sn|izq|sx|"},
    {EMG_SAYS_RIGHT, "|right|r|rt|rechts|droite|droit|dx|der|"},
    {EMG_MAY_SAY_LEFT, "|g|li|"},
    {EMG_MAY_SAY_RIGHT, "|d|re|"},
};

static bool
holds(const char *words, const char *word)
{
    char wanted[LONGEST + 3] = "|";
    if (!*word || strlen(word) > LONGEST)
        return false;
    strcat(wanted, word);
    strcat(wanted, "|");
    return strstr(words, wanted) != NULL;
}

const char *
emg_muscle_called(const char *words)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (holds(synonyms[i].words, words))
            return synonyms[i].muscle;
    return NULL;
}

void
emg_muscle_words_each(void (*take)(void *to, const char *muscle,
                                   const char *word, size_t length),
                      void *to)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        for (const char *word = synonyms[i].words + 1; *word;) {
            size_t length = strcspn(word, "|");
            take(to, synonyms[i].muscle, word, length);
            word += length + 1;
        }
}

emg_side_word
emg_side_word_of(const char *word)
{
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (holds(sides[i].words, word))
            return sides[i].says;
    return EMG_NO_SIDE;
}

bool
emg_word_is_idle(const char *word)
{
    if (strspn(word, "0123456789") == strlen(word))
        return true;
    for (const char *const *one = idle; *one; one++)
        if (strcmp(word, *one) == 0)
            return true;
    return false;
}

bool
emg_muscle_is_of_leg(const char *muscle)
{
    return muscle && holds("|RF|VL|VM|BF|ST|SM|HAM|TA|GM|GL|GAS|SOL|PL|TP|EHL|"
                           "FHL|",
                           muscle);
}

bool
emg_muscle_is_of_larynx(const char *muscle)
{
    return muscle && holds("|THY|PCA|LCA|CT|", muscle);
}
