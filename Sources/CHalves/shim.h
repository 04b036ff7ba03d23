// Vectors of bfloat16, which Swift does not import, as whole numbers. Each function is one instruction; only a
// target that is compiled for AVX512-BF16 may use them.
#ifndef STAMPMILL_CHALVES_H
#define STAMPMILL_CHALVES_H

#if defined(__x86_64__)
#include <immintrin.h>

#define CHALVES_ONE static inline __attribute__((always_inline, target("avx512f,avx512bf16")))

/// Adds to each sum the products of two pairs.
CHALVES_ONE __m512 chalves_add_pairs(__m512 sums, __m512i left, __m512i right) {
  return _mm512_dpbf16_ps(sums, (__m512bh)left, (__m512bh)right);
}

/// Rounds to the nearest, ties to even.
CHALVES_ONE __m256i chalves_round(__m512 values) { return (__m256i)_mm512_cvtneps_pbh(values); }

#undef CHALVES_ONE
#endif

#endif
