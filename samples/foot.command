emg-simulate --seed 13 --duration 60 --pair "EMG L TA:EMG L SOL" --family tremulous --shortest 1 --longest 6 --rest 3 --ratio 0.8 --accelerometer -o foot.edf
