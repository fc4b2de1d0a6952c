/* The one place where programs write recordings. */
#include "kit/record.h"

#include "kit/count.h"

static emg_status
put_events(emg_sink *sink, const kit_table *table, emg_error *error)
{
    emg_status status = EMG_OK;
    for (size_t i = 0; i < table->n_events && !status; i++)
        status = sink->ops->event(sink, &table->events[i], error);
    return status;
}

emg_status
kit_record(kit_account *account, const char *path, emg_file_type type,
           emg_chain **chains, emg_error *error)
{
    emg_recording leaving = {0};
    emg_source *source = account->source;
    const kit_output *output = &account->work->chosen->output;
    emg_create_options options = {.listener = account->listener,
                                  .force = output->force,
                                  .samples = (emg_sample_form)output->samples,
                                  .step = account->work->step.chars,
                                  .origin = source,
                                  .provenance = kit_provenance(account)};
    if (emg_recording_through(&leaving, &source->recording, chains, error))
        return EMG_NO_MEMORY;
    emg_sink *sink =
        kit_count_create(emg_create(path, type, &leaving, &options, error),
                         account, &leaving, error);
    emg_status status =
        sink ? put_events(sink, &account->job->table, error) : error->status;
    if (!status)
        status = emg_run_threads(source, chains, sink, 0,
                                 account->work->chosen->batch.threads, error);
    emg_sink_destroy(sink);
    emg_recording_clear(&leaving);
    account->leaving = NULL;
    return status;
}
