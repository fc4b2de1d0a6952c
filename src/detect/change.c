/* Sums from the end, so that every place is tried in one walk. */
#include "detect/change.h"

#include "base/math.h"
#include "base/memory.h"

emg_status
emg_recent_init(emg_recent *recent, int room, emg_error *error)
{
    recent->room = room;
    recent->squares = emg_new(2 * (size_t)room, sizeof(double), error);
    return recent->squares ? EMG_OK : EMG_NO_MEMORY;
}

void
emg_recent_add(emg_recent *recent, int64_t frame, double value)
{
    double *at = recent->squares + frame % recent->room;
    at[0] = at[recent->room] = value * value;
}

const double *
emg_recent_from(const emg_recent *recent, int64_t frame)
{
    return recent->squares + frame % recent->room;
}

void
emg_recent_clear(emg_recent *recent)
{
    emg_free(recent->squares);
    *recent = (emg_recent){0};
}

int
emg_change_at(const double *squares, int n, int step, double before, int least)
{
    double sum = 0, most = 0;
    int best = -1;
    for (int j = n - 1; j >= 0; j--) {
        int m = n - j;
        sum += squares[(int64_t)j * step];
        double ratio = sum / m / before;
        if (m < least || !(ratio > 1))
            continue;
        double likelihood = m / 2.0 * (ratio - 1 - emg_log(ratio));
        if (likelihood > most) {
            most = likelihood;
            best = j;
        }
    }
    return best;
}
