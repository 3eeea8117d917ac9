# Reads what blot makes of a CSV, and sends a data frame through it. A pipe's exit status comes from
# close(): without a look at it, a blot that failed looks like a short file.
library(jsonlite)

redacted <- function(command) {
  con <- pipe(command, open = "r")
  records <- stream_in(con, verbose = FALSE)
  status <- close(con)
  if (!is.null(status) && status != 0) stop("blot failed: ", command)
  records
}

redact_frame <- function(frame, out, options = "") {
  con <- pipe(paste("blot -i jsonl", options, "-o", shQuote(out)), open = "w")
  stream_out(frame, con, verbose = FALSE)
  status <- close(con)
  if (!is.null(status) && status != 0) stop("blot failed")
}
