% The RMS of each channel of an EMG stream, in Octave or MATLAB.
%   emg-filter --band 20-450 --to stream -o clean.stream visit1.edf
%   octave-cli -qf read_stream.m
file = fopen('clean.stream', 'r', 'ieee-le');
header = jsondecode(fgetl(file));
n = numel(header.channels);
blocks = {};
tag = '';
while ~strcmp(tag, 'DONE')
    tag = fread(file, 4, '*char')';
    bytes = fread(file, 1, 'uint64');
    if strcmp(tag, 'SAMP') % of one rate: its group is the only one
        group = fread(file, 1, 'uint32');
        blocks{end + 1} = fread(file, [n, (bytes - 4) / 8 / n], 'double');
    else
        fread(file, bytes, 'uint8');
    end
end
fclose(file);
rms = sqrt(mean([blocks{:}] .^ 2, 2));
for i = 1:n
    fprintf('%s\t%.4f %s\n', header.channels(i).label, rms(i), ...
            header.channels(i).unit);
end
