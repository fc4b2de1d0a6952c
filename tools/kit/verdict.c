/* Indices by name, and what they say together. */
#include "kit/verdict.h"

#include <math.h>
#include <string.h>

/* A bit an index. */
static kit_verdict
index_called(const char *name, size_t length)
{
    for (int i = 0; i < EMG_QUALITY_INDICES; i++) {
        emg_quality_limit limit = emg_quality_limit_of((emg_quality_index)i);
        if (strlen(limit.name) == length &&
            strncmp(limit.name, name, length) == 0)
            return isnan(limit.warn) ? 0 : 1U << i;
    }
    return 0;
}

emg_status
kit_verdict_read(const kit_list *list, kit_verdict *judged, emg_error *error)
{
    static const char *const usual[] = {
        "clipped,flat,snr,line_ratio,ecg,noise"};
    static const kit_list standard = {1, (const char **)usual};
    *judged = 0;
    if (list->n == 0)
        list = &standard;
    for (int i = 0; i < list->n; i++)
        for (const char *at = list->items[i]; *at;) {
            size_t length = strcspn(at, ",");
            kit_verdict one = index_called(at, length);
            if (!one)
                return emg_fail(error, EMG_BAD_OPTION,
                                "--judge: '%.*s' is no index with a limit: "
                                "clipped, flat, snr, line_ratio, smr, dpr, "
                                "omega, ecg, noise",
                                (int)length, at);
            *judged |= one;
            at += length + (at[length] == ',');
        }
    return EMG_OK;
}

emg_verdict
kit_verdict_of(kit_verdict judged, const emg_quality *row, double to_uv,
               kit_verdict *flags)
{
    emg_verdict worst = EMG_GOOD;
    for (int i = 0; i < EMG_QUALITY_INDICES; i++) {
        emg_verdict one = emg_quality_judge(row, (emg_quality_index)i, to_uv);
        if (!(judged & 1U << i) || one == EMG_GOOD)
            continue;
        *flags |= 1U << i;
        worst = one > worst ? one : worst;
    }
    return worst;
}

void
kit_verdict_name(emg_text *to, kit_verdict flags)
{
    for (int i = 0; i < EMG_QUALITY_INDICES; i++)
        if (flags & 1U << i)
            emg_text_format(to, "%s%s", to->length ? "," : "",
                            emg_quality_limit_of((emg_quality_index)i).name);
}
