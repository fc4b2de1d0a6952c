/* The whitelist for the free texts of a header. */
#include "io/anonymize_vocabulary.h"

#include <string.h>

#define MOST_DIGITS 4 /* in a row: more may be a serial number or a day */

/* Between blanks, lower case. What headers say of formats, signals, sites,
 * electrodes, filters and units; no word that is a common name. */
static const char words[] =
    " startdate edf bdf biosemi annotations annotation status bit "
    " emg semg hdemg eeg ecg ekg eog acc accel accelerometer gyro mag trigger "
    "trig marker resp respiration force torque angle goniometer temperature "
    "pressure audio aux misc ref reference ground gnd digital analog event "
    "events channel channels signal signals sensor ch "
    " left right upper lower anterior posterior medial lateral dorsal ventral "
    "proximal distal hand wrist forearm elbow neck foot ankle knee hip thigh "
    "shoulder finger thumb tongue head trunk muscle muscles antagonist "
    "flexor extensor flexors extensors abductor adductor carpi radialis "
    "ulnaris digitorum pollicis brevis longus biceps triceps brachii deltoid "
    "deltoideus trapezius splenius capitis sternocleidomastoid tibialis soleus "
    "gastrocnemius rectus femoris vastus lateralis medialis semitendinosus "
    "semimembranosus peroneus gluteus maximus medius masseter orbicularis "
    "brachioradialis pronator supinator interosseus "
    "fcr ecr fcu ecu fds edc bic tri bb tb ta sol scm spl tra gas gm gl vl vm "
    "rf bf fdi apb adm "
    " ag agcl agagcl cl sintered tin electrode electrodes surface "
    "needle wire bipolar monopolar unipolar differential single double "
    "array grid active passive wet dry gel disposable cup disc disk concentric "
    "intramuscular lead wired wireless preamplifier amplifier amplified "
    " hp lp bp bs n hpf lpf bpf high low pass highpass lowpass bandpass "
    "bandstop band notch comb filter filters filtered filtering prefiltering "
    "no none not off on dc ac hz khz order zero phase causal butterworth "
    "bessel "
    "chebyshev linear rectified rectify full half wave envelope rms arv mav "
    "smoothed average moving window to and of the with without at in by from "
    "db dec oct raw unknown "
    " v mv uv nv pv microv uvolt volt volts \xb5v \xc2\xb5v \xce\xbcv "
    "\x83\xcav "
    "a ma ua ohm ohms kohm mohm g mg m cm mm s ms us deg degree degrees rad "
    "dps c celsius k kg nm kn bpm mmhg pa kpa hpa au arb counts count "
    "adc lsb bits boolean bool percent x ";

uint8_t
emg_lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : c;
}

static bool
is_letter(uint8_t c)
{
    return (emg_lower(c) >= 'a' && emg_lower(c) <= 'z') || c >= 0x80;
}

size_t
emg_letters(const uint8_t *text, size_t n)
{
    size_t length = 0;
    while (length < n && is_letter(text[length]))
        length++;
    return length;
}

bool
emg_is_trade_word(const uint8_t *word, size_t n)
{
    char sought[32];
    if (n == 0 || n > sizeof sought - 3)
        return false;
    sought[0] = ' ';
    for (size_t i = 0; i < n; i++)
        sought[i + 1] = (char)emg_lower(word[i]);
    sought[n + 1] = ' ';
    sought[n + 2] = 0;
    return strstr(words, sought) != NULL;
}

static bool
is_between(uint8_t c)
{
    return c == ' ' || c == ',' || c == ';' || c == 0 || c == '\t';
}

/* One part between blanks. */
static bool
is_harmless(const uint8_t *part, size_t n)
{
    size_t digits = 0;
    for (size_t i = 0; i < n;) {
        size_t letters = emg_letters(part + i, n - i);
        if (letters > 0 && !emg_is_trade_word(part + i, letters))
            return false;
        if (letters == 0 && (part[i] < ' ' || part[i] == 0x7F))
            return false;
        digits = part[i] >= '0' && part[i] <= '9' ? digits + 1 : 0;
        if (digits > MOST_DIGITS)
            return false;
        i += letters ? letters : 1;
    }
    return true;
}

bool
emg_keep_trade_words(uint8_t *text, size_t n)
{
    bool blanked = false;
    for (size_t at = 0; at < n;) {
        size_t end = at;
        while (end < n && !is_between(text[end]))
            end++;
        if (!is_harmless(text + at, end - at)) {
            memset(text + at, ' ', end - at);
            blanked = true;
        }
        if (end < n && (text[end] == 0 || text[end] == '\t'))
            text[end] = ' ';
        at = end + 1;
    }
    return blanked;
}
