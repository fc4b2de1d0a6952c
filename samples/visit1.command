emg-simulate --seed 21 --duration 60 --pair "EMG FCR:EMG ECR" --amplitude 120 --snr 28 --rest 1.5 --longest 4 -o visit1.edf
