emg-simulate --seed 22 --duration 60 --pair "EMG FCR:EMG ECR" --amplitude 75 --snr 24 --rest 3 --longest 3 -o visit2.edf
