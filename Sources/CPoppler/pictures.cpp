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

// What the table of objects has where a reference leads; nothing where it leads nowhere.
//
// Asked for such an object, poppler would look for all objects anew, wherever in the file their names stand, and give
// back all entries that anybody holds.
XRefEntry *entryOf(XRef *objects, Ref ref) {
  if (ref.num < 0 || ref.num >= objects->getNumObjects()) {
    return nullptr;
  }
  XRefEntry *entry = objects->getEntry(ref.num, false);
  // To find an entry may make the table another.
  if (ref.num >= objects->getNumObjects()) {
    return nullptr;
  }
  const bool isThere = entry->type == xrefEntryUncompressed
                           ? entry->gen == ref.gen
                           : entry->type == xrefEntryCompressed && ref.gen == 0;
  return isThere ? entry : nullptr;
}

// An object, or the one that a reference leads to.
Object held(XRef *objects, const Object &object) {
  if (!object.isRef()) {
    return object.copy();
  }
  return entryOf(objects, object.getRef()) ? objects->fetch(object.getRef()) : Object(objNull);
}

bool isLastFilter(XRef *objects, Dict *dictionary, const char *name) {
  Object filter = held(objects, dictionary->lookupNF("Filter"));
  if (filter.isArray() && filter.arrayGetLength() > 0) {
    filter = held(objects, filter.arrayGetNF(filter.arrayGetLength() - 1));
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
  if (!entryOf(objects, ref) || !document->pictures.seen.insert(ref.num).second) {
    return;
  }
  const Object object = objects->fetch(ref);
  if (!object.isStream()) {
    return;
  }
  Dict *dictionary = object.streamGetDict();
  const Object kind = held(objects, dictionary->lookupNF("Subtype"));
  if (kind.isName("Form")) {
    const Object resources = held(objects, dictionary->lookupNF("Resources"));
    if (resources.isDict()) {
      lookAt(document, resources.getDict(), depth + 1);
    }
    return;
  }
  const Object width = held(objects, dictionary->lookupNF("Width"));
  const Object height = held(objects, dictionary->lookupNF("Height"));
  if (kind.isName("Image") && width.isInt() && height.isInt()
      && isLastFilter(objects, dictionary, "JPXDecode")) {
    // Looked for again, since what was fetched in between may have made the table another.
    XRefEntry *entry = entryOf(objects, ref);
    if (!entry) {
      return;
    }
    Object stand = emptyPicture(objects, width.getInt(), height.getInt());
    entry->obj = stand.copy();
    document->pictures.empty.emplace(ref.num, EmptyPicture{ref, std::move(stand)});
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
  const Object table = held(document->pdf->getXRef(), entry);
  if (!table.isDict()) {
    return;
  }
  Dict *objects = table.getDict();
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
  for (const auto &[number, picture] : document->pictures.empty) {
    if (XRefEntry *entry = entryOf(objects, picture.ref)) {
      entry->obj = isEmpty ? picture.stand.copy() : Object(objNull);
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
  if (found == document->pictures.empty.end()) {
    if (number < 0 || number >= objects->getNumObjects()) {
      return Object(objNull);
    }
    const XRefEntry *entry = objects->getEntry(number, false);
    return objects->fetch(number, entry->type == xrefEntryUncompressed ? entry->gen : 0);
  }
  const Ref ref = found->second.ref;
  if (XRefEntry *entry = entryOf(objects, ref)) {
    entry->obj = Object(objNull);
  }
  Object picture = objects->fetch(ref);
  if (XRefEntry *entry = entryOf(objects, ref)) {
    entry->obj = found->second.stand.copy();
  }
  return picture;
}

}  // namespace stampmill
