import CXML2

/// Reads HTML as it is found in the world into a tree.
package enum HTMLParser {
  /// The places of a tree are numbers of 32 bits.
  package static let largest = 512 << 20

  /// Reads valid UTF-8 of at most `largest` bytes; any text is HTML of some sort.
  ///
  /// Gives nil when there is no memory for the parser.
  package static func parse(_ source: [UInt8]) -> HTMLTree? {
    guard source.count <= largest else { return nil }
    let source = HTMLSource.bounded(source)
    var builder = HTMLTreeBuilder()
    builder.tree.bytes.reserveCapacity(source.count / 2)
    let isParsed = source.withUnsafeBytes { raw -> Bool in
      guard let base = raw.baseAddress, raw.count > 0 else { return true }
      guard
        let context = htmlCreateMemoryParserCtxt(
          base.assumingMemoryBound(to: CChar.self),
          Int32(raw.count)
        )
      else { return false }
      defer { htmlFreeParserCtxt(context) }
      let options =
        HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue
      htmlCtxtUseOptions(context, Int32(bitPattern: options))
      xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
      withUnsafeMutablePointer(to: &builder) { builder in
        HTMLHandlers.install(in: context, for: builder)
        htmlParseDocument(context)
        context.pointee.userData = nil
      }
      return true
    }
    guard isParsed else { return nil }
    builder.finish()
    return builder.tree
  }
}
