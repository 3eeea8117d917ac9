/* Signals that end the run remove its temporary files first. */
#ifndef BLOT_CMD_SIGNALS_H
#define BLOT_CMD_SIGNALS_H

/* Holds back the signals that end a run, so that no file is made and not yet known here. */
void signals_hold(void);

/* While they are held: one more temporary file (borrowed until it is forgotten; NULL is none), or
 * none any more. There is room for eight; a file beyond them would stay. */
void signals_add(const char *path);
void signals_forget(void);

/* Lets them through again. From now on they remove the files and then end the process as they would
 * have. */
void signals_release(void);

#endif
