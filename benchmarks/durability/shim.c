/* Preloaded into a process: counts what it does to the files below one folder, and at one call ends it or fails the call.
 *
 * Built for 64-bit Linux with glibc. A call is told by its file (the archive, its -wal, -shm, -journal, any other) and what
 * it does. Between two syncs of a file its writes are remembered, so that a power cut can be played: they are taken back,
 * all or some, and the process is killed. Names (files made, renamed, removed) are taken to be on the disk at once. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DATABASE, WAL, SHM, JOURNAL, OTHER, FILES, ANY_FILE = -1 };
enum { CREATE, WRITE, SYNC, TRUNCATE, REMOVE, RENAME, READ, DEEDS, ANY_CHANGE = -1 };
enum { NONE, KILL_BEFORE, KILL_AFTER, KILL_TORN, LOSE_ALL, LOSE_SOME, FULL, FULL_SHORT, BROKEN };

static char watched[PATH_MAX]; /* the folder; nothing is counted while it is empty */
static struct { int file, deed, action, lasting, remember; long number; unsigned seed; } plan;
static long seen;
long *shim_counts; /* [FILES][DEEDS], shared with processes forked from this one */

typedef struct write_s { struct write_s *before; char path[PATH_MAX]; off_t at, size; size_t length, older; char *now, *old; int cut; } Write;
static Write *unsynced; /* newest first */

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  shim_counts = mmap(NULL, FILES * DEEDS * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

void shim_arm(const char *folder, int file, int deed, long number, int action, int lasting, int remember, unsigned seed) {
  plan.file = file, plan.deed = deed, plan.number = number, plan.action = action;
  plan.lasting = lasting, plan.remember = remember, plan.seed = seed;
  seen = 0;
  snprintf(watched, sizeof watched, "%s", folder);
}

static ssize_t raw_read(int fd, void *data, size_t length, off_t at) { REAL(pread64); return real(fd, data, length, at); }
static ssize_t raw_write(int fd, const void *data, size_t length, off_t at) { REAL(pwrite64); return real(fd, data, length, at); }
static int raw_truncate(int fd, off_t size) { REAL(ftruncate64); return real(fd, size); }
static int raw_open(const char *path) { REAL(open64); return real(path, O_RDWR); }

static int is_watched(const char *path) { return *watched && !strncmp(path, watched, strlen(watched)); }

static int path_of(int fd, char *path) {
  char link[64];
  if (!*watched) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  path[length < 0 ? 0 : length] = 0;
  return is_watched(path);
}

static int ends(const char *path, const char *tail) {
  size_t a = strlen(path), b = strlen(tail);
  return a >= b && !strcmp(path + a - b, tail);
}

static int file_of(const char *path) {
  return ends(path, "-wal") ? WAL : ends(path, "-shm") ? SHM : ends(path, "-journal") ? JOURNAL : ends(path, ".db") ? DATABASE : OTHER;
}

/* Takes back what was written since the last sync, newest first, then does some of it again, in pages. */
static void lose(int some) {
  Write *order = NULL;
  for (Write *w = unsynced, *next; w; w = next) {
    int fd = raw_open(w->path);
    if (fd >= 0) {
      if (!w->cut) raw_truncate(fd, w->size);
      if (w->older) raw_write(fd, w->old, w->older, w->at);
      close(fd);
    }
    next = w->before, w->before = order, order = w;
  }
  for (Write *w = order; some && w; w = w->before) {
    int fd = w->cut ? -1 : raw_open(w->path);
    for (size_t done = 0; fd >= 0 && done < w->length;) {
      size_t part = 4096 - (w->at + done) % 4096;
      if (part > w->length - done) part = w->length - done;
      if (rand_r(&plan.seed) & 1) raw_write(fd, w->now + done, part, w->at + done);
      done += part;
    }
    if (fd >= 0) close(fd);
  }
}

static void die(void) { kill(getpid(), SIGKILL); pause(); }

/* What is to happen at this call: NONE, or an action that the caller has to carry out. */
static int turn(const char *path, int deed) {
  int file = file_of(path);
  shim_counts[file * DEEDS + deed]++;
  if (!plan.action || (plan.file != ANY_FILE && plan.file != file)) return NONE;
  if (plan.deed == ANY_CHANGE ? deed == READ : plan.deed != deed) return NONE;
  seen++;
  if (seen != plan.number && !(plan.lasting && seen > plan.number)) return NONE;
  if (plan.action == LOSE_ALL || plan.action == LOSE_SOME) lose(plan.action == LOSE_SOME), die();
  if (plan.action == KILL_BEFORE) die();
  return plan.action;
}

static void remember(const char *path, int fd, const void *data, size_t length, off_t at, int cut) {
  struct stat is;
  if (!plan.remember || fstat(fd, &is)) return;
  Write *w = calloc(1, sizeof *w);
  strcpy(w->path, path);
  w->at = at, w->size = is.st_size, w->cut = cut;
  if (cut) length = is.st_size > at ? is.st_size - at : 0;
  w->old = malloc(length + 1);
  ssize_t old = raw_read(fd, w->old, length, at);
  w->older = old > 0 ? old : 0;
  if (!cut) w->length = length, w->now = memcpy(malloc(length + 1), data, length);
  w->before = unsynced, unsynced = w;
}

static void synced(const char *path) {
  for (Write **at = &unsynced; *at;) {
    Write *w = *at;
    if (strcmp(w->path, path)) { at = &w->before; continue; }
    *at = w->before;
    free(w->old), free(w->now), free(w);
  }
}

static ssize_t put(const char *path, int fd, const void *data, size_t length, off_t at) {
  int act = turn(path, WRITE);
  if (act == BROKEN) { errno = EIO; return -1; }
  if (act == FULL || act == FULL_SHORT) {
    struct stat is;
    /* A disk that stays full still takes what overwrites. */
    if (!plan.lasting || fstat(fd, &is) || at + (off_t)length > is.st_size) {
      if (act == FULL_SHORT && length > 1 && seen == plan.number) return raw_write(fd, data, length / 2, at);
      errno = ENOSPC;
      return -1;
    }
  }
  if (act == KILL_TORN) raw_write(fd, data, length / 2, at), die();
  remember(path, fd, data, length, at, 0);
  ssize_t done = raw_write(fd, data, length, at);
  if (act == KILL_AFTER) die();
  return done;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
  char path[PATH_MAX];
  return path_of(fd, path) ? put(path, fd, data, length, at) : raw_write(fd, data, length, at);
}

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write);
  char path[PATH_MAX];
  off_t at = *watched ? lseek(fd, 0, SEEK_CUR) : -1;
  if (at < 0 || !path_of(fd, path)) return real(fd, data, length);
  ssize_t done = put(path, fd, data, length, at);
  if (done > 0) lseek(fd, at + done, SEEK_SET);
  return done;
}

ssize_t pread64(int fd, void *data, size_t length, off64_t at) {
  char path[PATH_MAX];
  if (path_of(fd, path) && turn(path, READ) == BROKEN) { errno = EIO; return -1; }
  return raw_read(fd, data, length, at);
}

static int flush(int fd, int (*real)(int)) {
  char path[PATH_MAX];
  if (!path_of(fd, path)) return real(fd);
  int act = turn(path, SYNC);
  if (act == BROKEN) { errno = EIO; return -1; }
  if (act == KILL_TORN) die();
  int done = real(fd);
  synced(path);
  if (act == KILL_AFTER) die();
  return done;
}

int fsync(int fd) { REAL(fsync); return flush(fd, real); }
int fdatasync(int fd) { REAL(fdatasync); return flush(fd, real); }

int ftruncate64(int fd, off64_t size) {
  char path[PATH_MAX];
  if (!path_of(fd, path)) return raw_truncate(fd, size);
  int act = turn(path, TRUNCATE);
  if (act == BROKEN) { errno = EIO; return -1; }
  if (act == KILL_TORN) die();
  remember(path, fd, NULL, 0, size, 1);
  int done = raw_truncate(fd, size);
  if (act == KILL_AFTER) die();
  return done;
}

int unlink(const char *path) {
  REAL(unlink);
  if (!is_watched(path)) return real(path);
  int act = turn(path, REMOVE);
  if (act == BROKEN) { errno = EIO; return -1; }
  if (act == KILL_TORN) die();
  int done = real(path);
  synced(path);
  if (act == KILL_AFTER) die();
  return done;
}

int rename(const char *from, const char *to) {
  REAL(rename);
  if (!is_watched(to)) return real(from, to);
  int act = turn(to, RENAME);
  if (act == BROKEN) { errno = EIO; return -1; }
  if (act == KILL_TORN) die();
  int done = real(from, to);
  for (Write *w = unsynced; w && !done; w = w->before) if (!strcmp(w->path, from)) snprintf(w->path, PATH_MAX, "%s", to);
  if (act == KILL_AFTER) die();
  return done;
}

int open64(const char *path, int flags, ...) {
  REAL(open64);
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  struct stat is;
  int act = NONE;
  if (flags & O_CREAT && is_watched(path) && stat(path, &is)) act = turn(path, CREATE);
  if (act == BROKEN || act == FULL || act == FULL_SHORT) { errno = act == BROKEN ? EIO : ENOSPC; return -1; }
  if (act == KILL_TORN) die();
  int fd = real(path, flags, mode);
  if (act == KILL_AFTER) die();
  return fd;
}

/* The same calls by their other names: which of them a program was built to call depends on its headers. */
ssize_t pwrite(int, const void *, size_t, off_t) __attribute__((alias("pwrite64")));
ssize_t pread(int, void *, size_t, off_t) __attribute__((alias("pread64")));
int ftruncate(int, off_t) __attribute__((alias("ftruncate64")));
int open(const char *, int, ...) __attribute__((alias("open64")));
