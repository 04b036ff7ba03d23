#include <GfxFont.h>
#include <PDFDocEncoding.h>
#include <Stream.h>
#include <UTF.h>

#include "internal.hpp"

namespace stampmill {

template <typename Text>
static void append(Text &text, Unicode scalar) {
  if (scalar > 0x10FFFF || (scalar >= 0xD800 && scalar < 0xE000)) {
    scalar = 0xFFFD;
  }
  if (scalar < 0x80) {
    text.push_back(scalar);
  } else if (scalar < 0x800) {
    text.push_back(0xC0 | scalar >> 6);
    text.push_back(0x80 | (scalar & 0x3F));
  } else if (scalar < 0x10000) {
    text.push_back(0xE0 | scalar >> 12);
    text.push_back(0x80 | (scalar >> 6 & 0x3F));
    text.push_back(0x80 | (scalar & 0x3F));
  } else {
    text.push_back(0xF0 | scalar >> 18);
    text.push_back(0x80 | (scalar >> 12 & 0x3F));
    text.push_back(0x80 | (scalar >> 6 & 0x3F));
    text.push_back(0x80 | (scalar & 0x3F));
  }
}

void appendUTF8(std::string &text, Unicode scalar) { append(text, scalar); }
void appendUTF8(std::vector<uint8_t> &text, Unicode scalar) { append(text, scalar); }

std::string utf8(const GooString &text) {
  const char *bytes = text.c_str();
  const size_t count = text.getLength();
  if (count >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
    return std::string(bytes + 3, count - 3);
  }
  std::string result;
  const bool isBig = count >= 2 && !memcmp(bytes, "\xFE\xFF", 2);
  const bool isLittle = count >= 2 && !memcmp(bytes, "\xFF\xFE", 2);
  if (!isBig && !isLittle) {
    for (size_t index = 0; index < count; index++) {
      const unsigned char byte = bytes[index];
      const Unicode scalar = pdfDocEncoding[byte];
      if (scalar != 0) {
        appendUTF8(result, scalar);
      }
    }
    return result;
  }
  auto unit = [&](size_t index) {
    const unsigned char first = bytes[index], second = bytes[index + 1];
    return Unicode(isBig ? first << 8 | second : second << 8 | first);
  };
  bool isEscape = false;
  for (size_t index = 2; index + 1 < count; index += 2) {
    Unicode scalar = unit(index);
    // Languages are marked inside of texts between two escapes.
    if (scalar == 0x1B) {
      isEscape = !isEscape;
      continue;
    }
    if (isEscape) {
      continue;
    }
    if (scalar >= 0xD800 && scalar < 0xDC00 && index + 3 < count) {
      const Unicode low = unit(index + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00);
        index += 2;
      }
    }
    if (scalar != 0) {
      appendUTF8(result, scalar);
    }
  }
  return result;
}

bool readStream(Stream *stream, size_t limit, std::vector<uint8_t> &bytes) {
  bytes.clear();
  stream->reset();
  unsigned char block[4096];
  bool isWhole = true;
  while (true) {
    const int count = stream->doGetChars(sizeof block, block);
    if (count <= 0) {
      break;
    }
    if (bytes.size() + count > limit) {
      isWhole = false;
      break;
    }
    bytes.insert(bytes.end(), block, block + count);
  }
  stream->close();
  return isWhole;
}

}  // namespace stampmill
