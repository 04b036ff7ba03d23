#ifndef STAMPMILL_CNETTLE_H
#define STAMPMILL_CNETTLE_H

#include <nettle/sha2.h>

#endif
