// Keeps pictures in JPEG 2000 from being decoded.
//
// Before poppler tells how large a picture is and where it goes, it asks how many bits its colours have, and for that
// it decodes this one kind as a whole: with twelve bytes for each dot, and for as long as a hundred pages of text
// take. Nobody here looks at the dots. So while pages are read, an empty picture of the same size stands in the file's
// table of objects where such a picture would be.

#include <Catalog.h>

#include "internal.hpp"

namespace {

// Entries of dictionaries beyond this many are not looked at, nor forms that lie deeper.
constexpr size_t entryLimit = 1000000;
constexpr int depthLimit = 16;

bool isLastFilter(Dict *dictionary, const char *name) {
  Object filter = dictionary->lookup("Filter");
  if (filter.isArray() && filter.arrayGetLength() > 0) {
    filter = filter.arrayGet(filter.arrayGetLength() - 1);
  }
  return filter.isName(name);
}

// A picture of a size, with no dots.
Object emptyPicture(XRef *objects, int width, int height) {
  Dict *dictionary = new Dict(objects);
  dictionary->add("Subtype", Object(objName, "Image"));
  dictionary->add("Width", Object(width));
  dictionary->add("Height", Object(height));
  dictionary->add("BitsPerComponent", Object(8));
  dictionary->add("ColorSpace", Object(objName, "DeviceGray"));
  return Object(static_cast<Stream *>(new MemStream("", 0, 0, Object(dictionary))));
}

void lookAt(cpoppler_document *document, Dict *resources, int depth);

void lookAtObject(cpoppler_document *document, Ref ref, int depth) {
  XRef *objects = document->pdf->getXRef();
  if (ref.num < 0 || ref.num >= objects->getNumObjects()
      || !document->pictures.seen.insert(ref.num).second) {
    return;
  }
  const Object object = objects->fetch(ref);
  if (!object.isStream()) {
    return;
  }
  Dict *dictionary = object.streamGetDict();
  const Object kind = dictionary->lookup("Subtype");
  if (kind.isName("Form")) {
    const Object resources = dictionary->lookup("Resources");
    if (resources.isDict()) {
      lookAt(document, resources.getDict(), depth + 1);
    }
    return;
  }
  const Object width = dictionary->lookup("Width"), height = dictionary->lookup("Height");
  if (kind.isName("Image") && width.isInt() && height.isInt()
      && isLastFilter(dictionary, "JPXDecode")) {
    Object stand = emptyPicture(objects, width.getInt(), height.getInt());
    objects->getEntry(ref.num)->obj = stand.copy();
    document->pictures.empty.emplace(ref.num, std::move(stand));
  }
}

void lookAt(cpoppler_document *document, Dict *resources, int depth) {
  if (depth > depthLimit) {
    return;
  }
  // One dictionary may serve all pages.
  const Object &entry = resources->lookupNF("XObject");
  if (entry.isRef() && !document->pictures.seen.insert(entry.getRefNum()).second) {
    return;
  }
  const Object held = entry.fetch(document->pdf->getXRef());
  if (!held.isDict()) {
    return;
  }
  Dict *objects = held.getDict();
  for (int index = 0; index < objects->getLength(); index++) {
    if (++document->pictures.looks > entryLimit) {
      return;
    }
    const Object &object = objects->getValNF(index);
    if (object.isRef()) {
      lookAtObject(document, object.getRef(), depth);
    }
  }
}

void put(cpoppler_document *document, bool isEmpty) {
  XRef *objects = document->pdf->getXRef();
  for (const auto &[number, stand] : document->pictures.empty) {
    if (number < objects->getNumObjects()) {
      objects->getEntry(number)->obj = isEmpty ? stand.copy() : Object(objNull);
    }
  }
}

}  // namespace

namespace stampmill {

void emptyPictures(cpoppler_document *document, Page *page) {
  if (Dict *resources = page->getResourceDict()) {
    lookAt(document, resources, 0);
  }
}

FullPictures::FullPictures(cpoppler_document *documentA) : document(documentA) {
  put(document, false);
}

FullPictures::~FullPictures() { put(document, true); }

Object fullPicture(cpoppler_document *document, int number) {
  XRef *objects = document->pdf->getXRef();
  const auto found = document->pictures.empty.find(number);
  if (found == document->pictures.empty.end() || number >= objects->getNumObjects()) {
    return objects->fetch(number, 0);
  }
  XRefEntry *entry = objects->getEntry(number);
  entry->obj = Object(objNull);
  Object picture = objects->fetch(number, 0);
  entry->obj = found->second.copy();
  return picture;
}

}  // namespace stampmill
