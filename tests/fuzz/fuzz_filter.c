/* Files of filters from any bytes: refused with a reason, or rules that judge
 * any name. */
#include "dataset/select.h"

#include "demand.h"

#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const names[] = {
        "sub-01_task-hold_emg.edf",
        "sub-1_ses-pre_task-x_acq-a_run-02_recording-left_emg.bdf"};
    emg_error error = EMG_NO_ERROR;
    dataset_selection selection = {0};
    json_t *json =
        json_loadb((const char *)bytes, size, JSON_REJECT_DUPLICATES, NULL);
    emg_status status = dataset_select_json(&selection, json, &error);
    demand(status == error.status);
    demand(status == EMG_OK || error.text[0] != 0);
    for (int i = 0; i < 2 && !status; i++) {
        emg_bids_name name;
        const char *wrong;
        emg_bids_name_read(&name, names[i], &wrong);
        if (dataset_is_wanted(&selection, &name))
            demand(dataset_may_be_wanted(&selection, &name));
    }
    dataset_selection_clear(&selection);
    json_decref(json);
    return 0;
}
