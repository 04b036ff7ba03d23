import JSON

/// The parameters of a graph, as Qdrant knows them and with its defaults.
package struct HNSWOptions: Hashable, Sendable {
  /// How many neighbours a point has on the upper levels; on the lowest twice as many.
  package var m = 16
  package var efConstruct = 100
  /// Below so many kilobytes of vectors the server compares all instead of using the graph.
  package var fullScanThreshold = 10_000
  /// How many neighbours the extra links for filters have; nil for as many as `m`.
  package var payloadM: Int?
  package var onDisk = false

  package init() {}

  /// The options as they stand in the configuration of the collection and of each segment, in which they
  /// must be equal to the letter: else the server builds the graph anew.
  var json: JSON {
    var members: [JSON.Member] = [
      .init("m", JSON(m)), .init("ef_construct", JSON(efConstruct)),
      .init("full_scan_threshold", JSON(fullScanThreshold)), .init("max_indexing_threads", 0),
      .init("on_disk", JSON(onDisk)),
    ]
    if let payloadM { members.append(.init("payload_m", JSON(payloadM))) }
    return JSON(.object(members))
  }

  /// The threshold as a number of vectors, which is how the graph's own file has it.
  func fullScanVectors(bytesOfVector: Int) -> Int {
    guard bytesOfVector > 0 else { return fullScanThreshold }
    let (bytes, isTooMuch) = fullScanThreshold.multipliedReportingOverflow(by: 1024)
    return (isTooMuch ? .max : bytes) / bytesOfVector
  }
}
