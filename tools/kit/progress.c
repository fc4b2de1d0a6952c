/* One line without colours that is written over. */
#include "kit/progress.h"

#include "base/text.h"
#include "kit/message.h"

#include <time.h>
#include <unistd.h>

#define PATIENCE_S 1.0

static double
now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

kit_progress
kit_progress_begin(const kit_chosen *chosen)
{
    bool seen = isatty(STDERR_FILENO) && !chosen->batch.quiet;
    return (kit_progress){.program = seen ? chosen->tool->name : NULL,
                          .begun_s = now_s()};
}

static void
say(const char *text)
{
    emg_text line = {0};
    emg_text_add(&line, text);
    kit_say(&line);
    emg_text_free(&line);
}

void
kit_progress_show(kit_progress *progress, int done, int n)
{
    double s = now_s() - progress->begun_s;
    if (!progress->program || n < 2 || done == n || s < PATIENCE_S)
        return;
    emg_text line = {0};
    emg_text_format(&line, "%s: %d of %d recordings, %.3g/s, %.0f s left",
                    progress->program, done, n, done / s,
                    s / done * (n - done));
    kit_say(&line);
    emg_text_free(&line);
    progress->shown = true;
}

void
kit_progress_clear(kit_progress *progress)
{
    if (progress->shown)
        say("\r\033[K");
    progress->shown = false;
}
