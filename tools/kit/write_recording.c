/* A recording as it came, but for what chains and cleaning do to it. */
#include "kit/write_recording.h"

#include "io/output.h"
#include "kit/beside.h"
#include "kit/delays.h"
#include "kit/judge.h"
#include "kit/record.h"

static emg_file_type
type_of(const kit_work *work, const char *target)
{
    return work->type == EMG_FILE_UNKNOWN ? emg_file_type_of(target)
                                          : work->type;
}

static emg_status
write_target(kit_account *account, emg_chain **chains, emg_error *error)
{
    const char *target = account->job->target;
    return kit_record(account, target, type_of(account->work, target), chains,
                      error);
}

/* What cleaning takes away goes before what it leaves, which stands for all
 * files of the recording. */
static emg_status
write_removed(kit_account *account, const char *target, emg_error *error)
{
    emg_source *source = account->source;
    emg_clean_give_removed(source, true);
    emg_status status =
        kit_record(account, target, emg_file_type_of(target), NULL, error);
    emg_clean_give_removed(source, false);
    return status ? status : source->ops->rewind(source, error);
}

static emg_status
write_generated(kit_account *account, emg_error *error)
{
    emg_status status = kit_beside_open(account, error);
    if (!status)
        status = write_target(account, NULL, error);
    emg_output_destroy(account->beside);
    return status;
}

/* The first reading of a tool that needs two. */
static emg_status
hear_first(kit_chosen *chosen, emg_source *source, kit_normals *normals,
           emg_error *error)
{
    const kit_tool *tool = chosen->tool;
    if (!tool->hear || !tool->hears(chosen))
        return EMG_OK;
    emg_status status = tool->hear(source, chosen, normals, error);
    chosen->normals = normals;
    return status ? status : source->ops->rewind(source, error);
}

static emg_status
write_treated(kit_account *account, emg_error *error)
{
    const kit_tool *tool = account->work->chosen->tool;
    const emg_recording *recording = &account->source->recording;
    const char *removed =
        tool->removed ? tool->removed(account->work->chosen) : NULL;
    kit_chosen chosen = *account->work->chosen;
    kit_normals normals = {0};
    emg_status status = hear_first(&chosen, account->source, &normals, error);
    emg_chain **chains =
        status ? NULL : kit_chains_create(&chosen, recording, error);
    kit_normals_clear(&normals);
    status = chains ? EMG_OK : error->status;
    if (!status) {
        kit_judge_ends(&chosen, account->source);
        kit_note_delays(&account->job->table, chains, recording);
    }
    if (!status && removed)
        status = write_removed(account, removed, error);
    if (!status)
        status = write_target(account, chains, error);
    kit_chains_destroy(chains, recording);
    return status;
}

emg_status
kit_write_recording(kit_account *account, emg_error *error)
{
    if (emg_recording_channels(&account->source->recording) == 0)
        return emg_fail(error, EMG_BAD_FILE,
                        "it holds annotations only, no signal to work on");
    return account->work->chosen->tool->generate
               ? write_generated(account, error)
               : write_treated(account, error);
}
