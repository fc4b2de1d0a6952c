emg-simulate --seed 21 --duration 30 --pair "EMG R BB:EMG R TB" --samples pcm16 -o elbow.wav
