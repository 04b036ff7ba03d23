import CXML2

/// The functions that libxml2 calls as it comes upon tags and texts.
enum HTMLHandlers {
  /// The builder has to stay where it is for as long as the parser runs.
  static func install(
    in context: htmlParserCtxtPtr,
    for builder: UnsafeMutablePointer<HTMLTreeBuilder>
  ) {
    guard let handlers = context.pointee.sax else { return }
    handlers.pointee = htmlSAXHandler()
    handlers.pointee.startElement = { data, name, attributes in
      guard let data, let name else { return }
      HTMLHandlers.builder(data).pointee.start(name, attributes)
    }
    handlers.pointee.endElement = { data, name in
      guard let data, let name else { return }
      HTMLHandlers.builder(data).pointee.end(name)
    }
    handlers.pointee.characters = { data, text, count in
      guard let data, let text else { return }
      HTMLHandlers.builder(data).pointee.text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handlers.pointee.ignorableWhitespace = handlers.pointee.characters
    handlers.pointee.cdataBlock = { data, text, count in
      guard let data, let text else { return }
      HTMLHandlers.builder(data).pointee.rawText(
        UnsafeBufferPointer(start: text, count: Int(count))
      )
    }
    builder.pointee.context = context
    context.pointee.userData = UnsafeMutableRawPointer(builder)
  }

  private static func builder(
    _ data: UnsafeMutableRawPointer
  ) -> UnsafeMutablePointer<HTMLTreeBuilder> {
    data.assumingMemoryBound(to: HTMLTreeBuilder.self)
  }
}
