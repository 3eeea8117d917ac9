#include "redact/keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { KEY_MIN = 32, KEY_MAX = 4096 };

/* Lives in memory of sodium_malloc as a whole. */
struct keyring {
    uint8_t key[KEY_PURPOSES][KEY_HASH];
    uint8_t id[KEY_ID_CHARS / 2];
};

/* Key bytes on their way in. Lives in memory of sodium_malloc. */
struct raw_key {
    uint8_t v[KEY_MAX + 1];
    size_t n;
};

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

static enum status start(struct err *e) {
    return sodium_init() < 0 ? err_set(e, ST_INTERNAL, "libsodium cannot be used here") : ST_OK;
}

/* ---- HMAC ---- */

static void add_part(crypto_auth_hmacsha256_state *h, struct slice s) {
    uint8_t length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)((uint64_t)s.n >> (56 - 8 * i));
    (void)crypto_auth_hmacsha256_update(h, length, sizeof length);
    (void)crypto_auth_hmacsha256_update(h, (const uint8_t *)s.p, s.n);
}

static void hmac(uint8_t out[KEY_HASH], const uint8_t *key, size_t key_n, const struct slice *parts,
                 size_t n) {
    crypto_auth_hmacsha256_state h;
    (void)crypto_auth_hmacsha256_init(&h, key, key_n);
    for (size_t i = 0; i < n; i++)
        add_part(&h, parts[i]);
    (void)crypto_auth_hmacsha256_final(&h, out);
    sodium_memzero(&h, sizeof h);
}

void keyring_hash(uint8_t out[KEY_HASH], const struct keyring *k, uint8_t purpose,
                  const struct slice *parts, size_t n) {
    hmac(out, k->key[purpose], KEY_HASH, parts, n);
}

/* ---- keys ---- */

static const char *purpose_name(uint8_t purpose) {
    return purpose == KEY_SHIFT ? "shift" : label_name((enum label)purpose);
}

static void derive(struct keyring *k, const uint8_t *key, size_t n, const char *project) {
    uint8_t id[KEY_HASH];
    const struct slice about = slice_of("blot 1 key identifier");
    hmac(id, key, n, &about, 1);
    memcpy(k->id, id, sizeof k->id);
    for (int p = 0; p < KEY_PURPOSES; p++) {
        const struct slice parts[] = {slice_of("blot 1 key"), slice_of(project),
                                      slice_of(purpose_name((uint8_t)p))};
        hmac(k->key[p], key, n, parts, 3);
    }
}

/* A file of zeros is no key. */
static bool all_alike(struct slice key) {
    for (size_t i = 1; i < key.n; i++)
        if (key.p[i] != key.p[0])
            return false;
    return true;
}

/* A key that is text is the same with and without a line end. */
static struct slice without_line_end(struct slice key) {
    struct slice s = key;
    while (s.n > 0 && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
        s.n--;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < ' ' || s.p[i] > '~')
            return key;
    return s;
}

static enum status check_key(struct slice key, struct err *e) {
    if (key.n > KEY_MAX) {
        err_set(e, ST_USAGE, "is longer than any key (%d bytes); is it the right file?", KEY_MAX);
        return ST_USAGE;
    }
    if (key.n >= KEY_MIN && !all_alike(key))
        return ST_OK;
    if (key.n < KEY_MIN)
        err_set(e, ST_USAGE, "holds %zu bytes, and a key needs %d or more", key.n, KEY_MIN);
    else
        err_set(e, ST_USAGE, "holds one byte over and over, which is no key");
    err_hint(e, "make one with blot key new FILE");
    return ST_USAGE;
}

enum status keyring_from(struct keyring **out, struct slice key, const char *project,
                         struct err *e) {
    *out = NULL;
    key = without_line_end(key);
    enum status st = start(e);
    if (st == ST_OK)
        st = check_key(key, e);
    if (st != ST_OK)
        return st;
    struct keyring *k = sodium_malloc(sizeof *k);
    if (!k)
        return no_memory(e);
    derive(k, (const uint8_t *)key.p, key.n, project);
    (void)sodium_mprotect_readonly(k); /* a second line of defence; without it all works the same */
    *out = k;
    return ST_OK;
}

void keyring_free(struct keyring *k) {
    sodium_free(k);
}

void keyring_id(char out[KEY_ID_CHARS + 1], const struct keyring *k) {
    sodium_bin2hex(out, KEY_ID_CHARS + 1, k->id, sizeof k->id);
}

/* ---- files ---- */

static bool is_among(long type, const unsigned long *types, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (((unsigned long)type & 0xFFFFFFFFu) == types[i])
            return true;
    return false;
}

enum key_modes keyring_modes(long type) {
    static const unsigned long without[] = {
        0x4D44,     /* FAT */
        0x2011BAB0, /* exFAT */
        0x5346544E, /* NTFS */
        0x7366746E, /* NTFS, the newer driver */
        0x517B,     /* SMB */
        0xFE534D42, /* SMB 2 */
        0xFF534D42, /* CIFS */
        0x9660,     /* ISO 9660 */
        0x786F4256, /* VirtualBox's shared folders */
    };
    static const unsigned long with[] = {
        0xEF53,     /* ext2, ext3, ext4 */
        0x58465342, /* XFS */
        0x9123683E, /* Btrfs */
        0x2FC12FC1, /* ZFS */
        0xCA451A4E, /* bcachefs */
        0xF2F52010, /* F2FS */
        0x01021994, /* tmpfs */
        0x858458F6, /* ramfs */
        0x794C7630, /* overlay */
        0x6969,     /* NFS */
        0x73717368, /* squashfs */
        0xE0F5E1E2, /* EROFS */
    };
    if (is_among(type, without, sizeof without / sizeof *without))
        return MODES_NOT_KEPT;
    return is_among(type, with, sizeof with / sizeof *with) ? MODES_KEPT : MODES_UNKNOWN;
}

/* Whether a mode that is set stays. Only the owner's own right to run the file is touched, which
 * lets nobody in, and which the systems without modes do not keep; it is put back. */
static bool mode_sticks(int fd, mode_t mode) {
    struct stat s;
    mode_t other = (mode ^ S_IXUSR) & 07777;
    if (fchmod(fd, other) != 0)
        return false;
    bool sticks = fstat(fd, &s) == 0 && (s.st_mode & 07777) == other;
    return fchmod(fd, mode & 07777) == 0 && sticks;
}

static enum status check_modes(int fd, mode_t mode, struct err *e) {
    struct statfs fs;
    if (fstatfs(fd, &fs) != 0)
        return err_set(e, ST_IO, "its file system cannot be asked: %s", strerror(errno));
    enum key_modes kept = keyring_modes((long)fs.f_type);
    if (kept == MODES_KEPT || (kept == MODES_UNKNOWN && mode_sticks(fd, mode)))
        return ST_OK;
    err_set(e, ST_USAGE, "lies on a file system that keeps no modes, so others may read it");
    err_hint(e, "keep the key on this machine's own disk, in a folder of yours");
    return ST_USAGE;
}

/* What helps when others may read a key: chmod does nothing where modes are only shown. */
static const char *mode_hint(int fd) {
    struct statfs fs;
    bool shown = fstatfs(fd, &fs) == 0 && keyring_modes((long)fs.f_type) != MODES_KEPT;
    return shown ? "copy it to this machine's own disk, in a folder of yours, and chmod 600 it; "
                   "this file system may keep no modes"
                 : "chmod 600 it, and make a new key if others may have read it";
}

static enum status check_file(int fd, struct err *e) {
    struct stat s;
    if (fstat(fd, &s) != 0)
        return err_set(e, ST_IO, "cannot be looked at: %s", strerror(errno));
    if (!S_ISREG(s.st_mode)) {
        err_set(e, ST_USAGE, "is no regular file, and a key must be one");
        err_hint(e, "make one with blot key new FILE");
        return ST_USAGE;
    }
    if ((s.st_mode & 0077) != 0) {
        err_set(e, ST_USAGE, "may be read or changed by others (mode %04o)",
                (unsigned)(s.st_mode & 07777));
        err_hint(e, "%s", mode_hint(fd));
        return ST_USAGE;
    }
    if (s.st_uid != geteuid() && geteuid() != 0)
        return err_set(e, ST_USAGE, "belongs to another user; a key must be your own");
    return check_modes(fd, s.st_mode, e);
}

static enum status read_key(struct raw_key *key, int fd, struct err *e) {
    while (key->n < sizeof key->v) {
        ssize_t got = read(fd, key->v + key->n, sizeof key->v - key->n);
        if (got == 0)
            return ST_OK;
        if (got < 0 && errno != EINTR)
            return err_set(e, ST_IO, "cannot be read: %s", strerror(errno));
        key->n += got > 0 ? (size_t)got : 0;
    }
    return ST_OK;
}

static enum status load_open(struct keyring **out, int fd, const char *project, struct err *e) {
    enum status st = check_file(fd, e);
    if (st == ST_OK)
        st = start(e);
    if (st != ST_OK)
        return st;
    struct raw_key *key = sodium_malloc(sizeof *key);
    if (!key)
        return no_memory(e);
    key->n = 0;
    st = read_key(key, fd, e);
    if (st == ST_OK)
        st = keyring_from(out, (struct slice){(const char *)key->v, key->n}, project, e);
    sodium_free(key);
    return st;
}

enum status keyring_load(struct keyring **out, const char *path, const char *project,
                         struct err *e) {
    *out = NULL;
    err_file(e, path);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) {
        err_set(e, ST_IO, "the key cannot be opened: %s", strerror(errno));
        if (errno == ENOENT)
            err_hint(e, "make one with blot key new FILE");
        return ST_IO;
    }
    enum status st = load_open(out, fd, project, e);
    (void)close(fd); /* only read from */
    if (st == ST_OK && e)
        e->file[0] = '\0';
    return st;
}

/* ---- a new one ---- */

static enum status write_all(int fd, const char *p, size_t n, struct err *e) {
    while (n > 0) {
        ssize_t done = write(fd, p, n);
        if (done < 0 && errno != EINTR)
            return err_set(e, ST_IO, "cannot be written: %s", strerror(errno));
        p += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
    }
    return fsync(fd) == 0 ? ST_OK : err_set(e, ST_IO, "cannot be written: %s", strerror(errno));
}

static enum status write_key(int fd, struct err *e) {
    uint8_t key[KEY_MIN];
    char text[2 * KEY_MIN + 2];
    randombytes_buf(key, sizeof key);
    sodium_bin2hex(text, sizeof text, key, sizeof key);
    text[2 * KEY_MIN] = '\n';
    enum status st = write_all(fd, text, 2 * KEY_MIN + 1, e);
    sodium_memzero(key, sizeof key);
    sodium_memzero(text, sizeof text);
    return st;
}

enum status keyring_create(const char *path, struct err *e) {
    err_file(e, path);
    enum status st = start(e);
    if (st != ST_OK)
        return st;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        err_set(e, errno == EEXIST ? ST_USAGE : ST_IO, "the key cannot be made: %s",
                strerror(errno));
        if (errno == EEXIST)
            err_hint(e, "a key is never overwritten; choose another name");
        return e ? e->code : ST_IO;
    }
    st = fchmod(fd, 0600) == 0 ? ST_OK
                               : err_set(e, ST_IO, "its mode cannot be set: %s", strerror(errno));
    if (st == ST_OK)
        st = check_file(fd, e);
    if (st == ST_OK)
        st = write_key(fd, e);
    if (close(fd) != 0 && st == ST_OK)
        st = err_set(e, ST_IO, "cannot be written: %s", strerror(errno));
    if (st != ST_OK)
        (void)unlink(path); /* half a key is none; the failure is told already */
    else if (e)
        e->file[0] = '\0';
    return st;
}
