/* Which channels are read, and which of them are treated. */
#include "kit/kit.h"

#include "base/memory.h"
#include "kit/channel_names.h"

/* How sure it is that a channel is one to treat; only the surest are. */
static int
likeness(const emg_channel *channel, bool named)
{
    bool voltage = channel->to_uv > 0;
    if (channel->bad && !named)
        return 0;
    if (channel->kind == EMG_KIND_EMG)
        return 3;
    if (channel->kind == EMG_KIND_UNKNOWN && (voltage || !channel->unit[0]))
        return 2;
    return voltage && channel->kind != EMG_KIND_TRIGGER;
}

static emg_status
by_kind(const kit_roll *all, bool named, emg_use *uses, emg_error *error)
{
    int most = 0;
    for (int i = 0; i < all->n; i++)
        if (all->a[i] && likeness(kit_roll_at(all, i), named) > most)
            most = likeness(kit_roll_at(all, i), named);
    for (int i = 0; i < all->n; i++)
        if (all->a[i])
            uses[i] = most > 0 && likeness(kit_roll_at(all, i), named) == most
                          ? EMG_TREAT
                          : EMG_PASS;
    if (most > 0)
        return EMG_OK;
    emg_fail(error, EMG_BAD_OPTION,
             "no channel is an EMG or a voltage; name those to treat with "
             "--process");
    emg_error_in_file(error, all->recording->name);
    return EMG_BAD_OPTION;
}

static emg_status
by_process(const kit_chosen *chosen, const kit_roll *all, emg_use *uses,
           emg_error *error)
{
    const bool *kept = all->a, *marks = all->b;
    emg_status status =
        kit_mark_list(all, &chosen->input.process, all->b, error);
    for (int i = 0; i < all->n && !status; i++) {
        uses[i] = !kept[i] ? EMG_DROP : marks[i] ? EMG_TREAT : EMG_PASS;
        if (marks[i] && !kept[i])
            status = emg_fail(error, EMG_BAD_OPTION,
                              "--process names channel %s, which --channels "
                              "drops",
                              kit_roll_at(all, i)->label);
    }
    return status;
}

static emg_status
decide(const kit_chosen *chosen, const kit_roll *all, emg_use *uses,
       emg_error *error)
{
    const kit_list *wanted = &chosen->input.channels;
    const kit_tool *tool = chosen->tool;
    bool by_rule = tool->emg_only || (tool->build && !tool->treats_all);

    for (int i = 0; i < all->n; i++)
        all->a[i] = wanted->n == 0;
    emg_status status = kit_mark_list(all, wanted, all->a, error);
    if (status)
        return status;
    if (chosen->input.process.n > 0)
        return by_process(chosen, all, uses, error);
    for (int i = 0; i < all->n; i++)
        uses[i] = all->a[i] ? EMG_TREAT : EMG_DROP;
    return by_rule && all->n > 0 ? by_kind(all, wanted->n > 0, uses, error)
                                 : EMG_OK;
}

emg_status
kit_uses(const kit_chosen *chosen, const emg_recording *recording,
         emg_use *uses, emg_error *error)
{
    kit_roll all;
    emg_status status = kit_roll_init(&all, recording, error);
    if (!status)
        status = decide(chosen, &all, uses, error);
    kit_roll_clear(&all);
    return status;
}

emg_status
kit_select(const kit_chosen *chosen, emg_source *source, bool drops, int but,
           emg_error *error)
{
    const emg_recording *recording = &source->recording;
    kit_roll all;
    emg_status status = kit_roll_init(&all, recording, error);
    emg_use *uses = emg_new((size_t)all.n, sizeof *uses, error);
    if (!status)
        status =
            uses ? kit_uses(chosen, recording, uses, error) : EMG_NO_MEMORY;
    for (int i = 0; i < all.n && !status; i++) {
        if (all.places[i].number == but)
            uses[i] = EMG_PASS;
        else if (drops && uses[i] == EMG_PASS)
            uses[i] = EMG_DROP;
    }
    if (!status)
        status = emg_source_select(source, uses, error);
    kit_roll_clear(&all);
    emg_free(uses);
    return status;
}
