#include <Catalog.h>

#include <new>
#include <set>

#include "internal.hpp"

struct cpoppler_tree {
  std::vector<cpoppler_node> nodes;
};

namespace {

// A place in the tree that is still to be looked at.
struct Pending {
  Object object;
  int parent;
  int page;
  int depth;
};

class TreeReader {
 public:
  TreeReader(cpoppler_document *documentA, cpoppler_tree *treeA, size_t limitA)
      : document(documentA), tree(treeA), limit(limitA) {}

  bool read() {
    Object catalog = document->pdf->getXRef()->getCatalog();
    if (!catalog.isDict()) {
      return false;
    }
    Object root = catalog.dictLookup("StructTreeRoot");
    if (!root.isDict()) {
      return false;
    }
    roles = root.dictLookup("RoleMap");
    classes = root.dictLookup("ClassMap");
    pushKids(root.getDict(), -1, 0, 0);
    // Without recursion: a file may nest as deep as it likes.
    while (!pending.empty() && tree->nodes.size() < limit) {
      Pending next = std::move(pending.back());
      pending.pop_back();
      visit(next);
    }
    return !tree->nodes.empty();
  }

 private:
  cpoppler_document *document;
  cpoppler_tree *tree;
  size_t limit;
  Object roles, classes;
  std::vector<Pending> pending;
  std::set<Ref> seen;
  std::map<std::string, const char *> names;

  const char *intern(const std::string &text) {
    auto found = names.find(text);
    if (found == names.end()) {
      found = names.emplace(text, document->keep(text)).first;
    }
    return found->second;
  }

  const char *text(Dict *dictionary, const char *key) {
    const Object value = dictionary->lookup(key);
    return value.isString() ? document->keep(stampmill::utf8(*value.getString())) : nullptr;
  }

  int pageOf(Dict *dictionary, int inherited) {
    const Object &page = dictionary->lookupNF("Pg");
    if (!page.isRef()) {
      return inherited;
    }
    const int number = document->pageOf(page.getRef());
    return number > 0 ? number : inherited;
  }

  // The kids, last first, so that they leave the stack in order.
  void pushKids(Dict *dictionary, int parent, int page, int depth) {
    const Object &direct = dictionary->lookupNF("K");
    if (depth > 500) {
      return;
    }
    Object kids = dictionary->lookup("K");
    if (kids.isArray()) {
      for (int index = kids.arrayGetLength() - 1; index >= 0; index--) {
        push(kids.arrayGetNF(index), parent, page, depth);
      }
    } else {
      push(direct, parent, page, depth);
    }
  }

  void push(const Object &object, int parent, int page, int depth) {
    if (!object.isNull() && pending.size() < limit) {
      pending.push_back({object.copy(), parent, page, depth});
    }
  }

  void visit(Pending &next) {
    if (next.object.isInt()) {
      addContent(next.object.getInt(), next.parent, next.page);
      return;
    }
    Object resolved;
    if (next.object.isRef()) {
      if (!seen.insert(next.object.getRef()).second) {
        return;
      }
      resolved = next.object.fetch(document->pdf->getXRef());
    } else {
      resolved = next.object.copy();
    }
    if (resolved.isInt()) {
      addContent(resolved.getInt(), next.parent, next.page);
      return;
    }
    if (!resolved.isDict()) {
      return;
    }
    Dict *dictionary = resolved.getDict();
    const Object type = dictionary->lookup("Type");
    const int page = pageOf(dictionary, next.page);
    if (type.isName("MCR")) {
      const Object number = dictionary->lookup("MCID");
      if (number.isInt()) {
        addContent(number.getInt(), next.parent, page);
      }
      return;
    }
    if (type.isName("OBJR")) {
      return;
    }
    const int index = addElement(dictionary, next.parent, page);
    if (index >= 0) {
      pushKids(dictionary, index, page, next.depth + 1);
    }
  }

  void addContent(int mark, int parent, int page) {
    cpoppler_node node = {};
    node.parent = parent;
    node.page = page;
    node.mark = mark;
    node.row_span = node.column_span = 1;
    node.type = node.own_type = "";
    tree->nodes.push_back(node);
  }

  int addElement(Dict *dictionary, int parent, int page) {
    const Object kind = dictionary->lookup("S");
    if (!kind.isName()) {
      return -1;
    }
    cpoppler_node node = {};
    node.parent = parent;
    node.page = page;
    node.mark = -1;
    node.row_span = node.column_span = 1;
    node.own_type = intern(kind.getName());
    node.type = intern(standardType(kind.getName()));
    node.title = text(dictionary, "T");
    node.alternative = text(dictionary, "Alt");
    node.actual_text = text(dictionary, "ActualText");
    node.language = text(dictionary, "Lang");
    const Object named = dictionary->lookup("C");
    if (named.isName() && classes.isDict()) {
      readAttributes(classes.dictLookup(named.getName()), node);
    }
    readAttributes(dictionary->lookup("A"), node);
    tree->nodes.push_back(node);
    return tree->nodes.size() - 1;
  }

  std::string standardType(std::string name) {
    if (!roles.isDict()) {
      return name;
    }
    // Roles may lead to roles, and in a circle.
    for (int step = 0; step < 16; step++) {
      const Object role = roles.dictLookup(name.c_str());
      if (!role.isName() || name == role.getName()) {
        break;
      }
      name = role.getName();
    }
    return name;
  }

  void readAttributes(const Object &attributes, cpoppler_node &node) {
    if (attributes.isArray()) {
      for (int index = 0; index < attributes.arrayGetLength(); index++) {
        const Object one = attributes.arrayGet(index);
        if (one.isDict() || one.isStream()) {
          readAttributes(one, node);
        }
      }
      return;
    }
    if (!attributes.isDict()) {
      return;
    }
    Dict *dictionary = attributes.getDict();
    const Object rows = dictionary->lookup("RowSpan");
    if (rows.isInt() && rows.getInt() > 0) {
      node.row_span = rows.getInt();
    }
    const Object columns = dictionary->lookup("ColSpan");
    if (columns.isInt() && columns.getInt() > 0) {
      node.column_span = columns.getInt();
    }
    const Object scope = dictionary->lookup("Scope");
    if (scope.isName()) {
      node.scope = scope.isName("Row") ? 1 : scope.isName("Column") ? 2 : 3;
    }
    const Object numbering = dictionary->lookup("ListNumbering");
    if (numbering.isName()) {
      node.numbering = intern(numbering.getName());
    }
  }
};

}  // namespace

cpoppler_tree *cpoppler_tree_read(cpoppler_document *document, size_t limit) {
  stampmill::Complaints complaints(document);
  try {
    auto tree = std::make_unique<cpoppler_tree>();
    TreeReader reader(document, tree.get(), limit);
    return reader.read() ? tree.release() : nullptr;
  } catch (...) {
    return nullptr;
  }
}

void cpoppler_tree_free(cpoppler_tree *tree) { delete tree; }

const cpoppler_node *cpoppler_tree_nodes(const cpoppler_tree *tree, size_t *count) {
  *count = tree->nodes.size();
  return tree->nodes.data();
}
