#ifndef STAMPMILL_CDEFLATE_H
#define STAMPMILL_CDEFLATE_H

#include <libdeflate.h>

#endif
