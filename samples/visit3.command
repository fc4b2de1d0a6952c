emg-simulate --seed 23 --duration 60 --pair "EMG FCR:EMG ECR" --amplitude 50 --snr 20 --rest 5 --longest 2 -o visit3.edf
