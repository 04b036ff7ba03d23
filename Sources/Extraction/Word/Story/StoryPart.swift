import LibXML

/// A part with text that readers and the document share.
final class StoryPart: OfficePart {
  var reader: StoryReader

  init(
    _ context: WordContext,
    _ purpose: StoryReader.Purpose,
    _ relationships: Relationships
  ) {
    reader = StoryReader(context, purpose, relationships)
  }

  override var isFinished: Bool { reader.isExhausted }

  override func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    reader.open(name, attributes)
  }

  override func close(_ name: OfficeName) { reader.close(name) }
  override func text(_ text: borrowing Span<UInt8>) { reader.text(text) }
}
