#include <Annot.h>
#include <Form.h>
#include <GfxState.h>
#include <Link.h>
#include <OutputDev.h>
#include <UnicodeTypeTable.h>
#include <goo/gmem.h>

#include <algorithm>
#include <cmath>
#include <new>

#include "internal.hpp"

struct cpoppler_page {
  float width = 0, height = 0;
  size_t omitted = 0;
  std::vector<cpoppler_glyph> glyphs;
  std::vector<uint8_t> text;
  std::vector<cpoppler_rule> rules;
  std::vector<cpoppler_picture> pictures;
  std::vector<cpoppler_link> links;
  std::vector<cpoppler_note> notes;
  std::vector<cpoppler_button> buttons;
};

namespace {

// Rules beyond this many are a drawing, not a table.
constexpr size_t ruleLimit = 20000;
constexpr size_t pictureLimit = 2000;
constexpr size_t noteLimit = 5000;

struct Mark {
  int number;
  uint8_t flags;
};

// How much a page has been at, so that one that draws for ever comes to an end.
struct Effort {
  size_t checks = 0;
  bool isTooMuch = false;
};

// Asked once in about ten operators.
constexpr size_t checkLimit = 400000;

bool isOverLimit(void *data) {
  auto effort = static_cast<Effort *>(data);
  if (++effort->checks > checkLimit) {
    effort->isTooMuch = true;
  }
  return effort->isTooMuch;
}

// Receives what a page draws.
class Listener : public OutputDev {
 public:
  Listener(cpoppler_document *documentA, cpoppler_page *pageA, size_t limitA)
      : document(documentA), page(pageA), glyphLimit(limitA) {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return true; }
  // A pattern's cell would be drawn as often as it fits.
  bool useTilingPatternFill() override { return true; }
  bool tilingPatternFill(
      GfxState *, Gfx *, Catalog *, GfxTilingPattern *, const double *, int, int, int, int,
      double, double) override {
    return true;
  }
  bool useShadedFills(int) override { return true; }
  bool functionShadedFill(GfxState *, GfxFunctionShading *) override { return true; }
  bool axialShadedFill(GfxState *, GfxAxialShading *, double, double) override { return true; }
  bool radialShadedFill(GfxState *, GfxRadialShading *, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState *, GfxGouraudTriangleShading *) override {
    return true;
  }
  bool patchMeshShadedFill(GfxState *, GfxPatchMeshShading *) override { return true; }

  // The largest paper is some kilometres long; boxes on a larger one would be of no use.
  static float length(double points) {
    return std::isfinite(points) && points > 0 ? float(std::min(points, 1e7)) : 0;
  }

  void startPage(int, GfxState *state, XRef *) override {
    page->width = length(state->getPageWidth());
    page->height = length(state->getPageHeight());
    font = -1;
  }

  // --- Text

  void updateFont(GfxState *) override { font = -1; }
  void restoreState(GfxState *) override {
    font = -1;
    lastSpace = nullptr;
  }
  // Another space may lie at the address of the last.
  void updateFillColorSpace(GfxState *) override { lastSpace = nullptr; }

  void drawChar(
      GfxState *state, double x, double y, double dx, double dy, double, double,
      CharCode code, int byteCount, const Unicode *scalars, int scalarCount) override {
    if (page->glyphs.size() >= glyphLimit) {
      page->omitted++;
      return;
    }
    const std::shared_ptr<GfxFont> &current = state->getFont();
    if (!current) {
      return;
    }
    if (font < 0) {
      enterFont(state, current.get());
    }
    cpoppler_glyph glyph;
    double deviceX, deviceY, advanceX, advanceY, spaceX, spaceY;
    state->transform(x, y, &deviceX, &deviceY);
    // What the text state adds between letters is no part of the letter.
    double spacing = state->getCharSpace();
    if (byteCount == 1 && code == 0x20) {
      spacing += state->getWordSpace();
    }
    if (isVertical) {
      state->textTransformDelta(0, -spacing, &spaceX, &spaceY);
    } else {
      state->textTransformDelta(spacing * state->getHorizScaling(), 0, &spaceX, &spaceY);
    }
    state->transformDelta(dx - spaceX, dy - spaceY, &advanceX, &advanceY);
    if (!std::isfinite(deviceX + deviceY + advanceX + advanceY)
        || std::fabs(deviceX) > 1e6 || std::fabs(deviceY) > 1e6) {
      deviceX = deviceY = -1e6;
      advanceX = advanceY = 0;
    }
    glyph.x = deviceX;
    glyph.y = deviceY;
    glyph.advance_x = advanceX;
    glyph.advance_y = advanceY;
    glyph.size = size;
    glyph.font = font;
    glyph.quadrant = quadrant;
    glyph.mark = marks.empty() ? -1 : marks.back().number;
    glyph.flags = marks.empty() ? 0 : marks.back().flags;
    glyph.color = fillColor(state);
    const int render = state->getRender();
    if (render == 3 || render == 7) {
      glyph.flags |= CPOPPLER_GLYPH_INVISIBLE;
    }
    if (isVertical) {
      glyph.flags |= CPOPPLER_GLYPH_VERTICAL;
    }
    const double middleX = deviceX + advanceX / 2, middleY = deviceY + advanceY / 2;
    if (middleX < 0 || middleY < 0 || middleX > page->width || middleY > page->height) {
      glyph.flags |= CPOPPLER_GLYPH_CLIPPED;
    }
    glyph.text = page->text.size();
    appendText(glyph, scalars, scalarCount);
    page->glyphs.push_back(glyph);
  }

  void beginActualText(GfxState *, const GooString *text) override {
    actualText = stampmill::utf8(*text);
    actualStart = page->glyphs.size();
    isActual = true;
  }

  // The glyphs of the marked text become one, with the text that the file gives for them.
  void endActualText(GfxState *) override {
    if (!isActual) {
      return;
    }
    isActual = false;
    if (actualStart >= page->glyphs.size()) {
      return;
    }
    cpoppler_glyph &first = page->glyphs[actualStart];
    const cpoppler_glyph &last = page->glyphs.back();
    if (std::fabs(last.y - first.y) > first.size || actualText.size() > 60000) {
      return;
    }
    // A text in the order of reading may stand over glyphs in either order.
    const float left = std::min(first.x, last.x);
    const float right = std::max(first.x + first.advance_x, last.x + last.advance_x);
    const float top = std::min(first.y, last.y);
    const float bottom = std::max(first.y + first.advance_y, last.y + last.advance_y);
    if (first.quadrant == 0) {
      first.x = left;
      first.advance_x = right - left;
    } else if (first.quadrant == 1) {
      first.y = top;
      first.advance_y = bottom - top;
    }
    first.flags &= ~(CPOPPLER_GLYPH_UNMAPPED | CPOPPLER_GLYPH_SPACE);
    first.text = page->text.size();
    first.text_count = actualText.size();
    page->text.insert(page->text.end(), actualText.begin(), actualText.end());
    page->glyphs.resize(actualStart + 1);
  }

  // --- Marked content

  void beginMarkedContent(const char *name, Dict *properties) override {
    Mark mark = marks.empty() ? Mark{-1, 0} : marks.back();
    if (properties) {
      const Object number = properties->lookup("MCID");
      if (number.isInt() && number.getInt() >= 0) {
        mark.number = number.getInt();
      }
    }
    if (name && !strcmp(name, "Artifact")) {
      mark.number = -1;
      mark.flags |= CPOPPLER_GLYPH_ARTIFACT;
      if (properties) {
        const Object type = properties->lookup("Type");
        if (type.isName("Pagination")) {
          mark.flags |= CPOPPLER_GLYPH_PAGINATION;
        }
      }
    }
    if (marks.size() < 1000) {
      marks.push_back(mark);
    } else {
      deepMarks++;
    }
  }

  void endMarkedContent(GfxState *) override {
    if (deepMarks > 0) {
      deepMarks--;
    } else if (!marks.empty()) {
      marks.pop_back();
    }
  }

  // --- Rules

  void stroke(GfxState *state) override {
    if (page->rules.size() >= ruleLimit || state->getStrokeOpacity() <= 0) {
      return;
    }
    const float width = state->getTransformedLineWidth();
    const uint32_t color = strokeColor(state);
    const GfxPath *path = state->getPath();
    for (int part = 0; part < path->getNumSubpaths(); part++) {
      const GfxSubpath *subpath = path->getSubpath(part);
      if (addDot(state, subpath, color)) {
        continue;
      }
      double previousX = 0, previousY = 0;
      for (int index = 0; index < subpath->getNumPoints(); index++) {
        double x, y;
        state->transform(subpath->getX(index), subpath->getY(index), &x, &y);
        const bool isLine = index > 0 && !subpath->getCurve(index)
            && (std::fabs(x - previousX) < 0.5 || std::fabs(y - previousY) < 0.5);
        if (isLine) {
          addRule(state, previousX, previousY, x, y, width, color, CPOPPLER_RULE_STROKE);
        }
        previousX = x;
        previousY = y;
      }
    }
  }

  void fill(GfxState *state) override { addFills(state); }
  void eoFill(GfxState *state) override { addFills(state); }

  // --- Pictures

  void drawImage(
      GfxState *state, Object *ref, Stream *stream, int width, int height,
      GfxImageColorMap *colorMap, bool interpolate, const int *mask, bool isInline) override {
    addPicture(state, ref, width, height, isInline);
    if (isInline) {
      OutputDev::drawImage(
          state, ref, stream, width, height, colorMap, interpolate, mask, isInline);
    }
  }

  void drawImageMask(
      GfxState *state, Object *ref, Stream *stream, int width, int height, bool invert,
      bool interpolate, bool isInline) override {
    addPicture(state, ref, width, height, isInline);
    if (isInline) {
      OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, isInline);
    }
  }

  void drawMaskedImage(
      GfxState *state, Object *ref, Stream *, int width, int height, GfxImageColorMap *, bool,
      Stream *, int, int, bool, bool) override {
    addPicture(state, ref, width, height, false);
  }

  void drawSoftMaskedImage(
      GfxState *state, Object *ref, Stream *, int width, int height, GfxImageColorMap *, bool,
      Stream *, int, int, GfxImageColorMap *, bool) override {
    addPicture(state, ref, width, height, false);
  }

 private:
  cpoppler_document *document;
  cpoppler_page *page;
  size_t glyphLimit;

  int font = -1;
  float size = 0;
  uint8_t quadrant = 0;
  bool isVertical = false;

  std::vector<Mark> marks;
  size_t deepMarks = 0;
  bool isActual = false;
  size_t actualStart = 0;
  std::string actualText;

  GfxColorSpace *lastSpace = nullptr;
  GfxColor lastColor = {};
  uint32_t lastFill = 0;

  static uint32_t packed(const GfxRGB &rgb) {
    return uint32_t(colToByte(rgb.r)) << 16 | uint32_t(colToByte(rgb.g)) << 8 | colToByte(rgb.b);
  }

  // Colours of most kinds of space cost too much to work out for each letter.
  uint32_t fillColor(GfxState *state) {
    GfxColorSpace *space = state->getFillColorSpace();
    const GfxColor *color = state->getFillColor();
    if (!space) {
      return 0;
    }
    const size_t used = sizeof color->c[0] * std::min(4, space->getNComps());
    if (space == lastSpace && !memcmp(color->c, lastColor.c, used)) {
      return lastFill;
    }
    lastSpace = space;
    lastColor = *color;
    if (space->getMode() == csPattern) {
      return lastFill = 0;
    }
    GfxRGB rgb;
    state->getFillRGB(&rgb);
    return lastFill = packed(rgb);
  }

  static uint32_t strokeColor(GfxState *state) {
    GfxColorSpace *space = state->getStrokeColorSpace();
    if (!space || space->getMode() == csPattern) {
      return 0;
    }
    GfxRGB rgb;
    state->getStrokeRGB(&rgb);
    return packed(rgb);
  }

  void enterFont(GfxState *state, GfxFont *current) {
    isVertical = current->getWMode() == 1;
    double m11, m12, m21, m22;
    state->getFontTransMat(&m11, &m12, &m21, &m22);
    size = state->getTransformedFontSize();
    if (current->getType() == fontType3) {
      // The size of such a font says nothing; the height of its letters does.
      const double *matrix = current->getFontMatrix();
      const double *box = current->getFontBBox();
      const double height = std::fabs((box[3] - box[1]) * matrix[3]);
      if (height > 0.05 && height < 20) {
        size *= height;
      } else {
        size *= std::fabs(matrix[3]) * 1000;
      }
    }
    if (!std::isfinite(size) || size < 0 || size > 1e5) {
      size = 0;
    }
    if (std::fabs(m11 * m22) > std::fabs(m12 * m21)) {
      quadrant = m11 > 0 || m22 < 0 ? 0 : 2;
    } else {
      // Of a page upside down in these coordinates: the second axis points downwards.
      quadrant = m21 > 0 ? 1 : 3;
    }
    if (isVertical) {
      quadrant = (quadrant + 1) % 4;
    }
    font = fontNumber(current);
  }

  int fontNumber(GfxFont *current) {
    const std::string name = current->getName() ? current->getNameWithoutSubsetTag() : "";
    const std::pair<int, std::string> key(current->getID()->num, name);
    const auto found = document->fontNumbers.find(key);
    if (found != document->fontNumbers.end()) {
      return found->second;
    }
    cpoppler_font described;
    described.name = document->keep(name);
    described.ascent = current->getAscent();
    described.descent = current->getDescent();
    described.flags = (current->isBold() ? CPOPPLER_FONT_BOLD : 0)
        | (current->isItalic() ? CPOPPLER_FONT_ITALIC : 0)
        | (current->isFixedWidth() ? CPOPPLER_FONT_FIXED : 0)
        | (current->isSerif() ? CPOPPLER_FONT_SERIF : 0)
        | (current->isSymbolic() ? CPOPPLER_FONT_SYMBOLIC : 0);
    described.weight = int(current->getWeight()) * 100;
    const int number = document->fonts.size();
    document->fonts.push_back(described);
    document->fontNumbers.emplace(key, number);
    return number;
  }

  void appendText(cpoppler_glyph &glyph, const Unicode *scalars, int count) {
    bool hasText = false;
    bool isSpace = count > 0;
    bool isCompatible = false;
    for (int index = 0; index < count; index++) {
      const Unicode scalar = scalars[index];
      if (scalar != 0 && scalar != 0xFFFD) {
        hasText = true;
      }
      if (scalar != 0x20 && scalar != 0xA0 && scalar != 0x09 && scalar != 0x3000
          && !(scalar >= 0x2000 && scalar <= 0x200A)) {
        isSpace = false;
      }
      // Ligatures and the shaped forms of Arabic letters.
      if ((scalar >= 0xFB00 && scalar < 0xFE00) || (scalar >= 0xFE70 && scalar < 0xFEFF)) {
        isCompatible = true;
      }
    }
    if (!hasText) {
      glyph.flags |= CPOPPLER_GLYPH_UNMAPPED;
      glyph.text_count = 0;
      return;
    }
    if (isSpace) {
      glyph.flags |= CPOPPLER_GLYPH_SPACE;
    }
    if (isCompatible) {
      int normalCount = 0;
      Unicode *normal = unicodeNormalizeNFKC(scalars, count, &normalCount, nullptr);
      for (int index = 0; index < normalCount; index++) {
        append(normal[index]);
      }
      gfree(normal);
    } else {
      for (int index = 0; index < count; index++) {
        append(scalars[index]);
      }
    }
    glyph.text_count = std::min<size_t>(page->text.size() - glyph.text, 60000);
  }

  void append(Unicode scalar) {
    if (scalar != 0) {
      stampmill::appendUTF8(page->text, scalar);
    }
  }

  // --- Rules

  void addRule(
      GfxState *state, double x0, double y0, double x1, double y1, float width, uint32_t color,
      int kind) {
    if (page->rules.size() >= ruleLimit || !std::isfinite(x0 + y0 + x1 + y1)) {
      return;
    }
    double left = std::min(x0, x1), right = std::max(x0, x1);
    double top = std::min(y0, y1), bottom = std::max(y0, y1);
    double clipLeft, clipTop, clipRight, clipBottom;
    state->getClipBBox(&clipLeft, &clipTop, &clipRight, &clipBottom);
    left = std::max(left, clipLeft);
    right = std::min(right, clipRight);
    top = std::max(top, clipTop);
    bottom = std::min(bottom, clipBottom);
    if (right < left || bottom < top || (right - left < 2 && bottom - top < 2)) {
      return;
    }
    page->rules.push_back(
        {float(left), float(top), float(right), float(bottom), width, color, kind});
  }

  // A closed shape as wide as it is high, and no larger than a letter; false for anything else.
  bool addDot(GfxState *state, const GfxSubpath *subpath, uint32_t color) {
    const int count = subpath->getNumPoints();
    if (count < 4 || count > 100) {
      return false;
    }
    if (page->rules.size() >= ruleLimit) {
      return true;
    }
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (int index = 0; index < count; index++) {
      double x, y;
      state->transform(subpath->getX(index), subpath->getY(index), &x, &y);
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
      if (right - left > 9 || bottom - top > 9) {
        return false;
      }
    }
    const double width = right - left, height = bottom - top;
    if (width < 1 || height < 1 || width > 1.3 * height || height > 1.3 * width) {
      return false;
    }
    double clipLeft, clipTop, clipRight, clipBottom;
    state->getClipBBox(&clipLeft, &clipTop, &clipRight, &clipBottom);
    if (left < clipLeft - 1 || right > clipRight + 1 || top < clipTop - 1
        || bottom > clipBottom + 1) {
      return true;
    }
    page->rules.push_back(
        {float(left), float(top), float(right), float(bottom), 0, color, CPOPPLER_RULE_DOT});
    return true;
  }

  void addFills(GfxState *state) {
    if (page->rules.size() >= ruleLimit || state->getFillOpacity() <= 0) {
      return;
    }
    GfxColorSpace *space = state->getFillColorSpace();
    if (!space || space->getMode() == csPattern) {
      return;
    }
    const GfxPath *path = state->getPath();
    for (int part = 0; part < path->getNumSubpaths(); part++) {
      const GfxSubpath *subpath = path->getSubpath(part);
      const int count = subpath->getNumPoints();
      if (addDot(state, subpath, fillColor(state))) {
        continue;
      }
      if (count < 4 || count > 6) {
        continue;
      }
      double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
      bool isUpright = true;
      double previousX = 0, previousY = 0;
      for (int index = 0; index < count && isUpright; index++) {
        double x, y;
        state->transform(subpath->getX(index), subpath->getY(index), &x, &y);
        isUpright = !subpath->getCurve(index)
            && (index == 0 || std::fabs(x - previousX) < 0.5 || std::fabs(y - previousY) < 0.5);
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
        previousX = x;
        previousY = y;
      }
      if (isUpright) {
        addRule(state, left, top, right, bottom, 0, fillColor(state), CPOPPLER_RULE_FILL);
      }
    }
  }

  void addPicture(GfxState *state, Object *ref, int width, int height, bool isInline) {
    if (page->pictures.size() >= pictureLimit) {
      return;
    }
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (int corner = 0; corner < 4; corner++) {
      double x, y;
      state->transform(corner & 1, corner >> 1, &x, &y);
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
    if (!std::isfinite(left + top + right + bottom)) {
      return;
    }
    const int object = !isInline && ref && ref->isRef() ? ref->getRef().num : 0;
    page->pictures.push_back(
        {float(left), float(top), float(right), float(bottom), object, width, height});
  }
};

void readLinks(cpoppler_document *document, Page *source, cpoppler_page *page) {
  const std::unique_ptr<Links> links = source->getLinks();
  if (!links) {
    return;
  }
  // From the coordinates of the file to those of the page as it is shown.
  GfxState state(72, 72, source->getCropBox(), source->getRotate(), true);
  for (AnnotLink *link : links->getLinks()) {
    if (page->links.size() >= 10000) {
      return;
    }
    const LinkAction *action = link->getAction();
    if (!action || !action->isOk()) {
      continue;
    }
    const char *target = nullptr;
    int number = 0;
    if (action->getKind() == actionURI) {
      GooString address(static_cast<const LinkURI *>(action)->getURI());
      target = document->keep(stampmill::utf8(address));
    } else if (action->getKind() == actionGoTo) {
      const auto local = static_cast<const LinkGoTo *>(action);
      if (local->getDest() && local->getDest()->isOk() && local->getDest()->isPageRef()) {
        number = document->pageOf(local->getDest()->getPageRef());
      }
    }
    if (!target && number == 0) {
      continue;
    }
    double x1, y1, x2, y2, left, top, right, bottom;
    link->getRect(&x1, &y1, &x2, &y2);
    state.transform(x1, y1, &left, &top);
    state.transform(x2, y2, &right, &bottom);
    if (!std::isfinite(left) || !std::isfinite(top) || !std::isfinite(right)
        || !std::isfinite(bottom)) {
      continue;
    }
    page->links.push_back(
        {float(std::min(left, right)), float(std::min(top, bottom)),
         float(std::max(left, right)), float(std::max(top, bottom)), target, number});
  }
}

struct Rectangle {
  float left, top, right, bottom;
};

// A rectangle of the file as it lies on the page that is shown.
Rectangle shown(GfxState &state, double x1, double y1, double x2, double y2) {
  double left, top, right, bottom;
  state.transform(x1, y1, &left, &top);
  state.transform(x2, y2, &right, &bottom);
  return {float(std::min(left, right)), float(std::min(top, bottom)),
          float(std::max(left, right)), float(std::max(top, bottom))};
}

// What readers wrote on the page: notes, and comments on what they marked. Other annotations draw their
// text themselves.
bool isComment(const Annot *annotation) {
  switch (annotation->getType()) {
    case Annot::typeText:
    case Annot::typeLine:
    case Annot::typeSquare:
    case Annot::typeCircle:
    case Annot::typePolygon:
    case Annot::typePolyLine:
    case Annot::typeHighlight:
    case Annot::typeUnderline:
    case Annot::typeSquiggly:
    case Annot::typeStrikeOut:
    case Annot::typeStamp:
    case Annot::typeCaret:
    case Annot::typeInk:
    case Annot::typeFileAttachment:
      return true;
    default:
      return false;
  }
}

void readNotes(cpoppler_document *document, Page *source, cpoppler_page *page) {
  Annots *annotations = source->getAnnots();
  if (!annotations) {
    return;
  }
  GfxState state(72, 72, source->getCropBox(), source->getRotate(), true);
  for (const Annot *annotation : annotations->getAnnots()) {
    if (page->notes.size() >= noteLimit) {
      return;
    }
    const GooString *contents = annotation->getContents();
    if (!contents || contents->getLength() == 0 || !isComment(annotation)
        || (annotation->getFlags() & Annot::flagHidden)) {
      continue;
    }
    double x1, y1, x2, y2;
    annotation->getRect(&x1, &y1, &x2, &y2);
    const Rectangle box = shown(state, x1, y1, x2, y2);
    if (!std::isfinite(box.left + box.top + box.right + box.bottom)) {
      continue;
    }
    page->notes.push_back(
        {box.left, box.top, box.right, box.bottom,
         document->keep(stampmill::utf8(*contents))});
  }
}

// Check boxes and radio buttons. Their signs are drawn in letters or shapes that say nothing by themselves,
// and the state in their stead.
void readButtons(Page *source, cpoppler_page *page) {
  const std::unique_ptr<FormPageWidgets> widgets = source->getFormWidgets();
  if (!widgets) {
    return;
  }
  GfxState state(72, 72, source->getCropBox(), source->getRotate(), true);
  for (int index = 0; index < widgets->getNumWidgets(); index++) {
    FormWidget *widget = widgets->getWidget(index);
    if (!widget || widget->getType() != formButton || page->buttons.size() >= noteLimit) {
      continue;
    }
    const auto button = static_cast<FormWidgetButton *>(widget);
    if (button->getButtonType() == formButtonPush) {
      continue;
    }
    const AnnotWidget *annotation = widget->getWidgetAnnotation();
    if (annotation && (annotation->getFlags() & Annot::flagHidden)) {
      continue;
    }
    double x1, y1, x2, y2;
    widget->getRect(&x1, &y1, &x2, &y2);
    const Rectangle box = shown(state, x1, y1, x2, y2);
    if (!std::isfinite(box.left + box.top + box.right + box.bottom)) {
      continue;
    }
    page->buttons.push_back({box.left, box.top, box.right, box.bottom, button->getState()});
  }
}

}  // namespace

cpoppler_page *cpoppler_page_read(
    cpoppler_document *document, int number, size_t glyphLimit, int *status) {
  stampmill::Complaints complaints(document);
  *status = CPOPPLER_OK;
  try {
    Page *source = document->pdf->getPage(number);
    if (!source || !source->isOk()) {
      *status = CPOPPLER_DAMAGED;
      return nullptr;
    }
    auto page = std::make_unique<cpoppler_page>();
    stampmill::emptyPictures(document, source);
    Listener listener(document, page.get(), glyphLimit);
    Effort effort;
    document->pdf->displayPage(
        &listener, number, 72, 72, 0, false, true, false, isOverLimit, &effort);
    if (effort.isTooMuch) {
      *status = CPOPPLER_STOPPED;
    }
    readLinks(document, source, page.get());
    readNotes(document, source, page.get());
    readButtons(source, page.get());
    return page.release();
  } catch (const std::bad_alloc &) {
    *status = CPOPPLER_NO_MEMORY;
    return nullptr;
  } catch (...) {
    *status = CPOPPLER_DAMAGED;
    return nullptr;
  }
}

void cpoppler_page_free(cpoppler_page *page) { delete page; }
float cpoppler_page_width(const cpoppler_page *page) { return page->width; }
float cpoppler_page_height(const cpoppler_page *page) { return page->height; }
size_t cpoppler_page_omitted(const cpoppler_page *page) { return page->omitted; }

const cpoppler_glyph *cpoppler_page_glyphs(const cpoppler_page *page, size_t *count) {
  *count = page->glyphs.size();
  return page->glyphs.data();
}

const uint8_t *cpoppler_page_text(const cpoppler_page *page, size_t *count) {
  *count = page->text.size();
  return page->text.data();
}

const cpoppler_rule *cpoppler_page_rules(const cpoppler_page *page, size_t *count) {
  *count = page->rules.size();
  return page->rules.data();
}

const cpoppler_picture *cpoppler_page_pictures(const cpoppler_page *page, size_t *count) {
  *count = page->pictures.size();
  return page->pictures.data();
}

const cpoppler_link *cpoppler_page_links(const cpoppler_page *page, size_t *count) {
  *count = page->links.size();
  return page->links.data();
}

const cpoppler_note *cpoppler_page_notes(const cpoppler_page *page, size_t *count) {
  *count = page->notes.size();
  return page->notes.data();
}

const cpoppler_button *cpoppler_page_buttons(const cpoppler_page *page, size_t *count) {
  *count = page->buttons.size();
  return page->buttons.data();
}
