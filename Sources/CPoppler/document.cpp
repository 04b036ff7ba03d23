#include <Catalog.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <FileSpec.h>
#include <GlobalParams.h>
#include <Link.h>
#include <Outline.h>
#include <Stream.h>

#include <new>
#include <set>

#include "internal.hpp"

using stampmill::Complaints;

// A process reads one document at a time, so one place for complaints is enough.
static cpoppler_document *listening = nullptr;

static void complain(ErrorCategory category, Goffset, const char *message) {
  if (listening && category != errSyntaxWarning) {
    listening->complaint = message;
  }
}

Complaints::Complaints(cpoppler_document *document) { listening = document; }
Complaints::~Complaints() { listening = nullptr; }

const char *cpoppler_version(void) { return POPPLER_VERSION; }

cpoppler_document *cpoppler_document_open(
    const void *bytes, size_t count, const char *password, int *status) {
  auto document = std::make_unique<cpoppler_document>();
  *status = CPOPPLER_OK;
  try {
    if (!globalParams) {
      globalParams = std::make_unique<GlobalParams>();
    }
    setErrorCallback(complain);
    Complaints complaints(document.get());
    std::optional<GooString> secret;
    if (password) {
      secret.emplace(password);
    }
    auto stream = new MemStream(static_cast<const char *>(bytes), 0, count, Object(objNull));
    document->pdf = std::make_unique<PDFDoc>(stream, secret, secret);
    if (!document->pdf->isOk()) {
      *status =
          document->pdf->getErrorCode() == errEncrypted ? CPOPPLER_LOCKED : CPOPPLER_DAMAGED;
    }
  } catch (const std::bad_alloc &) {
    *status = CPOPPLER_NO_MEMORY;
  } catch (...) {
    *status = CPOPPLER_DAMAGED;
  }
  return document.release();
}

void cpoppler_document_close(cpoppler_document *document) { delete document; }

const char *cpoppler_document_complaint(cpoppler_document *document) {
  return document->complaint.c_str();
}

int cpoppler_document_page_count(cpoppler_document *document) {
  Complaints complaints(document);
  return stampmill::guarded(0, [&] { return document->pdf->getNumPages(); });
}

int cpoppler_document_is_encrypted(cpoppler_document *document) {
  return document->pdf->isEncrypted();
}

const char *cpoppler_document_information(cpoppler_document *document, const char *key) {
  return stampmill::guarded<const char *>(nullptr, [&] {
    const std::unique_ptr<GooString> text = document->pdf->getDocInfoStringEntry(key);
    return text ? document->keep(stampmill::utf8(*text)) : nullptr;
  });
}

const char *cpoppler_document_language(cpoppler_document *document) {
  return stampmill::guarded<const char *>(nullptr, [&]() -> const char * {
    Object catalog = document->pdf->getXRef()->getCatalog();
    if (!catalog.isDict()) {
      return nullptr;
    }
    const Object language = catalog.dictLookup("Lang");
    return language.isString() ? document->keep(stampmill::utf8(*language.getString())) : nullptr;
  });
}

const char *cpoppler_document_page_label(cpoppler_document *document, int page) {
  return stampmill::guarded<const char *>(nullptr, [&]() -> const char * {
    GooString label;
    if (!document->pdf->getCatalog()->indexToLabel(page - 1, &label)) {
      return nullptr;
    }
    const std::string text = stampmill::utf8(label);
    return text.empty() || text == std::to_string(page) ? nullptr : document->keep(text);
  });
}

int cpoppler_document::pageOf(Ref ref) {
  if (!hasPageNumbers) {
    hasPageNumbers = true;
    const int count = pdf->getNumPages();
    for (int page = 1; page <= count; page++) {
      if (const Ref *object = pdf->getCatalog()->getPageRef(page)) {
        pageOfObject.emplace(object->num, page);
      }
    }
  }
  const auto found = pageOfObject.find(ref.num);
  return found == pageOfObject.end() ? 0 : found->second;
}

// --- Outline

static int targetPage(cpoppler_document *document, const LinkAction *action) {
  if (!action || action->getKind() != actionGoTo) {
    return 0;
  }
  const auto target = static_cast<const LinkGoTo *>(action);
  std::unique_ptr<LinkDest> named;
  const LinkDest *destination = target->getDest();
  if (!destination && target->getNamedDest()) {
    named = document->pdf->findDest(target->getNamedDest());
    destination = named.get();
  }
  if (!destination || !destination->isOk()) {
    return 0;
  }
  return destination->isPageRef() ? document->pageOf(destination->getPageRef())
                                  : destination->getPageNum();
}

static void readOutline(
    cpoppler_document *document, const std::vector<OutlineItem *> *items, int depth, int limit) {
  if (!items || depth > 32) {
    return;
  }
  for (OutlineItem *item : *items) {
    if (int(document->outline.size()) >= limit) {
      return;
    }
    std::string title;
    for (int index = 0; index < item->getTitleLength(); index++) {
      stampmill::appendUTF8(title, item->getTitle()[index]);
    }
    const int page = targetPage(document, item->getAction());
    document->outline.push_back({document->keep(title), depth, page});
    item->open();
    readOutline(document, item->getKids(), depth + 1, limit);
  }
}

int cpoppler_document_outline(
    cpoppler_document *document, int limit, const cpoppler_outline_entry **entries) {
  Complaints complaints(document);
  document->outline.clear();
  stampmill::guarded(0, [&] {
    if (Outline *outline = document->pdf->getOutline()) {
      readOutline(document, outline->getItems(), 0, limit);
    }
    return 0;
  });
  *entries = document->outline.data();
  return document->outline.size();
}

// --- Files and pictures inside

int cpoppler_document_attachment_count(cpoppler_document *document) {
  Complaints complaints(document);
  return stampmill::guarded(0, [&] { return document->pdf->getCatalog()->numEmbeddedFiles(); });
}

int cpoppler_document_attachment(
    cpoppler_document *document, int index, size_t limit, cpoppler_attachment *attachment) {
  Complaints complaints(document);
  try {
    // poppler follows a number without looking whether there is such a file.
    if (index < 0 || index >= document->pdf->getCatalog()->numEmbeddedFiles()) {
      return CPOPPLER_DAMAGED;
    }
    const std::unique_ptr<FileSpec> file = document->pdf->getCatalog()->embeddedFile(index);
    if (!file || !file->isOk()) {
      return CPOPPLER_DAMAGED;
    }
    EmbFile *content = file->getEmbeddedFile();
    if (!content || !content->isOk()) {
      return CPOPPLER_DAMAGED;
    }
    document->bytesName = file->getFileName() ? stampmill::utf8(*file->getFileName()) : "";
    document->bytesType = content->mimeType() ? content->mimeType()->toStr() : "";
    const bool isWhole = stampmill::readStream(content->stream(), limit, document->bytes);
    *attachment = {document->bytesName.c_str(), document->bytesType.c_str(),
                   document->bytes.data(), document->bytes.size(), !isWhole};
    return CPOPPLER_OK;
  } catch (const std::bad_alloc &) {
    return CPOPPLER_NO_MEMORY;
  } catch (...) {
    return CPOPPLER_DAMAGED;
  }
}

// The media type of a picture whose file format the stream simply wraps.
static const char *wrappedFormat(Dict *dictionary) {
  Object filter = dictionary->lookup("Filter");
  if (filter.isArray() && filter.arrayGetLength() == 1) {
    filter = filter.arrayGet(0);
  }
  if (filter.isName("DCTDecode")) {
    return "image/jpeg";
  }
  return filter.isName("JPXDecode") ? "image/jp2" : "";
}

int cpoppler_document_image(
    cpoppler_document *document, int32_t number, size_t limit, cpoppler_attachment *image) {
  Complaints complaints(document);
  try {
    Object object = stampmill::fullPicture(document, number);
    if (!object.isStream()) {
      return CPOPPLER_DAMAGED;
    }
    document->bytesType = wrappedFormat(object.streamGetDict());
    Stream *raw = object.getStream()->getUndecodedStream();
    const bool isWhole = stampmill::readStream(raw, limit, document->bytes);
    *image = {"", document->bytesType.c_str(), document->bytes.data(), document->bytes.size(),
              !isWhole};
    return CPOPPLER_OK;
  } catch (const std::bad_alloc &) {
    return CPOPPLER_NO_MEMORY;
  } catch (...) {
    return CPOPPLER_DAMAGED;
  }
}

int cpoppler_document_font_count(const cpoppler_document *document) {
  return document->fonts.size();
}

void cpoppler_document_font(
    const cpoppler_document *document, int index, cpoppler_font *font) {
  *font = document->fonts[index];
}
