import CCommonMark

/// The parser's tree of one document; its only owner.
struct MarkdownTree: ~Copyable {
  private let root: OpaquePointer

  /// Parses a document that `MarkdownWorkload` has let through.
  ///
  /// Of the extensions only those that add blocks are attached: the others register their
  /// characters in a table of the whole process while they parse, so that two threads would
  /// change each other's result.
  init(_ bytes: UnsafeBufferPointer<UInt8>, after prefix: [UInt8]) throws(CommonMarkError) {
    let options = prefix.isEmpty ? CMARK_OPT_DEFAULT : CMARK_OPT_FOOTNOTES
    let parser = cmark_parser_new(options)
    defer { cmark_parser_free(parser) }
    for name in Self.extensions {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    prefix.withUnsafeBytes { Self.feed($0, to: parser) }
    Self.feed(UnsafeRawBufferPointer(bytes), to: parser)
    guard let root = cmark_parser_finish(parser) else { throw .noDocument }
    self.root = root
  }

  deinit { cmark_node_free(root) }

  /// Visits the nodes in reading order, containers on the way in and on the way out.
  func walk(_ visit: (_ node: OpaquePointer, _ isLeaving: Bool) -> Void) {
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      visit(node, event == CMARK_EVENT_EXIT)
    }
  }

  private static func feed(_ bytes: UnsafeRawBufferPointer, to parser: OpaquePointer?) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
    cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), bytes.count)
  }

  /// The extensions, registered once for the process.
  private static let extensions: [String] = {
    cmark_gfm_core_extensions_ensure_registered()
    return ["table", "tasklist"]
  }()
}
