emg-simulate --seed 11 --duration 60 --pair "EMG R FCR:EMG R ECR" --amplitude 120 --snr 26 --hum 4 -o writers_cramp.edf
