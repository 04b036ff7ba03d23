#ifndef STAMPMILL_CARCHIVE_H
#define STAMPMILL_CARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

#endif
