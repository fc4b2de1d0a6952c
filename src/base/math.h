/* Elementary functions whose bits do not depend on the processor: libm's long
 * double ones, rounded once. The double ones choose their code, and now and
 * then their last bit, by what the processor can do. */
#ifndef EMG_BASE_MATH_H
#define EMG_BASE_MATH_H

#define EMG_PI 3.14159265358979323846264338327950288L

double emg_sin(double x);
double emg_cos(double x);
double emg_tan(double x);
double emg_exp(double x);
double emg_log(double x);
double emg_log10(double x);
double emg_pow(double x, double y);

#endif
