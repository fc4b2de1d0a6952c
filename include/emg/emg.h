/* All of emgtools. Research software: no medical device. */
#ifndef EMG_EMG_H
#define EMG_EMG_H

#include <emg/analysis.h>
#include <emg/base.h>
#include <emg/filter.h>
#include <emg/flow.h>
#include <emg/io.h>
#include <emg/signal.h>
#include <emg/simulate.h>

#endif
