import CommandLineKit
import Digests
import JSON
import Pipeline
import QdrantSnapshot
import SnapshotGraphs
import SystemIO

// What 'snapshot pack' does.
extension SnapshotCommand {
  func pack() throws -> Pipeline.ExitStatus {
    guard let vectors, let target else {
      throw UsageError("'snapshot pack' needs '--vectors' and '--to'.", command: Self.name)
    }
    let place = try PackTarget(target, inputs: [vectors, payloads, ids].compactMap(\.self))
    defer { place.release() }
    let control = RunControl()
    let progress = PackProgress(common)
    try InterruptWatcher.start { number, count in
      if count > 1 { Console.end(128 + number) }
      control.interrupt(number)
      progress.say("stopping (again to stop at once)")
    }
    defer { InterruptWatcher.stop() }
    let checkpoints = GraphCheckpoints(beside: target)
    var source: PackedPoints?
    do throws(SnapshotError) {
      let matrix = try NumPyMatrix(vectors)
      let points = try PackedPoints(
        vectors: matrix,
        payloads: payloads.map { path throws(SnapshotError) in try LineFile(path) },
        ids: ids.map { path throws(SnapshotError) in try LineFile(path) },
        sparseField: sparseField
      )
      source = points
      var graphs = SegmentGraphs(threads: threads ?? Machine.availableProcessors)
      graphs.isCancelled = { control.isInterrupted }
      graphs.checkpoints = checkpoints
      graphs.onProgress = { progress.note($0) }
      graphs.onNotice = { progress.say($0) }
      let summary = try SnapshotWriter.write(
        points,
        to: target,
        try options(matrix.width),
        graph: graphs.build,
        isCancelled: { control.isInterrupted }
      )
      progress.end()
      do throws(SystemError) { try checkpoints.remove() } catch { throw .unwritable(error) }
      guard !common.quiet || common.json else { return .done }
      return Console.print(common.json ? Self.json(summary).layout() : Self.text(summary))
    } catch {
      progress.end()
      if case .cancelled = error {
        let hint = checkpoints.files.isEmpty ? "" : "; the same command goes on with the graph"
        throw RunError(control.status, "interrupted, and nothing was written\(hint)")
      }
      if case .point(let row, let message) = error, let place = source?.place(of: row),
        !place.isEmpty
      {
        throw RunError(.invalid, "point \(row + 1) (\(place)) \(message)")
      }
      throw RunError(error, path: vectors)
    }
  }

  private func options(_ dimensions: Int) throws(SnapshotError) -> SnapshotOptions {
    var options = SnapshotOptions(dimensions: dimensions)
    if let shard { options.form = .shard(shard) }
    guard let server = ServerVersion(server) else {
      throw .options("'\(server)' is no version of a server, such as 1.16")
    }
    options.server = server
    options.vectorName = vectorName
    options.distance = distance
    options.datatype = datatype
    options.hnsw.m = m
    options.hnsw.payloadM = payloadM
    options.hnsw.efConstruct = efConstruct
    options.hnsw.fullScanThreshold = fullScanThreshold
    if let quantile {
      options.quantization = ScalarQuantization(quantile: quantile, alwaysRAM: true)
    }
    if sparseField != nil { options.sparse = SparseOptions() }
    options.shards = shards
    options.maxSegmentSize = maxSegmentSize
    options.fields = try fields.map(Self.field)
    return options
  }

  private static func field(_ text: String) throws(SnapshotError) -> FieldIndex {
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex else {
      throw .options("'\(text)' is no field and kind, such as year:integer")
    }
    let path = String(text[..<colon])
    let kind = String(text[text.index(after: colon)...])
    if kind == "tenant" {
      return FieldIndex(path, .keyword, parameters: [.init("is_tenant", true)])
    }
    guard let kind = FieldIndex.Kind(rawValue: kind) else {
      let known = FieldIndex.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw .options("'\(kind)' is no kind of index; there are \(known) and tenant")
    }
    return FieldIndex(path, kind)
  }

  private static func json(_ summary: SnapshotSummary) -> JSON {
    [
      "path": JSON(summary.path), "bytes": JSON(Int(summary.size)),
      "sha256": JSON(summary.digest.description), "points": JSON(summary.points),
      "segments": JSON(summary.segments),
    ]
  }

  private static func text(_ summary: SnapshotSummary) -> String {
    "\(summary.points) points in \(summary.segments) segments, \(summary.size) bytes\n"
  }
}
