// What the parts of the C face share.

#ifndef STAMPMILL_CPOPPLER_INTERNAL_HPP
#define STAMPMILL_CPOPPLER_INTERNAL_HPP

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <Dict.h>
#include <GfxFont.h>
#include <Object.h>
#include <PDFDoc.h>
#include <Page.h>
#include <XRef.h>

#include "cpoppler.h"

// A picture that is not decoded, and what stands for it.
struct EmptyPicture {
  Ref ref;
  Object stand;
};

// The pictures that are not decoded, by the numbers of their objects.
struct PictureTable {
  std::unordered_map<int, EmptyPicture> empty;
  // What was looked at, whatever it was.
  std::unordered_set<int> seen;
  size_t looks = 0;
};

struct cpoppler_document {
  std::unique_ptr<PDFDoc> pdf;
  PictureTable pictures;
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

// Puts empty pictures in the place of those of a page that poppler would decode for nothing.
void emptyPictures(cpoppler_document *document, Page *page);

// All pictures are as the file holds them, while it lives.
class FullPictures {
 public:
  explicit FullPictures(cpoppler_document *document);
  ~FullPictures();

 private:
  cpoppler_document *document;
};

// The object of a picture as the file holds it, whatever its generation.
Object fullPicture(cpoppler_document *document, int number);

// Reads a stream to its end or to a limit.
bool readStream(Stream *stream, size_t limit, std::vector<uint8_t> &bytes);

}  // namespace stampmill

#endif
