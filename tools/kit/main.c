/* The one main that all programs have. */
#include "kit/kit.h"

#include "base/memory.h"
#include "kit/detection.h"
#include "kit/dry_run.h"
#include "kit/files.h"
#include "kit/help.h"
#include "kit/job.h"
#include "kit/message.h"
#include "kit/parse.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static int
say_error(const kit_tool *tool, const emg_error *error)
{
    emg_text line = {0};
    kit_add_error(&line, tool->name, error, NULL);
    kit_say(&line);
    emg_text_free(&line);
    return kit_exit_status(error->status);
}

static emg_status
print_page(kit_chosen *chosen, emg_error *error)
{
    static void (*const pages[])(emg_text *, kit_chosen *) = {
        [KIT_PAGE_MAN] = kit_manual,
        [KIT_PAGE_BASH] = kit_complete_bash,
        [KIT_PAGE_ZSH] = kit_complete_zsh,
        [KIT_PAGE_FISH] = kit_complete_fish};
    emg_text page = {0};
    if (chosen->batch.help)
        kit_help(&page, chosen);
    else if (chosen->batch.version)
        kit_version(&page, chosen->tool);
    else
        pages[chosen->batch.page](&page, chosen);
    emg_status status =
        page.status ? emg_fail(error, page.status, "no memory for this page")
                    : kit_write(STDOUT_FILENO, page.chars, page.length, error);
    emg_text_free(&page);
    return status;
}

static int
begin(kit_work *work, emg_error *error)
{
    const kit_tool *tool = work->chosen->tool;
    if (tool->begin && tool->begin(work, error))
        return kit_exit_status(error->status);
    return kit_batch_run(work, error);
}

static int
run(kit_chosen *chosen, emg_error *error)
{
    kit_work work = {0};
    const kit_tool *asked = chosen->tool;
    char *names = NULL, *labels = NULL;
    int exit_status = 0;

    if (!kit_files(chosen, &names, error) &&
        !kit_names(chosen, &labels, error) && !kit_plan(&work, chosen, error))
        exit_status = chosen->batch.dry_run ? (int)kit_dry_run(&work, error)
                                            : begin(&work, error);
    kit_work_clear(&work);
    chosen->tool = asked; /* whose options hold memory */
    emg_free(names);
    emg_free(labels);
    return exit_status;
}

/* A late failure of a network or a full disk shows only here. */
static emg_status
close_output(emg_error *error)
{
    if (close(STDOUT_FILENO) && errno != EBADF && errno != EINTR)
        return emg_fail(error, EMG_IO_FAILED,
                        "standard output cannot be written: %s",
                        strerror(errno));
    return EMG_OK;
}

int
kit_main(const kit_tool *tool, int argc, char **argv)
{
    emg_error error = EMG_NO_ERROR;
    kit_chosen chosen = {.tool = tool, .detection = kit_detection_standard};
    int exit_status = 0;

    signal(SIGPIPE, SIG_DFL); /* nobody reads on: end quietly */
    signal(SIGXFSZ, SIG_IGN); /* a limit on files is a failed write */
    chosen.own = emg_new(1, tool->settings_size, &error);
    if (!chosen.own)
        return say_error(tool, &error);
    if (tool->settings)
        memcpy(chosen.own, tool->settings, tool->settings_size);
    if (!kit_parse(&chosen, argc, argv, &error)) {
        if (kit_wants_page(&chosen))
            print_page(&chosen, &error);
        else
            exit_status = run(&chosen, &error);
    }
    if (!error.status)
        close_output(&error);
    if (error.status)
        exit_status = say_error(tool, &error);
    if (error.status && chosen.exit_status)
        exit_status = chosen.exit_status;
    kit_chosen_clear(&chosen);
    emg_free(chosen.own);
    return exit_status;
}
