/* The header of the copy, field by field: what is not on a list stays out. */
#include "io/anonymize_part.h"

#include "base/text.h"
#include "io/anonymize_vocabulary.h"
#include "io/edf_part.h"

#include <stdio.h>
#include <string.h>

#define OLDEST 90 /* ages above would be rare enough to tell who it is */

/* The fields of a signal, in their order; what may stay in each. */
typedef enum field_rule { LABEL, TRADE, UNIT, NUMBER, NOTHING } field_rule;

static const struct {
    int width;
    field_rule rule;
} fields[] = {{16, LABEL}, {80, TRADE},  {8, UNIT},   {8, NUMBER},
              {8, NUMBER}, {8, NUMBER},  {8, NUMBER}, {80, TRADE},
              {8, NUMBER}, {32, NOTHING}};

#define N_FIELDS ((int)(sizeof fields / sizeof *fields))

typedef struct maker {
    uint8_t *to;
    const uint8_t *from;
    const emg_edf *edf;
    const emg_identity *identity;
    const emg_anonymity *how;
    int64_t n_blanked; /* texts of which something was left out */
} maker;

static void
put(uint8_t *to, size_t width, const char *text)
{
    memset(to, ' ', width);
    memcpy(to, text, strnlen(text, width));
}

/* ---- the first 256 bytes ---------------------------------------------- */

static emg_status
put_dates(const maker *self, emg_error *error)
{
    char text[EMG_DAY_LONG];
    emg_day day = self->identity->start;
    put(self->to + 88, 80, "Startdate X X X X");
    put(self->to + 168, 16, "01.01.8500.00.00");
    if (self->how->shift_days == 0)
        return EMG_OK;
    if (day.month == 0) {
        emg_warn(&self->how->listener, self->edf->source.recording.name, 168,
                 "no start date is known that could be shifted; none is "
                 "written");
        return EMG_OK;
    }
    if (!emg_day_shift(&day, self->how->shift_days))
        return emg_fail(error, EMG_BAD_OPTION,
                        "the shifted start date lies outside 1985 to 2084, "
                        "which EDF cannot tell; shift by fewer days");
    emg_day_print_long(text, &day);
    memcpy(self->to + 98, text, EMG_DAY_LONG - 1);
    memcpy(self->to + 98 + EMG_DAY_LONG - 1, " X X X", 6);
    emg_day_print_short(text, &day);
    memcpy(self->to + 168, text, EMG_DAY_SHORT - 1);
    return EMG_OK;
}

static void
say_unknown(const maker *self, const char *what)
{
    emg_warn(&self->how->listener, self->edf->source.recording.name, 8,
             "the header does not tell the %s; it is left unknown", what);
}

static void
put_patient(const maker *self)
{
    char text[81], years[24] = "";
    const emg_identity *who = self->identity;
    char sex = self->how->keep_sex ? who->sex : 'X';
    int age = emg_day_age(&who->birth, &who->start);
    if (self->how->keep_sex && sex == 'X')
        say_unknown(self, "sex");
    if (self->how->keep_age && age < 0)
        say_unknown(self, "age");
    else if (self->how->keep_age)
        snprintf(years, sizeof years, " Age_%d%s", age < OLDEST ? age : OLDEST,
                 age < OLDEST ? "" : "+");
    snprintf(text, sizeof text, "%s %c X X%s",
             self->how->code ? self->how->code : "X", sex, years);
    put(self->to + 8, 80, text);
}

static emg_status
put_fixed(const maker *self, emg_error *error)
{
    char text[24];
    const emg_edf_header *header = &self->edf->header;
    bool is_bdf = header->width == 3;
    put(self->to, 8,
        is_bdf ? "\xFF"
                 "BIOSEMI"
               : "0");
    put_patient(self);
    emg_status status = put_dates(self, error);
    snprintf(text, sizeof text, "%d",
             EMG_EDF_FIXED + EMG_EDF_PER_SIGNAL * header->n_signals);
    put(self->to + 184, 8, text);
    put(self->to + 192, 44,
        header->plus ? header->format
        : is_bdf     ? "24BIT"
                     : "");
    put(self->to + 236, 8, "-1");
    snprintf(text, sizeof text, "%d", header->n_signals);
    put(self->to + 252, 4, text);
    return status;
}

/* ---- fields of signals ------------------------------------------------ */

static bool
is_number(const uint8_t *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] == 0 || !strchr("+-0123456789.,eE ", text[i]))
            return false;
    return true;
}

/* Padding of other kinds becomes blanks. */
static void
copy_field(uint8_t *to, const uint8_t *from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] = from[i] < ' ' || from[i] == 0x7F ? ' ' : from[i];
}

static void
copy_label(const maker *self, uint8_t *to, int signal)
{
    char text[32];
    if (self->edf->header.signals[signal].role == EMG_EDF_ANNOTATIONS) {
        put(to, 16,
            self->edf->header.width == 3 ? "BDF Annotations"
                                         : "EDF Annotations");
        return;
    }
    if (emg_identity_in_text(self->identity, to, 16) < 0)
        return;
    emg_keep_trade_words(to, 16);
    bool is_clean = emg_identity_in_text(self->identity, to, 16) < 0;
    emg_edf_field words = emg_edf_field_at(to, 0, 10, "", 0);
    snprintf(text, sizeof text, "%.*s%sch%d", is_clean ? (int)words.n : 0,
             words.text, is_clean && words.n > 0 ? " " : "", signal + 1);
    put(to, 16, text);
    emg_warn(&self->how->listener, self->edf->source.recording.name, -1,
             "the label of signal %d holds a word of the identity and becomes "
             "%.16s",
             signal + 1, text);
}

static void
copy_texts(maker *self, uint8_t *to, size_t n, field_rule rule, int signal)
{
    bool blanked = emg_keep_trade_words(to, n);
    if (emg_identity_in_text(self->identity, to, n) >= 0) {
        memset(to, ' ', n);
        blanked = true;
    }
    self->n_blanked += blanked;
    if (blanked && rule == UNIT)
        emg_warn(&self->how->listener, self->edf->source.recording.name, -1,
                 "the unit of signal %d is none that is known and is left out",
                 signal + 1);
}

static void
copy_signal_field(maker *self, int64_t byte, size_t n, field_rule rule,
                  int signal)
{
    uint8_t *to = self->to + byte;
    copy_field(to, self->from + byte, n);
    if (rule == LABEL)
        copy_label(self, to, signal);
    else if (rule == TRADE || rule == UNIT)
        copy_texts(self, to, n, rule, signal);
    else if (rule == NOTHING || !is_number(to, n))
        memset(to, ' ', n);
}

emg_status
emg_anonymous_header(uint8_t *to, const uint8_t *from, const emg_edf *edf,
                     const emg_identity *identity, const emg_anonymity *how,
                     emg_error *error)
{
    maker self = {to, from, edf, identity, how, 0};
    int64_t byte = EMG_EDF_FIXED;
    emg_status status = put_fixed(&self, error);
    copy_field(to + 244, from + 244, 8);
    for (int f = 0; f < N_FIELDS; f++)
        for (int s = 0; s < edf->header.n_signals; s++) {
            copy_signal_field(&self, byte, (size_t)fields[f].width,
                              fields[f].rule, s);
            byte += fields[f].width;
        }
    if (self.n_blanked > 0)
        emg_warn(&how->listener, edf->source.recording.name, -1,
                 "%lld texts of signals (transducer, unit, prefilter) held "
                 "words that are not known to be harmless, left out",
                 (long long)self.n_blanked);
    return status;
}

/* ---- what was written ------------------------------------------------- */

static emg_status
check_text(const uint8_t *header, int64_t byte, size_t n,
           const emg_identity *identity, emg_error *error)
{
    int64_t found = emg_identity_in_text(identity, header + byte, n);
    if (found < 0)
        return EMG_OK;
    return emg_fail_at(error, EMG_INTERNAL, byte + found,
                       "the header of the copy would hold a word of the old "
                       "identity; nothing is written, choose another code");
}

emg_status
emg_anonymous_header_check(const uint8_t *header, int n_signals,
                           const emg_identity *identity, emg_error *error)
{
    /* Of numbers it is known that they are numbers. */
    static const int texts[][2] = {{8, 80}, {88, 80}, {168, 8}, {192, 44}};
    emg_status status = EMG_OK;
    for (int i = 0; i < 4 && !status; i++)
        status = check_text(header, texts[i][0], (size_t)texts[i][1], identity,
                            error);
    int64_t byte = EMG_EDF_FIXED;
    for (int f = 0; f < N_FIELDS; f++)
        for (int s = 0; s < n_signals && !status; s++) {
            size_t n = (size_t)fields[f].width;
            status = fields[f].rule != NUMBER
                         ? check_text(header, byte, n, identity, error)
                     : is_number(header + byte, n)
                         ? EMG_OK
                         : emg_fail_at(error, EMG_INTERNAL, byte,
                                       "the header of the copy would hold a "
                                       "text for a number");
            byte += (int64_t)n;
        }
    return status;
}
