/* Weights of equiripple filters for compare_remez.py. Each line of standard
 * input is N BANDS and LOW HIGH GAIN WEIGHT of each band; each line of output
 * the weights, or what cannot be. */
#include "dsp/remez.h"

#include <stdio.h>

#define MOST_BANDS 8

int
main(void)
{
    static double taps[EMG_MOST_EQUIRIPPLE];
    int n, n_bands;
    while (scanf("%d %d", &n, &n_bands) == 2 && n_bands <= MOST_BANDS) {
        emg_remez_band bands[MOST_BANDS] = {{0}};
        emg_error error = EMG_NO_ERROR;
        for (int b = 0; b < n_bands; b++)
            if (scanf("%lf %lf %lf %lf", &bands[b].low, &bands[b].high,
                      &bands[b].gain, &bands[b].weight) != 4)
                return 1;
        emg_status status =
            emg_remez_design(taps, n, bands, n_bands, NULL, &error);
        for (int i = 0; i < n && !status; i++)
            printf("%.17g ", taps[i]);
        printf("%s\n", status ? error.text : "");
    }
    return 0;
}
