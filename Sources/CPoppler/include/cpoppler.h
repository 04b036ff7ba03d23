// What a page draws, without drawing it: glyphs, rules and pictures in the coordinates of the page as
// it is shown, and the tree of a tagged file. A C face over poppler's core, whose own C interface
// gives neither the glyphs with their marked content nor any line of a table.

#ifndef STAMPMILL_CPOPPLER_H
#define STAMPMILL_CPOPPLER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cpoppler_document cpoppler_document;
typedef struct cpoppler_page cpoppler_page;
typedef struct cpoppler_tree cpoppler_tree;

// Why a call gave nothing.
enum {
  CPOPPLER_OK = 0,
  CPOPPLER_LOCKED = 1,
  CPOPPLER_DAMAGED = 2,
  CPOPPLER_NO_MEMORY = 3,
  CPOPPLER_STOPPED = 4,
};

const char *cpoppler_version(void);

// The bytes must outlive the document. Texts are UTF-8 and live as long as what they were asked of.
cpoppler_document *cpoppler_document_open(
    const void *bytes, size_t count, const char *password, int *status);
void cpoppler_document_close(cpoppler_document *document);
// What poppler complained of last, or an empty text.
const char *cpoppler_document_complaint(cpoppler_document *document);
int cpoppler_document_page_count(cpoppler_document *document);
int cpoppler_document_is_encrypted(cpoppler_document *document);
// An entry of the information dictionary, or null.
const char *cpoppler_document_information(cpoppler_document *document, const char *key);
const char *cpoppler_document_language(cpoppler_document *document);
// The label of a page, from 1, where it has one that is not its number; else null.
const char *cpoppler_document_page_label(cpoppler_document *document, int page);

typedef struct {
  const char *title;
  int32_t depth;
  int32_t page;  // from 1; 0 where unknown
} cpoppler_outline_entry;

int cpoppler_document_outline(
    cpoppler_document *document, int limit, const cpoppler_outline_entry **entries);

typedef struct {
  const char *name;
  const char *media_type;
  const uint8_t *bytes;
  size_t count;
  int32_t is_cut;  // more than the limit
} cpoppler_attachment;

int cpoppler_document_attachment_count(cpoppler_document *document);
// Valid until the next call.
int cpoppler_document_attachment(
    cpoppler_document *document, int index, size_t limit, cpoppler_attachment *attachment);
// The bytes of a picture as the file holds them; valid until the next call.
int cpoppler_document_image(
    cpoppler_document *document, int32_t object, size_t limit, cpoppler_attachment *image);

// --- Pages

enum {
  CPOPPLER_GLYPH_INVISIBLE = 1,  // drawn without ink, as the text of scanned pages
  CPOPPLER_GLYPH_CLIPPED = 2,    // outside of what is shown
  CPOPPLER_GLYPH_ARTIFACT = 4,   // marked as no content
  CPOPPLER_GLYPH_PAGINATION = 8, // marked as running header, footer or page number
  CPOPPLER_GLYPH_UNMAPPED = 16,  // the file names no character for it
  CPOPPLER_GLYPH_VERTICAL = 32,  // of a font that is written downwards
  CPOPPLER_GLYPH_SPACE = 64,     // a space that the file draws
};

typedef struct {
  float x, y;           // the origin on the baseline
  float advance_x, advance_y;
  float size;           // of the font, in points
  int32_t font;
  int32_t mark;         // the marked content it belongs to, or -1
  uint32_t text;        // where its UTF-8 begins
  uint16_t text_count;
  uint8_t quadrant;     // reads right, down, left, up: 0 to 3
  uint8_t flags;
  uint32_t color;       // 0xRRGGBB
} cpoppler_glyph;

enum {
  CPOPPLER_FONT_BOLD = 1,
  CPOPPLER_FONT_ITALIC = 2,
  CPOPPLER_FONT_FIXED = 4,
  CPOPPLER_FONT_SERIF = 8,
  CPOPPLER_FONT_SYMBOLIC = 16,
};

typedef struct {
  const char *name;  // without the tag of a subset; never null
  float ascent, descent;
  int32_t flags;
  int32_t weight;    // 100 to 900, or 0
} cpoppler_font;

// A dot is a small round or square shape, as some writers draw before items of lists.
enum { CPOPPLER_RULE_STROKE = 0, CPOPPLER_RULE_FILL = 1, CPOPPLER_RULE_DOT = 2 };

// An upright rectangle or line that is drawn.
typedef struct {
  float left, top, right, bottom;
  float width;     // of the stroke
  uint32_t color;
  int32_t kind;
} cpoppler_rule;

typedef struct {
  float left, top, right, bottom;
  int32_t object;  // its number, or 0 for one inside the page's own stream
  int32_t width, height;
} cpoppler_picture;

typedef struct {
  float left, top, right, bottom;
  const char *target;  // an address, or null
  int32_t page;        // the page it leads to, or 0
} cpoppler_link;

// What a reader wrote on the page.
typedef struct {
  float left, top, right, bottom;
  const char *text;
} cpoppler_note;

// A check box or a radio button of a form.
typedef struct {
  float left, top, right, bottom;
  int32_t is_on;
} cpoppler_button;

// Reads a page, from 1; null where it cannot be read, with the reason in status. Glyphs beyond the
// limit are counted and left out. A page that draws too much is given as far as it was read, with the
// status CPOPPLER_STOPPED.
cpoppler_page *cpoppler_page_read(
    cpoppler_document *document, int page, size_t glyph_limit, int *status);
void cpoppler_page_free(cpoppler_page *page);
float cpoppler_page_width(const cpoppler_page *page);
float cpoppler_page_height(const cpoppler_page *page);
size_t cpoppler_page_omitted(const cpoppler_page *page);
const cpoppler_glyph *cpoppler_page_glyphs(const cpoppler_page *page, size_t *count);
const uint8_t *cpoppler_page_text(const cpoppler_page *page, size_t *count);
const cpoppler_rule *cpoppler_page_rules(const cpoppler_page *page, size_t *count);
const cpoppler_picture *cpoppler_page_pictures(const cpoppler_page *page, size_t *count);
const cpoppler_link *cpoppler_page_links(const cpoppler_page *page, size_t *count);
const cpoppler_note *cpoppler_page_notes(const cpoppler_page *page, size_t *count);
const cpoppler_button *cpoppler_page_buttons(const cpoppler_page *page, size_t *count);
// Fonts are numbered through the whole document.
int cpoppler_document_font_count(const cpoppler_document *document);
void cpoppler_document_font(const cpoppler_document *document, int index, cpoppler_font *font);

// Draws a page, from 1, as a PNG of so many pixels for each point, or fewer where a side would have more
// pixels than the most; valid until the next call for bytes. A page that draws too much is given as far as
// it went, with the status CPOPPLER_STOPPED.
int cpoppler_page_draw(
    cpoppler_document *document, int page, double scale, int most_pixels,
    cpoppler_attachment *image);

// --- The tree of a tagged file

typedef struct {
  int32_t parent;      // index, or -1
  int32_t page;        // from 1, or 0
  int32_t mark;        // of content; -1 for an element
  int32_t row_span, column_span;
  int32_t scope;       // 0 none, 1 row, 2 column, 3 both
  const char *type;    // the standard name that the role map leads to; empty for content
  const char *own_type; // the name in the file
  const char *title;
  const char *alternative;
  const char *actual_text;
  const char *language;
  const char *numbering;
} cpoppler_node;

// The elements in the order of the file, parents first; null where there is no tree.
cpoppler_tree *cpoppler_tree_read(cpoppler_document *document, size_t limit);
void cpoppler_tree_free(cpoppler_tree *tree);
const cpoppler_node *cpoppler_tree_nodes(const cpoppler_tree *tree, size_t *count);

#ifdef __cplusplus
}
#endif

#endif
