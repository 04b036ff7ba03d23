// The C library's converter between encodings, which Swift's Glibc module does not have.
#ifndef STAMPMILL_CICONV_H
#define STAMPMILL_CICONV_H

#include <errno.h>
#include <iconv.h>

static inline int ciconv_error(void) { return errno; }
static const int ciconv_output_full = E2BIG;
static const int ciconv_input_cut = EINVAL;

/// Opens a converter to UTF-8; null when the encoding is not known.
static inline iconv_t ciconv_open(const char *encoding) {
  iconv_t converter = iconv_open("UTF-8", encoding);
  return converter == (iconv_t)-1 ? 0 : converter;
}

#endif
