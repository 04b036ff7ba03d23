#ifndef STAMPMILL_CPOPPLER_SYSTEM_H
#define STAMPMILL_CPOPPLER_SYSTEM_H

// Only the flags of pkg-config come from here: poppler's own headers are C++ and are read by CPoppler.

#endif
