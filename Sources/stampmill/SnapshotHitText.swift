import Drawing
import JSON
import QdrantSnapshot

/// A point that was found, as text and as JSON.
struct SnapshotHitText {
  private let hit: SnapshotHit
  private let payload: JSON?

  /// How much of a text is shown.
  private static let longest = 200

  init(_ hit: SnapshotHit) {
    self.hit = hit
    payload = hit.payload.flatMap { try? JSONParser.value($0, file: "payload") }
  }

  var text: String {
    var line = "\(Self.rounded(hit.score))  \(hit.id)"
    if let source = payload?["path"]?.string ?? payload?["source"]?.string { line += "  \(source)" }
    if let page = payload?["page"]?.integer { line += ", page \(page)" }
    let titles = payload?["title_path"]?.elements?.compactMap(\.string) ?? []
    if !titles.isEmpty { line += "  \(titles.joined(separator: " > "))" }
    let shown = payload?["text"]?.string ?? payload?.compact ?? ""
    let words = shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let snippet = words.count > Self.longest ? "\(words.prefix(Self.longest)) …" : words
    return "\(PrintableText.singleLine(line))\n  \(PrintableText.singleLine(snippet))\n"
  }

  var json: JSON {
    [
      "id": id, "score": hit.score.isFinite ? JSON(Double(hit.score)) : nil,
      "shard": hit.shard.map { JSON($0) } ?? nil,
      "segment": JSON(hit.segment), "payload": payload ?? nil,
    ]
  }

  private var id: JSON {
    if case .number(let number) = hit.id, let small = Int(exactly: number) { return JSON(small) }
    return JSON(hit.id.description)
  }

  /// Four digits behind the point.
  private static func rounded(_ score: Float) -> String {
    guard score.magnitude < 1e9 else { return "\(score)" }
    let whole = Int((Double(score.magnitude) * 10_000).rounded())
    let rest = String(whole % 10_000)
    let zeros = String(repeating: "0", count: 4 - rest.utf8.count)
    return "\(score < 0 && whole > 0 ? "-" : "")\(whole / 10_000).\(zeros)\(rest)"
  }
}
