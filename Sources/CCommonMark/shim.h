// The Markdown parser with GitHub's extensions; its types import as they are.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
