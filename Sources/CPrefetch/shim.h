// Asks for memory before it is needed, which no function of Swift's does.
#ifndef STAMPMILL_CPREFETCH_H
#define STAMPMILL_CPREFETCH_H

static inline __attribute__((always_inline)) void cprefetch(const void *place) {
  __builtin_prefetch(place, 0, 2);
}

#endif
