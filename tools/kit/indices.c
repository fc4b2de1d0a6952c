/* From pairs and windows to indices, and their rows. */
#include "kit/indices.h"

#include "kit/conditioning.h"
#include "kit/index_rows.h"
#include "kit/rest.h"

typedef struct job {
    const kit_indices *chosen;
    const emg_recording *recording;
    kit_joints joints;
    kit_epochs epochs;
    kit_rest rest;
    emg_conditioning conditioning;
    emg_analysis *analysis;
    emg_analysis *wavelets; /* NULL: not asked for */
} job;

static emg_status
prepare(job *self, emg_source *source, const kit_chosen *chosen,
        kit_table *notes, emg_error *error)
{
    const kit_indices *how = self->chosen;
    emg_status status = kit_joints_find(&self->joints, &how->asked, chosen,
                                        source, notes, error);
    if (!status)
        status = kit_joints_select(&self->joints, source, error);
    if (!status)
        status = kit_epochs_find(&self->epochs, how->epochs, source, error);
    if (!status)
        status = kit_conditioning(&self->conditioning, chosen, self->recording,
                                  notes, error);
    if (!status)
        status = kit_rest_find(&self->rest, how->rest, source,
                               &self->conditioning, chosen, error);
    return status ? status : source->ops->rewind(source, error);
}

static emg_status
analyse_wavelets(job *self, emg_source *source, emg_error *error)
{
    if (source->ops->rewind(source, error))
        return error->status;
    self->wavelets = emg_wavelet_create(
        self->recording, &self->conditioning, self->joints.items,
        (int)self->joints.n, self->epochs.items, (int)self->epochs.n, error);
    return self->wavelets ? emg_analyse(source, self->wavelets, 0, error)
                          : error->status;
}

emg_status
kit_indices_measure(const kit_indices *indices, emg_source *source,
                    const kit_chosen *chosen, kit_table *table,
                    emg_error *error)
{
    job self = {.chosen = indices, .recording = &source->recording};
    emg_status status = prepare(&self, source, chosen, table, error);
    if (!status) {
        self.analysis = emg_indices_create(
            self.recording, &self.conditioning, self.joints.items,
            (int)self.joints.n, self.epochs.items, (int)self.epochs.n,
            &indices->rule, self.rest.items, self.rest.n, error);
        status = self.analysis ? emg_analyse(source, self.analysis, 0, error)
                               : error->status;
    }
    if (!status && indices->wavelet)
        status = analyse_wavelets(&self, source, error);
    if (!status)
        kit_index_rows_add(table,
                           &(kit_index_rows){indices, self.recording,
                                             &self.joints, &self.epochs,
                                             self.analysis, self.wavelets});
    emg_analysis_destroy(self.analysis);
    emg_analysis_destroy(self.wavelets);
    kit_conditioning_clear(&self.conditioning);
    kit_joints_free(&self.joints);
    kit_epochs_free(&self.epochs);
    kit_rest_free(&self.rest);
    return status;
}
