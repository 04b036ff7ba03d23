/// What a graph is made by, in Qdrant's words.
package struct HNSWParameters: Sendable, Hashable {
  /// Links of a point on each level above the lowest; 0 makes no graph of all points.
  package var m: Int
  /// How many candidates a new point's links are chosen of.
  package var efConstruct: Int
  /// Up to how many points a search looks at all of them.
  package var fullScanThreshold: Int
  /// Links within groups of points that share a value; 0 for none, nil for as many as `m`.
  package var payloadM: Int?
  package var seed: UInt64

  package init(
    m: Int = 16,
    efConstruct: Int = 100,
    fullScanThreshold: Int = 10_000,
    payloadM: Int? = nil,
    seed: UInt64 = 0
  ) {
    self.m = m
    self.efConstruct = efConstruct
    self.fullScanThreshold = fullScanThreshold
    self.payloadM = payloadM
    self.seed = seed
  }

  /// Links of a point on the lowest level.
  package var m0: Int { 2 * m }

  /// What the parameters for links within groups are.
  var ofGroups: HNSWParameters {
    var result = self
    result.m = payloadM ?? m
    result.payloadM = 0
    return result
  }

  /// The one number that levels of points follow, with and without a graph of all points.
  var levelBase: Int { max(2, m > 0 ? m : payloadM ?? 0) }

  /// How wide is searched for a new point's neighbours.
  ///
  /// Distances of eight bits are so much cheaper that a tenth more of them, which makes up for what they lose, costs
  /// less than half of what they save.
  var searchWidth: Int { efConstruct + efConstruct / 10 }

  func check() throws(HNSWError) {
    guard (0...1024).contains(m), (0...1024).contains(payloadM ?? 0) else {
      throw .unusable("the links of a point must be from 0 to 1024")
    }
    guard (1...65_536).contains(efConstruct) else {
      throw .unusable("the width of the search while building must be from 1 to 65536")
    }
    guard fullScanThreshold >= 0 else {
      throw .unusable("the threshold of a full scan must not be negative")
    }
  }
}
