import JSON

/// Makes the indexes of fields anew from the payloads, and compares them with the stored ones.
enum FieldCheck {
  static func run(_ segment: SnapshotSegment, _ name: String) -> [SnapshotVerification.Check] {
    func subject(_ field: JSON.Member) -> String { "\(name): index of '\(field.name)'" }
    var checks: [SnapshotVerification.Check] = []
    var waiting: [(field: JSON.Member, kind: FieldIndex.Kind, writer: FieldIndexWriter)] = []
    for field in segment.fields {
      let kind = field.value.string ?? field.value["type"]?.string ?? "?"
      switch writer(of: field, kind, segment) {
      case .left(let why): checks.append(.init(subject(field), "\(kind), \(why)"))
      case .made(let kind, let writer): waiting.append((field, kind, writer))
      }
    }
    guard !waiting.isEmpty else { return checks }
    // All in one pass, as payloads take longest.
    do throws(SnapshotError) {
      for row in 0..<segment.pointCount {
        let payload = try segment.payload(of: row)
        for index in waiting.indices { waiting[index].writer.add(payload) }
      }
    } catch {
      // The check of payloads has told what is wrong with them.
      return checks
        + waiting.map { .init(subject($0.field), "not compared: a payload cannot be read") }
    }
    for (field, kind, writer) in waiting {
      checks.append(
        SnapshotVerification.looked(at: subject(field)) { () throws(SnapshotError) in
          try compare(kind, writer, segment.folder.below("payload_index/"))
        }
      )
    }
    return checks
  }

  private enum Candidate {
    case made(FieldIndex.Kind, FieldIndexWriter)
    /// Not to be compared, and why.
    case left(String)
  }

  private static let foreign = "not compared: made by rules of the server's own"

  private static func writer(
    of field: JSON.Member,
    _ kind: String,
    _ segment: SnapshotSegment
  ) -> Candidate {
    let prefix = "payload_index/" + FieldFolder.name(of: field.name) + "-"
    guard segment.folder.names.contains(where: { $0.hasPrefix(prefix) }) else {
      return .left("made by the server")
    }
    guard (0..<segment.pointCount).allSatisfy({ !segment.isDeleted($0) }) else {
      return .left("not compared: points were deleted")
    }
    let parameters = field.value.members?.filter { $0.name != "type" } ?? []
    guard let known = FieldIndex.Kind(rawValue: kind),
      let writer = FieldIndexWriter(FieldIndex(field.name, known, parameters: parameters))
    else { return .left(foreign) }
    return .made(known, writer)
  }

  private static func compare(
    _ kind: FieldIndex.Kind,
    _ writer: FieldIndexWriter,
    _ folder: SnapshotFolder
  ) throws(SnapshotError) -> (note: String, problems: [String]) {
    var made = FieldFiles()
    writer.finish(into: &made)
    guard !made.files.isEmpty else { return ("\(kind.rawValue), \(foreign)", []) }
    var present: [(made: FieldFiles.File, stored: SnapshotFile)] = []
    for file in made.files {
      guard let stored = folder[file.name] else {
        return ("\(kind.rawValue), made anew by the server: '\(file.name)' is missing", [])
      }
      present.append((file, stored))
    }
    var problems: [String] = []
    for (file, stored) in present {
      if let problem = try difference(file, stored, kind) { problems.append(problem) }
    }
    if kind == .text, problems.isEmpty { problems += try wordProblems(present) }
    return ("\(kind.rawValue), as the payloads say", problems)
  }

  private static func difference(
    _ made: FieldFiles.File,
    _ stored: SnapshotFile,
    _ kind: FieldIndex.Kind
  ) throws(SnapshotError) -> String? {
    let name = made.name.split(separator: "/").last ?? ""
    switch name {
    case "values_to_points.bin", "vocab.dat":
      let kind = persistedKind(of: kind)
      let (own, wanted) = (
        try PersistedMapReader(stored, kind), try PersistedMapReader(made.bytes, stored.name, kind)
      )
      if name == "vocab.dat" {
        guard Set(own.entries.keys) == Set(wanted.entries.keys) else {
          return "'\(stored.name)' has other words than the payloads"
        }
        return nil
      }
      for (key, points) in wanted.entries.sorted(by: { $0.key < $1.key })
      where own.entries[key] != points {
        return
          "'\(stored.name)' has \(own.entries[key]?.count ?? 0) points for \(key.shown), and \(points.count) payloads say so"
      }
      return own.entries.count == wanted.entries.count
        ? nil : "'\(stored.name)' has values that no payload has"
    case "postings.dat": return nil
    case "status.dat", "histogram_config.json", "mmap_field_index_config.json",
      "histogram_borders.bin":
      // What is estimated by them may be told in other words.
      return name.hasSuffix(".json") ? try jsonProblem(stored) : nil
    default:
      // Marks may be followed by room for more.
      let isMask = name == "flags_a.dat" || name.hasPrefix("deleted")
      let count = made.bytes.count
      guard isMask ? stored.size >= min(count, (count / 8) * 8) : stored.size == count else {
        return "'\(stored.name)' has \(stored.size) bytes, and \(count) are wanted"
      }
      let bytes = try stored.bytes(0..<min(count, stored.size))
      guard let place = zip(bytes, made.bytes).enumerated().first(where: { $1.0 != $1.1 })?.offset
      else { return nil }
      return "'\(stored.name)' contradicts the payloads at byte \(place)"
    }
  }

  private static func jsonProblem(_ file: SnapshotFile) throws(SnapshotError) -> String? {
    _ = try file.json()
    return nil
  }

  private static func persistedKind(of kind: FieldIndex.Kind) -> PersistedMap.Kind {
    switch kind {
    case .integer: .integer
    case .uuid: .wide
    default: .text
    }
  }

  /// Compares which points have each word; the numbers of words may be any.
  private static func wordProblems(
    _ files: [(made: FieldFiles.File, stored: SnapshotFile)]
  ) throws(SnapshotError) -> [String] {
    func file(_ name: String) -> (made: FieldFiles.File, stored: SnapshotFile)? {
      files.first { $0.made.name.hasSuffix("/\(name)") }
    }
    guard let vocabulary = file("vocab.dat"), let postings = file("postings.dat") else { return [] }
    let own = try PersistedMapReader(vocabulary.stored, .text)
    let wanted = try PersistedMapReader(vocabulary.made.bytes, vocabulary.stored.name, .text)
    let lists = try PostingsReader(postings.stored)
    let made = try PostingsReader(postings.made.bytes, postings.stored.name)
    guard lists.count == own.entries.count else {
      return ["'\(postings.stored.name)' has \(lists.count) lists of \(own.entries.count) words"]
    }
    for (word, numbers) in own.entries.sorted(by: { $0.key < $1.key }) {
      guard let number = numbers.first, let other = wanted.entries[word]?.first else { continue }
      let (found, points) = (try lists.points(of: Int(number)), try made.points(of: Int(other)))
      if found != points {
        return [
          "'\(postings.stored.name)' has \(found.count) points for \(word.shown), and \(points.count) payloads say so"
        ]
      }
    }
    return []
  }
}

extension FieldKey {
  /// The value for a sentence.
  fileprivate var shown: String {
    switch self {
    case .text(let text): "'\(String(decoding: text.prefix(60), as: UTF8.self))'"
    case .integer(let number): "\(number)"
    case .wide(let high, let low): "\(PointID.uuid(high: high, low: low))"
    }
  }
}
