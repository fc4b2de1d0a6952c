emg-simulate --seed 12 --duration 45 --pair "EMG L SCM:EMG L SPL" --pair "EMG R SCM:EMG R SPL" --amplitude 80 --snr 22 -o neck.edf
