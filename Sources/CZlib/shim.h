#ifndef STAMPMILL_CZLIB_H
#define STAMPMILL_CZLIB_H

#include <zlib.h>

#endif
