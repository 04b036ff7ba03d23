import Digests
import JSON
import SystemIO

/// Holds a snapshot to what its own files say of each other.
///
/// Everything is read where it lies; in memory are the ids of a shard and the values of indexed fields of a segment.
package struct SnapshotVerification: Sendable {
  /// One thing that was looked at.
  package struct Check: Sendable {
    package var subject: String
    package var note: String
    /// What does not agree, each with the entry of the archive; empty when all does.
    package var problems: [String]

    package init(_ subject: String, _ note: String, _ problems: [String] = []) {
      self.subject = subject
      self.note = note
      self.problems = problems
    }
  }

  package private(set) var checks: [Check] = []
  /// The snapshot; nil where it could not be opened.
  package private(set) var snapshot: SnapshotReader?

  package var problemCount: Int { checks.reduce(0) { $0 + $1.problems.count } }

  /// Looks at everything; throws only where the file cannot be read at all.
  package init(_ path: String) throws(SnapshotError) {
    let content: ScratchContent
    do throws(ReadFileError) {
      content = ScratchContent(try MappedFile(path))
    } catch {
      throw .unreadable(error)
    }
    checkDigest(of: content, path)
    let snapshot: SnapshotReader
    do throws(SnapshotError) {
      snapshot = try SnapshotReader(path)
    } catch {
      if case .unreadable = error { throw error }
      checks.append(Check("structure", "archive, heads and sizes", [error.description]))
      return
    }
    self.snapshot = snapshot
    let files = snapshot.shards.reduce(0) { count, shard in
      shard.segments.reduce(count) { $0 + $1.folder.names.count }
    }
    checks.append(Check("structure", "\(snapshot.pointCount) points in \(files) files of segments"))
    checks.append(SettingsCheck.run(snapshot.folder))
    checkCollection(snapshot)
    for (index, shard) in snapshot.shards.enumerated() {
      let name = "shard \(shard.number ?? index)"
      checks.append(ShardCheck.log(shard, name))
      checks.append(ShardCheck.ids(shard, name, of: snapshot))
      for segment in shard.segments where !segment.isAppendable {
        check(segment, "\(name), segment \(segment.id.prefix(8))")
        content.release()
      }
    }
  }

  private mutating func check(_ segment: SnapshotSegment, _ name: String) {
    var payloads = PayloadCheck(segment)
    checks.append(
      Self.looked(at: "\(name): payloads") { () throws(SnapshotError) in try payloads.run() }
    )
    checks += FieldCheck.run(segment, name)
    for vectors in segment.vectors {
      let facts = vectors.facts
      let own = facts.name.isEmpty ? "\(name): " : "\(name): '\(facts.name)' "
      checks.append(
        Self.looked(at: own + "vectors") { () throws(SnapshotError) in
          try VectorCheck.vectors(vectors)
        }
      )
      if facts.quantization != nil {
        checks.append(
          Self.looked(at: own + "bytes") { () throws(SnapshotError) in
            try VectorCheck.codes(vectors, segment.folder)
          }
        )
      }
      guard let graph = vectors.graph else { continue }
      checks.append(
        Self.looked(at: own + "graph") { () throws(SnapshotError) in
          try GraphCheck.run(graph, vectors, segment.folder)
        }
      )
    }
    for sparse in segment.sparse {
      checks.append(
        Self.looked(at: "\(name): '\(sparse.name)' words") { () throws(SnapshotError) in
          try SparseCheck.run(sparse, segment)
        }
      )
    }
  }

  /// Takes what is thrown for the problem that it is.
  static func looked(
    at subject: String,
    _ body: () throws(SnapshotError) -> (note: String, problems: [String])
  ) -> Check {
    do throws(SnapshotError) {
      let (note, problems) = try body()
      return Check(subject, note, problems)
    } catch {
      return Check(subject, "not read to its end", [error.description])
    }
  }

  // MARK: The file as a whole

  /// Compares the file with the digest that lies beside it.
  private mutating func checkDigest(of content: ScratchContent, _ path: String) {
    for suffix in [".checksum", ".sha256"] {
      guard let text = try? readFile(path + suffix, limit: 1 << 16).bytes else { continue }
      let wanted = Digest(hexadecimal: String(decoding: text.prefix(64), as: UTF8.self))
      var hash = SHA256()
      for start in stride(from: 0, to: content.count, by: 1 << 20) {
        hash.update(content.bytes(start..<min(start + 1 << 20, content.count)))
        content.release()
      }
      let found = hash.finish()
      var problems: [String] = []
      if wanted == nil {
        problems.append("'\(path)\(suffix)' does not begin with 64 hexadecimal digits")
      } else if wanted != found {
        problems.append("the file has \(found), and '\(path)\(suffix)' says otherwise")
      }
      checks.append(Check("digest", "SHA-256 beside the file", problems))
    }
  }

  // MARK: The collection

  /// Compares the collection's settings with those of its segments: where they differ, a server makes these anew.
  private mutating func checkCollection(_ snapshot: SnapshotReader) {
    guard let collection = snapshot.collection else { return }
    var problems: [String] = []
    let count = collection["params"]?["shard_number"]?.integer
    let numbers = snapshot.shards.compactMap(\.number)
    if let count, numbers != Array(0..<max(count, 0)) {
      problems.append("'config.json' speaks of \(count) shards, and there are \(numbers)")
    }
    problems += SettingsCheck.paths(
      of: snapshot.fields?.members ?? [],
      in: "'payload_index.json'"
    )
    for segment in snapshot.shards.flatMap(\.segments) {
      problems += Self.differences(of: segment, collection, snapshot.fields)
    }
    checks.append(Check("collection", "settings of \(numbers.count) shards", problems))
  }

  private static func differences(
    of segment: SnapshotSegment,
    _ collection: JSON,
    _ fields: JSON?
  ) -> [String] {
    var problems: [String] = []
    let place = "'segments/\(segment.id)/files/segment.json'"
    let single = collection["params"]?["vectors"]
    for vectors in segment.vectors {
      let facts = vectors.facts
      guard let own = facts.name.isEmpty ? single : single?[facts.name] else {
        problems.append("\(place) has the vector '\(facts.name)', and 'config.json' has not")
        continue
      }
      if own["size"]?.integer != facts.dimensions
        || own["distance"]?.string != facts.distance.rawValue
        || own["datatype"]?.string ?? "float32" != facts.datatype.rawValue
      {
        problems.append("\(place) has another size, distance or datatype than 'config.json'")
      }
      guard facts.hasGraph else { continue }
      var options = collection["hnsw_config"]?.members ?? []
      for member in own["hnsw_config"]?.members ?? [] where !member.value.isNull {
        options.removeAll { $0.name == member.name }
        options.append(member)
      }
      if sorted(options) != sorted(facts.graphOptions?.members ?? []) {
        problems.append("\(place) has other options of the graph than 'config.json'")
      }
      let quantization = own["quantization_config"] ?? collection["quantization_config"]
      if (quantization?.isNull == true ? nil : quantization) != facts.quantization {
        problems.append("\(place) has other options of vectors as bytes than 'config.json'")
      }
    }
    if let fields = fields?.members, sorted(fields) != sorted(segment.fields) {
      problems.append("segment \(segment.id) has indexes of other fields than 'payload_index.json'")
    }
    return problems
  }

  /// Members that say anything, in the order of their names.
  private static func sorted(_ members: [JSON.Member]) -> JSON {
    JSON(
      .object(members.filter { !$0.value.isNull }.sorted { $0.name < $1.name })
    )
  }
}
