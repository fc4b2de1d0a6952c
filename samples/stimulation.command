emg-simulate --seed 34 --duration 45 --pair "EMG L SCM:EMG L SPL" --amplitude 80 --snr 24 --dbs 3mV -o stimulation.edf
