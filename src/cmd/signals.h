/* Signals that end the run remove the temporary output first. */
#ifndef BLOT_CMD_SIGNALS_H
#define BLOT_CMD_SIGNALS_H

/* Holds back the signals that end a run, so that no file is made and not yet known here. */
void signals_hold(void);

/* Lets them through again. From now on they remove path (borrowed until the next call; NULL: no
 * file) and then end the process as they would have. */
void signals_release(const char *path);

/* The same for several files at once; NULL among them is none. At most SIGNALS_FILES. */
#define SIGNALS_FILES 4
void signals_release_all(const char *const *paths, int n);

#endif
