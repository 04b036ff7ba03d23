/// Markdown as GitHub has it: CommonMark with tables, task lists, strikethrough, bare links and
/// footnotes.
package enum Markdown {
  /// Reads a document into its blocks, in their order in the tree, footnotes last.
  ///
  /// Anything is Markdown, so text never fails; invalid UTF-8 and NUL become U+FFFD. Refused are
  /// only documents that would take the parser far longer than their size warrants.
  package static func blocks(of source: Span<UInt8>) throws(CommonMarkError) -> [MarkdownBlock] {
    var failure: CommonMarkError?
    let blocks = source.withUnsafeBufferPointer { bytes in
      do throws(CommonMarkError) {
        return try read(bytes)
      } catch {
        failure = error
        return []
      }
    }
    if let failure { throw failure }
    return blocks
  }

  /// The parser aborts the process when a buffer of its own passes 1 GiB.
  private static let largest = 512 << 20

  private static func read(
    _ source: UnsafeBufferPointer<UInt8>
  ) throws(CommonMarkError) -> [MarkdownBlock] {
    guard source.count <= largest else { throw .tooLarge(bytes: source.count) }
    let hasByteOrderMark = source.prefix(3).elementsEqual([0xEF, 0xBB, 0xBF])
    let bytes = UnsafeBufferPointer(rebasing: source[(hasByteOrderMark ? 3 : 0)...])
    var workload = MarkdownWorkload(bytes)
    try workload.measure()
    let footnotes = workload.footnotes
    let tree = try MarkdownTree(bytes, after: footnotes.isUsable ? footnotes.paragraph : [])
    var reader = BlockReader(footnotes: footnotes)
    tree.walk { node, isLeaving in reader.visit(node, isLeaving: isLeaving) }
    return reader.blocks
  }
}
