/* Cells in a row, though some between them may be missing. */
#include "analysis/gathered.h"

#include "base/memory.h"

static emg_status
keep(emg_gathered *all, double mean, emg_error *error)
{
    if (emg_grow((void **)&all->sums, &all->room, all->n + 2, sizeof(double),
                 error))
        return EMG_NO_MEMORY;
    all->sums[all->n + 1] = all->sums[all->n] + mean;
    all->n++;
    return EMG_OK;
}

static emg_status
leave_out(emg_gathered *all, emg_error *error)
{
    size_t hidden = all->passed + 1 - all->n;
    emg_seam *last = all->n_seams > 0 ? &all->seams[all->n_seams - 1] : NULL;
    if (last && last->at == all->n) {
        last->hidden = hidden;
        return EMG_OK;
    }
    if (emg_grow((void **)&all->seams, &all->seam_room, all->n_seams + 1,
                 sizeof *all->seams, error))
        return EMG_NO_MEMORY;
    all->seams[all->n_seams++] = (emg_seam){all->n, hidden};
    return EMG_OK;
}

emg_status
emg_gathered_add(emg_gathered *all, double value, bool hidden, int cell_frames,
                 emg_error *error)
{
    all->energy += value * value;
    all->hidden |= hidden;
    if (++all->frames < cell_frames)
        return EMG_OK;
    emg_status status = all->hidden
                            ? leave_out(all, error)
                            : keep(all, all->energy / cell_frames, error);
    all->passed++;
    all->energy = 0;
    all->frames = 0;
    all->hidden = false;
    return status;
}

void
emg_gathered_clear(emg_gathered *all)
{
    emg_free(all->sums);
    emg_free(all->seams);
    *all = (emg_gathered){0};
}

/* Left out before a kept cell, the seam at it counted or not. */
static size_t
hidden_before(const emg_gathered *all, size_t kept, bool with_seam)
{
    size_t hidden = 0;
    for (size_t i = 0; i < all->n_seams; i++)
        if (all->seams[i].at < kept + (with_seam ? 1 : 0))
            hidden = all->seams[i].hidden;
    return hidden;
}

size_t
emg_gathered_cell(const emg_gathered *all, size_t kept)
{
    return kept + hidden_before(all, kept, true);
}

size_t
emg_gathered_behind(const emg_gathered *all, size_t kept)
{
    return kept + hidden_before(all, kept, false);
}

size_t
emg_gathered_before(const emg_gathered *all, size_t cell)
{
    size_t hidden = 0;
    for (size_t i = 0; i < all->n_seams; i++) {
        size_t from = all->seams[i].at + hidden; /* the first one left out */
        size_t end = all->seams[i].at + all->seams[i].hidden;
        if (cell <= from)
            break;
        hidden = all->seams[i].hidden;
        if (cell < end)
            return all->seams[i].at;
    }
    return cell - hidden < all->n ? cell - hidden : all->n;
}
