// What Linux offers beyond POSIX. Swift's Glibc module is built without _GNU_SOURCE and so hides
// these calls; they are declared here once more under names of their own, bound to the same symbols.

#ifndef STAMPMILL_CLINUX_H
#define STAMPMILL_CLINUX_H

#include <stddef.h>
#include <sys/statfs.h>
#include <sys/types.h>

#include "system_calls.h"

/// O_PATH: a descriptor that names a file without opening it. The value is the same on every
/// processor that Swift runs on; fcntl.h would bring in macros that Glibc has already.
static const int linux_path_only = 010000000;

/// One record of what `linux_read_folder` fills in; its NUL-ended name follows it.
struct linux_folder_record {
  unsigned long long inode;
  long long offset;
  unsigned short length;
  unsigned char kind;
  char name[];
};

ssize_t linux_read_folder(int descriptor, void *buffer, size_t size) __asm__("getdents64");

int linux_get_affinity(int process, size_t size, void *set) __asm__("sched_getaffinity");

int linux_name_thread(pthread_t thread, const char *name) __asm__("pthread_setname_np");

int linux_statfs(const char *path, struct statfs *result) __asm__("statfs");

/// `actions` is a `posix_spawn_file_actions_t`; all descriptors from `first` on are closed.
int linux_spawn_close_from(void *actions, int first)
    __asm__("posix_spawn_file_actions_addclosefrom_np");

int linux_memory_file(const char *name, unsigned int flags) __asm__("memfd_create");

int linux_pipe(int ends[2], int flags) __asm__("pipe2");

int linux_unshare(int flags) __asm__("unshare");

int linux_set_capabilities(void *header, const void *sets) __asm__("capset");

/// Gives up all rights that the system keeps for its administrator, for good.
static inline int linux_drop_capabilities(void) {
  // The version of the interface, this process; then three sets in two words each, all empty.
  unsigned int header[2] = {0x20080522, 0};
  const unsigned int sets[6] = {0, 0, 0, 0, 0, 0};
  return linux_set_capabilities(header, sets);
}

// The C library declares these two with open ends, which Swift cannot call.
int linux_prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)
    __asm__("prctl");
long linux_call(long number, long a, long b, long c, long d) __asm__("syscall");

#endif
