#include <SplashOutputDev.h>
#include <splash/SplashBitmap.h>
#include <splash/SplashErrorCodes.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "internal.hpp"

// Asked once in about ten operators, as for reading; drawing one takes far longer.
static constexpr size_t checkLimit = 200000;

static bool isOverLimit(void *data) { return ++*static_cast<size_t *>(data) > checkLimit; }

int cpoppler_page_draw(
    cpoppler_document *document, int number, double scale, int most_pixels,
    cpoppler_attachment *image) {
  stampmill::Complaints complaints(document);
  try {
    Page *source = document->pdf->getPage(number);
    if (!source || !source->isOk()) {
      return CPOPPLER_DAMAGED;
    }
    // A page may be as large as a house, or so narrow that nothing is left of it.
    const double longer = std::max(source->getCropWidth(), source->getCropHeight());
    if (!(longer > 0) || !std::isfinite(longer)) {
      return CPOPPLER_DAMAGED;
    }
    const double dots = 72 * std::min(scale, most_pixels / longer);
    const stampmill::FullPictures pictures(document);
    SplashColor paper = {0xFF, 0xFF, 0xFF};
    SplashOutputDev device(splashModeRGB8, 4, false, paper);
    device.setFontAntialias(true);
    device.setVectorAntialias(true);
    device.startDoc(document->pdf.get());
    size_t checks = 0;
    document->pdf->displayPage(
        &device, number, dots, dots, 0, false, true, false, isOverLimit, &checks);
    char *bytes = nullptr;
    size_t count = 0;
    FILE *file = open_memstream(&bytes, &count);
    if (!file) {
      return CPOPPLER_NO_MEMORY;
    }
    const SplashError error =
        device.getBitmap()->writeImgFile(splashFormatPng, file, dots, dots);
    const bool isWhole = fclose(file) == 0 && error == splashOk;
    if (isWhole) {
      document->bytes.assign(bytes, bytes + count);
    }
    free(bytes);
    *image = {"", "image/png", document->bytes.data(), document->bytes.size(), 0};
    return !isWhole ? CPOPPLER_NO_MEMORY : checks > checkLimit ? CPOPPLER_STOPPED : CPOPPLER_OK;
  } catch (const std::bad_alloc &) {
    return CPOPPLER_NO_MEMORY;
  } catch (...) {
    return CPOPPLER_DAMAGED;
  }
}
