/* What an EDF header says of its signals in words. */
#include "io/edf_part.h"

#include "base/memory.h"
#include "base/text.h"
#include "io/twins.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* "EMG", "EMG1", "EMG BIC", but not "EMGX". */
static bool
has_type(const char *label, const char *type)
{
    size_t n = strlen(type);
    return strncasecmp(label, type, n) == 0 &&
           !isalpha((unsigned char)label[n]);
}

static bool
has_any_type(const char *label, const char *const *types)
{
    for (; *types; types++)
        if (has_type(label, *types))
            return true;
    return false;
}

/* The types of https://www.edfplus.info/specs/edftexts.html, and movement
 * sensors as EMG systems name them. */
emg_kind
emg_edf_kind(const emg_channel *channel)
{
    static const char *const others[] = {
        "EEG",   "EOG",   "ERG",  "MEG",  "MCG",    "EP",       "ENG",
        "EDA",   "GSR",   "Temp", "Resp", "SaO2",   "SpO2",     "Light",
        "Sound", "Event", "Dist", "Pos",  "Force",  "Torque",   "Angle",
        "Acc",   "ACCX",  "ACCY", "ACCZ", "Accel",  "Gyr",      "Gyro",
        "GYRX",  "GYRY",  "GYRZ", "Mag",  "Marker", "Pressure", NULL};
    static const char *const triggers[] = {"TRIG", "Trigger", "Status", NULL};
    static const char *const hearts[] = {"ECG", "EKG", NULL};
    const char *label = channel->label;

    if (has_type(label, "EMG"))
        return EMG_KIND_EMG;
    if (has_any_type(label, hearts))
        return EMG_KIND_ECG;
    if (has_any_type(label, triggers))
        return EMG_KIND_TRIGGER;
    bool no_voltage = channel->unit[0] && channel->to_uv == 0;
    return no_voltage || has_any_type(label, others) ? EMG_KIND_OTHER
                                                     : EMG_KIND_UNKNOWN;
}

static emg_edf_role
role_of(const emg_edf_reader *self, const emg_edf_field *label)
{
    if (label->n == 15 &&
        (strncasecmp(label->text, "EDF Annotations", 15) == 0 ||
         strncasecmp(label->text, "BDF Annotations", 15) == 0))
        return EMG_EDF_ANNOTATIONS;
    if (self->header->width == 3 && label->n == 6 &&
        strncasecmp(label->text, "Status", 6) == 0)
        return EMG_EDF_STATUS;
    return EMG_EDF_CHANNEL;
}

static void
read_signal(const emg_edf_reader *self, int i)
{
    emg_edf_signal *signal = &self->header->signals[i];
    emg_channel *channel = &signal->channel;
    char unit[24];
    emg_edf_field label = emg_edf_part(self, i, EMG_EDF_LABEL);
    signal->role = role_of(self, &label);
    emg_edf_part_text(self, i, EMG_EDF_LABEL, channel->label,
                      sizeof channel->label);
    emg_edf_part_text(self, i, EMG_EDF_TRANSDUCER, channel->transducer,
                      sizeof channel->transducer);
    emg_edf_part_text(self, i, EMG_EDF_PREFILTER, channel->prefilter,
                      sizeof channel->prefilter);
    emg_edf_field text = emg_edf_part(self, i, EMG_EDF_UNIT);
    emg_edf_raw(unit, sizeof unit, &text);
    emg_channel_set_unit(channel, unit);
    if (channel->to_uv != 1) /* then it is in bytes of the file still */
        emg_edf_part_text(self, i, EMG_EDF_UNIT, channel->unit,
                          sizeof channel->unit);
    channel->kind = emg_edf_kind(channel);
}

void
emg_edf_texts_read(const emg_edf_reader *self)
{
    for (int i = 0; i < self->header->n_signals; i++)
        read_signal(self, i);
}

/* ---- labels that stand there twice ----------------------------------- */

static emg_status
warn_of_twins(const emg_edf_reader *self, const int *twins)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < self->header->n_signals && !status; i++) {
        const emg_edf_signal *signal = &self->header->signals[i];
        int number = signal->channel.number;
        if (signal->role == EMG_EDF_CHANNEL && twins[number - 1])
            status = emg_twins_warn(&signal->channel, twins[number - 1],
                                    emg_edf_part(self, i, EMG_EDF_LABEL).byte,
                                    self->warnings, self->error);
    }
    return status;
}

emg_status
emg_edf_labels_judge(const emg_edf_reader *self)
{
    size_t n = (size_t)self->header->n_channels;
    const emg_channel **sorted = emg_new(n, sizeof *sorted, self->error);
    int *twins = emg_new(n, sizeof *twins, self->error);
    emg_status status = EMG_NO_MEMORY;
    if (sorted && twins) {
        size_t k = 0;
        for (int i = 0; i < self->header->n_signals; i++)
            if (self->header->signals[i].role == EMG_EDF_CHANNEL)
                sorted[k++] = &self->header->signals[i].channel;
        emg_twins_find(sorted, k, twins);
        status = warn_of_twins(self, twins);
    }
    emg_free(sorted);
    emg_free(twins);
    return status;
}
