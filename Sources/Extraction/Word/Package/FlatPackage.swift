import LibArchive
import LibXML

/// The parts of an Office file that is one XML document, as Word 2006 XML is.
final class FlatPackage: OfficePackage {
  let remarks: [String] = []
  private let bytes: [UInt8]
  private let limits: WordLimits
  private var types: [(part: String, type: String)] = []

  init(_ bytes: [UInt8], _ limits: WordLimits) throws(ExtractionError) {
    guard bytes.count <= limits.archive.entryBytes else {
      throw .tooLarge("it has more than \(limits.archive.entryBytes) bytes")
    }
    self.bytes = bytes
    self.limits = limits
  }

  func addTypes(to types: ContentTypes) {
    for (part, type) in self.types { types.add(type, of: part) }
  }

  func read(main: String?, _ use: (String) -> PartUse?) throws(ExtractionError) {
    // The handlers are asked for while libxml2 parses, so the parts' names are collected first.
    if types.isEmpty {
      let list = FlatPartList()
      try parse(list)
      types = list.parts
    }
    var uses: [String: PartUse] = [:]
    for (part, _) in types where uses[part] == nil { uses[part] = use(part) }
    guard !uses.isEmpty else { return }
    try parse(FlatPartReader(uses))
  }

  private func parse(_ handler: any XMLHandler) throws(ExtractionError) {
    var limits = limits.xml
    // A picture is one long text here.
    limits.textBytes = max(limits.textBytes, bytes.count)
    do throws(XMLError) {
      try parseXML(
        "the flat package",
        from: XMLBytes(bytes),
        with: OfficeName.vocabulary,
        limits: limits,
        into: handler
      )
    } catch {
      throw ExtractionError(error)
    }
  }
}

/// Collects the names and types of the parts.
private final class FlatPartList: OfficePart {
  private(set) var parts: [(part: String, type: String)] = []

  override func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    guard name == .part, parts.count < 10_000 else { return }
    let part = PartName.normalized(attributes.string(.packageName) ?? "")
    parts.append((part, attributes.string(.packageContentType) ?? ""))
  }
}

/// Hands the content of each part to its own reader.
private final class FlatPartReader: XMLHandler {
  private let uses: [String: PartUse]
  private var current: PartUse?
  private var seen: Set<String> = []
  /// How deep in the current part's own elements; nil outside of them.
  private var depth: Int?
  private var decoder = Base64Decoder()

  init(_ uses: [String: PartUse]) { self.uses = uses }

  func start(_ name: Int, _ attributes: borrowing XMLAttributes) {
    if let depth {
      self.depth = depth + 1
      if case .elements(let handler) = current { handler.start(name, attributes) }
      return
    }
    switch name {
    case OfficeName.part.rawValue:
      let part = PartName.normalized(attributes.string(.packageName) ?? "")
      current = seen.insert(part).inserted ? uses[part] : nil
      decoder = Base64Decoder()
    case OfficeName.xmlData.rawValue, OfficeName.binaryData.rawValue: depth = 0
    default: break
    }
  }

  func end(_ name: Int) {
    if let depth, depth > 0 {
      self.depth = depth - 1
      if case .elements(let handler) = current { handler.end(name) }
      return
    }
    depth = nil
    guard name == OfficeName.part.rawValue else { return }
    switch current {
    case .bytes(let whole): whole.bytes = decoder.take()
    case .digest(let digest):
      digest.update(decoder.take())
      digest.finish()
    case .elements, nil: break
    }
    current = nil
  }

  func text(_ text: borrowing Span<UInt8>) {
    guard let depth else { return }
    switch current {
    case .elements(let handler): handler.text(text)
    case .bytes where depth == 0: decoder.decode(text)
    case .digest(let digest) where depth == 0:
      decoder.decode(text)
      digest.update(decoder.take())
    case .bytes, .digest, nil: break
    }
  }
}
