% The mean envelope of each channel, in Octave or MATLAB.
%   emg-envelope --band 20-450 -o envelope.mat visit1.edf
%   octave-cli -qf envelope.m
recording = load('envelope.mat');
mean_envelope = mean(recording.data, 2);
for i = 1:numel(recording.labels)
    fprintf('%s\t%.4f %s\n', recording.labels{i}, mean_envelope(i), ...
           recording.units{i});
end
