#ifndef STAMPMILL_CXML2_H
#define STAMPMILL_CXML2_H

// libxml2's headers bring in the system's ICU, which clashes with Foundation's, unless told not to.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

#endif
