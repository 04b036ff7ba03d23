// The system calls that a process which reads foreign files needs, by this processor's numbers: memory,
// reading of files, time, threads of its own, and the descriptors that it was started with.

#ifndef STAMPMILL_SYSTEM_CALLS_H
#define STAMPMILL_SYSTEM_CALLS_H

#include <asm/unistd.h>
#include <stddef.h>

#ifdef __NR_newfstatat
#define linux_call_fstatat __NR_newfstatat
#else
#define linux_call_fstatat __NR_fstatat
#endif

/// The number of the n-th call that is allowed whatever its arguments; -1 beyond the last.
///
/// Those that are made most often come first: the kernel looks through them in this order.
static inline long linux_harmless_call(size_t index) {
  static const long calls[] = {
    __NR_read, __NR_write, __NR_recvmsg, __NR_pread64, __NR_mmap, __NR_munmap, __NR_mremap,
    __NR_madvise, __NR_brk, __NR_mprotect, __NR_futex, __NR_getrusage, __NR_close, __NR_fstat,
    __NR_lseek, linux_call_fstatat, __NR_statx, __NR_readv, __NR_writev, __NR_preadv,
    __NR_getdents64, __NR_fadvise64, __NR_readahead, __NR_statfs, __NR_fstatfs, __NR_readlinkat,
    __NR_faccessat, __NR_faccessat2, __NR_getcwd, __NR_dup, __NR_dup3,
    __NR_pipe2, __NR_eventfd2, __NR_ppoll, __NR_pselect6, __NR_epoll_create1, __NR_epoll_ctl,
    __NR_epoll_pwait,
    __NR_clock_gettime, __NR_clock_getres, __NR_clock_nanosleep, __NR_nanosleep,
    __NR_gettimeofday, __NR_times, __NR_getrandom, __NR_getpid, __NR_gettid, __NR_getppid,
    __NR_getuid, __NR_geteuid, __NR_getgid, __NR_getegid, __NR_uname, __NR_sysinfo, __NR_getcpu,
    __NR_sched_yield, __NR_sched_getaffinity, __NR_sched_getparam, __NR_sched_getscheduler,
    __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_rt_sigpending,
    __NR_rt_sigtimedwait, __NR_sigaltstack, __NR_set_robust_list, __NR_get_robust_list,
    __NR_set_tid_address, __NR_rseq, __NR_membarrier, __NR_mincore, __NR_msync, __NR_mlock,
    __NR_munlock, __NR_restart_syscall, __NR_exit, __NR_exit_group,
#ifdef __x86_64__
    __NR_stat, __NR_lstat, __NR_access, __NR_readlink, __NR_poll, __NR_select, __NR_pipe, __NR_dup2,
    __NR_time, __NR_arch_prctl, __NR_getdents, __NR_epoll_wait,
#endif
  };
  return index < sizeof calls / sizeof calls[0] ? calls[index] : -1;
}

// Calls whose arguments decide.
static const long linux_call_openat = __NR_openat;
static const long linux_call_clone = __NR_clone;
static const long linux_call_clone3 = __NR_clone3;
static const long linux_call_tgkill = __NR_tgkill;
static const long linux_call_prctl = __NR_prctl;
static const long linux_call_fcntl = __NR_fcntl;
static const long linux_call_ioctl = __NR_ioctl;
static const long linux_call_prlimit = __NR_prlimit64;
/// -1 where the processor's Linux has no such call.
#ifdef __NR_open
static const long linux_call_open = __NR_open;
#else
static const long linux_call_open = -1;
#endif

#endif
