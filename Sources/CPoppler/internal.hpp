// What the parts of the C face share.

#ifndef STAMPMILL_CPOPPLER_INTERNAL_HPP
#define STAMPMILL_CPOPPLER_INTERNAL_HPP

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <Dict.h>
#include <GfxFont.h>
#include <Object.h>
#include <PDFDoc.h>
#include <Page.h>
#include <XRef.h>

#include "cpoppler.h"

struct cpoppler_document {
  std::unique_ptr<PDFDoc> pdf;
  std::string complaint;
  // Texts that were handed out by address: a deque never moves what it holds.
  std::deque<std::string> texts;
  std::vector<cpoppler_font> fonts;
  std::map<std::pair<int, std::string>, int> fontNumbers;
  std::vector<cpoppler_outline_entry> outline;
  std::vector<uint8_t> bytes;
  std::string bytesName;
  std::string bytesType;
  std::unordered_map<int, int> pageOfObject;
  bool hasPageNumbers = false;

  const char *keep(std::string text) {
    texts.push_back(std::move(text));
    return texts.back().c_str();
  }

  // The page that an object is, or 0.
  int pageOf(Ref ref);
};

namespace stampmill {

// A text string of the file (PDFDocEncoding, UTF-16 or UTF-8) as UTF-8.
std::string utf8(const GooString &text);
void appendUTF8(std::string &text, Unicode scalar);
void appendUTF8(std::vector<uint8_t> &text, Unicode scalar);

// Sends what poppler complains of to a document while it lives.
class Complaints {
 public:
  explicit Complaints(cpoppler_document *document);
  ~Complaints();
};

// Does something that poppler may throw at, and gives another value where it does: nothing that C++ throws
// may leave the C face.
template <typename Result, typename Body>
Result guarded(Result other, Body body) {
  try {
    return body();
  } catch (...) {
    return other;
  }
}

// Reads a stream to its end or to a limit.
bool readStream(Stream *stream, size_t limit, std::vector<uint8_t> &bytes);

}  // namespace stampmill

#endif
