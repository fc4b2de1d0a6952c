% How long do the muscles contract together? In Octave or MATLAB.
%   emg-cocontract --pair FCR:ECR -o events.tsv visit1.edf
%   octave-cli -qf read_events.m
file = fopen('events.tsv');
names = strsplit(fgetl(file), '\t');
cells = textscan(file, repmat('%s', 1, numel(names)), 'Delimiter', '\t');
fclose(file);
cell_of = @(name) cells{strcmp(names, name)};
duration = str2double(cell_of('duration')); % n/a becomes NaN
sustained = strcmp(cell_of('trial_type'), 'sustained_cocontraction');
fprintf('%d events, %.3f s\n', sum(sustained), sum(duration(sustained)));
