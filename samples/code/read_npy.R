# The RMS of each channel of an NPY file. Base R is enough.
#   emg-filter --band 20-450 -o clean.npy visit1.edf && Rscript read_npy.R clean.npy
file <- file(commandArgs(trailingOnly = TRUE)[1], "rb")
begin <- readBin(file, "raw", 10)
stopifnot(rawToChar(begin[2:6]) == "NUMPY")
size <- as.integer(begin[9]) + 256L * as.integer(begin[10])
header <- rawToChar(readBin(file, "raw", size))
shape <- as.integer(regmatches(header, gregexpr("[0-9]+(?=[,)])", header, perl = TRUE))[[1]])
samples <- matrix(readBin(file, "double", prod(shape)), ncol = shape[2], byrow = TRUE)
for (i in seq_len(ncol(samples)))
  cat(i, sprintf("%.4f", sqrt(mean(samples[, i]^2))), "\n")
