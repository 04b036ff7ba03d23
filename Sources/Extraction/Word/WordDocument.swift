import Documents
import LibXML

/// A Word document being read, part after part.
///
/// The package is gone over a few times, since what a part means is known only from others: first
/// what there is, then styles and lists, then headers and notes, and the text itself last.
final class WordDocument {
  private let package: any OfficePackage
  private let context: WordContext
  private let types = ContentTypes()
  private var relationships: [String: Relationships] = [:]
  private var names: Set<String> = []
  private var main = ""
  private var remarks: [String] = []
  /// The characters of comments that nobody asked for.
  private var passedComments = 0

  init(_ package: any OfficePackage, _ options: ExtractionOptions, _ limits: WordLimits) {
    self.package = package
    context = WordContext(options, limits)
  }

  func read() throws(ExtractionError) -> ParsedDocument {
    try survey()
    try findMain()
    var facts = DocumentFacts()
    try readDefinitions(&facts)
    try readOtherTexts()
    let text = StoryPart(context, .document, own)
    do throws(ExtractionError) {
      try read([main: .elements(text)], main: main)
    } catch {
      guard text.reader.isExhausted else { throw error }
      throw .tooLarge("\(main) has more than \(context.limits.elements) elements")
    }
    guard text.reader.hasRoot else { throw .damaged("\(main) has no document in it") }
    var parsed = WordAssembly(&text.reader, context, pageCount: facts.pageCount).document
    parsed.facts = facts
    parsed.ledger.found += passedComments
    parsed.ledger.drop(.comment, passedComments)
    parsed.remarks = package.remarks + remarks
    return parsed
  }

  /// The relationships of the main part.
  private var own: Relationships { relationships[main] ?? Relationships(of: main) }

  private func read(
    _ uses: [String: PartUse],
    main: String? = nil
  ) throws(ExtractionError) {
    guard !uses.isEmpty else { return }
    try package.read(main: main) { uses[$0] }
  }

  // MARK: What there is

  private func survey() throws(ExtractionError) {
    try package.read(main: nil) { name in
      names.insert(name)
      if name == "[content_types].xml" { return .elements(types) }
      guard name.hasSuffix(".rels") else { return nil }
      let steps = name.split(separator: "/", omittingEmptySubsequences: false)
      guard steps.count >= 2, steps[steps.count - 2] == "_rels", let last = steps.last else {
        return nil
      }
      let folder = steps.dropLast(2).map { $0 + "/" }.joined()
      let source = folder + last.dropLast(5)
      let found = Relationships(of: source)
      relationships[source] = found
      return .elements(found)
    }
    package.addTypes(to: types)
  }

  /// Finds the part with the text: by the relationship to it, by its type, by its usual name.
  private func findMain() throws(ExtractionError) {
    let usual = "word/document.xml"
    let target = relationships[""]?.first("officeDocument")?.target
    guard let found = target.flatMap(present) ?? typedMain ?? present(usual) else {
      // Packages of other programs look alike but promise no such part.
      guard target != nil || types.byPart.values.contains(where: Self.isWord) else {
        throw .unsupported(format: "ZIP")
      }
      throw .damaged("its main part '\(target ?? usual)' is missing")
    }
    main = found
    let type = types.type(of: main) ?? ""
    for (word, format) in [("spreadsheetml", "XLSX"), ("presentationml", "PPTX")]
    where type.contains(word) || type.contains("ms-" + (format == "XLSX" ? "excel" : "powerpoint"))
    {
      throw .unsupported(format: format)
    }
  }

  private func present(_ name: String) -> String? { names.contains(name) ? name : nil }

  /// The part whose type says that it is the main one.
  private var typedMain: String? {
    types.byPart.filter { Self.isWord($0.value) && names.contains($0.key) }.keys.min()
  }

  private static func isWord(_ type: String) -> Bool {
    (type.contains("wordprocessingml") || type.contains("ms-word")) && type.contains("main")
  }

  /// A part that the main part leads to, or that lies where it is expected.
  private func part(_ type: String, usual: String? = nil) -> String? {
    if let target = own.first(type)?.target, names.contains(target) { return target }
    let name = PartName.resolved(usual ?? type + ".xml", from: main)
    return names.contains(name) ? name : nil
  }

  // MARK: Definitions

  private func readDefinitions(_ facts: inout DocumentFacts) throws(ExtractionError) {
    var uses: [String: PartUse] = [:]
    let settings = SettingsPart()
    let properties = PropertiesPart()
    let application = PropertiesPart()
    if let name = part("styles") { uses[name] = .elements(StylesPart(context.styles)) }
    if let name = part("numbering") { uses[name] = .elements(NumberingPart(context.numbering)) }
    if let name = part("settings") { uses[name] = .elements(settings) }
    let root = relationships[""]
    let core = root?.first("core-properties") ?? root?.first("metadata/core-properties")
    uses[core?.target ?? "docprops/core.xml"] = .elements(properties)
    uses[
      root?.first("extended-properties")?.target ?? root?.first("extendedProperties")?.target
        ?? "docprops/app.xml"
    ] = .elements(application)
    var pictures: [String: PartDigest] = [:]
    for picture in own.all where picture.type == "image" && !picture.isExternal {
      guard uses[picture.target] == nil else { continue }
      let digest = PartDigest()
      pictures[picture.target] = digest
      uses[picture.target] = .digest(digest)
    }
    try read(uses)
    for (name, picture) in pictures {
      guard let digest = picture.digest else { continue }
      context.images[name] = Element.Image(mediaType: types.type(of: name), digest: digest)
    }
    context.hasEvenPages = settings.hasEvenPages
    properties.tell(&facts)
    application.tell(&facts)
    facts.language = facts.language ?? context.styles.language ?? settings.language
  }

  // MARK: Headers, notes and embedded texts

  private func readOtherTexts() throws(ExtractionError) {
    var uses: [String: PartUse] = [:]
    var headers: [(id: String, part: StoryPart)] = []
    var byName: [String: StoryPart] = [:]
    var chunks: [(id: String, name: String, bytes: PartBytes)] = []
    var diagrams: [(id: String, part: DiagramPart)] = []
    for relationship in own.all where !relationship.isExternal {
      let name = relationship.target
      switch relationship.type {
      case "header", "footer":
        let part = byName[name] ?? StoryPart(context, .header, relationships[name] ?? own)
        byName[name] = part
        headers.append((relationship.id, part))
        uses[name] = .elements(part)
      case "aFChunk":
        let bytes = PartBytes()
        chunks.append((relationship.id, name, bytes))
        uses[name] = .bytes(bytes)
      case "diagramData", "chart":
        let part = DiagramPart()
        diagrams.append((relationship.id, part))
        uses[name] = .elements(part)
      default: break
      }
    }
    var notes: [(kind: NoteReference.Kind, part: StoryPart)] = []
    for (kind, type) in [
      (NoteReference.Kind.footnote, "footnotes"), (.endnote, "endnotes"), (.comment, "comments"),
    ] {
      guard let name = part(type) else { continue }
      let part = StoryPart(context, .notes, relationships[name] ?? own)
      notes.append((kind, part))
      uses[name] = .elements(part)
    }
    try read(uses)
    for (id, part) in headers {
      let reader = part.reader
      context.headers[id] = Story(elements: reader.frames[0].elements, ledger: reader.ledger)
    }
    for (kind, part) in notes {
      if kind == .comment, !context.options.word.comments {
        for story in part.reader.notes.values { passedComments += story.ledger.found }
      } else {
        context.notes[kind] = part.reader.notes
      }
    }
    for (id, part) in diagrams { context.diagrams[id] = part.whole }
    for (id, name, whole) in chunks {
      if let bytes = whole.bytes { readChunk(id, name, bytes) }
    }
  }

  /// Reads a file of another format that the text holds.
  private func readChunk(_ id: String, _ name: String, _ bytes: [UInt8]) {
    do throws(ExtractionError) {
      context.chunks[id] = try EmbeddedText.story(
        of: bytes,
        name: name,
        type: types.type(of: name) ?? "",
        context.options,
        context.limits
      )
    } catch {
      remarks.append("is read without its part \(name), which \(error)")
    }
  }
}
