// Mozilla's guesser of encodings; its functions import as they are.
#ifndef STAMPMILL_CUCHARDET_H
#define STAMPMILL_CUCHARDET_H

#include <uchardet.h>

#endif
