import Documents

/// What the reading of a document's text draws on.
final class WordContext {
  let options: ExtractionOptions
  let limits: WordLimits
  let styles = StyleSheet()
  let numbering = ListNumbering()
  var hasEvenPages = false
  /// Pictures by the name of their part.
  var images: [String: Element.Image] = [:]
  /// Headers and footers by the id of their relationship.
  var headers: [String: Story] = [:]
  var notes: [NoteReference.Kind: [Int: Story]] = [:]
  /// The endnotes that were referred to, in order.
  var endnotes: [Element] = []
  /// Texts that are embedded as parts of their own, by the id of their relationship.
  var chunks: [String: Story] = [:]
  /// The words of diagrams and charts, by the id of their relationship.
  var diagrams: [String: Story] = [:]

  init(_ options: ExtractionOptions, _ limits: WordLimits) {
    self.options = options
    self.limits = limits
  }
}
