# How long do FCR and ECR contract together at each visit? Base R is enough.
#   emg-cocontract --pair FCR:ECR visit?.edf | Rscript events.R
events <- read.delim(file("stdin"), na.strings = "n/a")
events <- events[events$trial_type == "sustained_cocontraction", ]
visits <- aggregate(duration ~ file, events, function(d) c(length(d), sum(d)))
for (i in seq_len(nrow(visits)))
  cat(visits$file[i], visits$duration[i, 1], "events,",
      format(visits$duration[i, 2]), "s\n")
