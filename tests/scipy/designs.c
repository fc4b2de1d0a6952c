/* Sections of designs for compare_designs.py. Each line of standard input is
 * SHAPE BAND ORDER LOW HIGH RATE RIPPLE ATTENUATION; each line of output holds
 * the five coefficients of every section, or what cannot be. */
#include "dsp/design.h"

#include <stdio.h>

int
main(void)
{
    int shape, band, order;
    double low, high, rate, ripple, attenuation;
    while (scanf("%d %d %d %lf %lf %lf %lf %lf", &shape, &band, &order, &low,
                 &high, &rate, &ripple, &attenuation) == 8) {
        emg_error error = EMG_NO_ERROR;
        emg_sos sos = {0};
        emg_recipe recipe = {(emg_shape)shape, (emg_band)band, order, low, high,
                             ripple,           attenuation};
        emg_status status =
            shape < 0 ? emg_butterworth(&sos, (emg_band)band, order, low, high,
                                        rate, 1, &error)
                      : emg_recipe_design(&sos, &recipe, rate, &error);
        for (int i = 0; i < sos.n && !status; i++) {
            const emg_section *s = &sos.section[i];
            printf("%.17g %.17g %.17g %.17g %.17g ", s->b0, s->b1, s->b2, s->a1,
                   s->a2);
        }
        printf("%s\n", status ? error.text : "");
    }
    return 0;
}
