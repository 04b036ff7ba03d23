import JSON

/// Vectors kept a second time as bytes, by which the server finds candidates.
package struct ScalarQuantization: Hashable, Sendable {
  /// Which part of the numbers is told apart, where what lies beyond is cut; nil for all.
  package var quantile: Double?
  package var alwaysRAM: Bool?

  package init(quantile: Double? = nil, alwaysRAM: Bool? = nil) {
    self.quantile = quantile
    self.alwaysRAM = alwaysRAM
  }

  var json: JSON {
    var members: [JSON.Member] = [.init("type", "int8")]
    if let quantile { members.append(.init("quantile", JSON(quantile))) }
    if let alwaysRAM { members.append(.init("always_ram", JSON(alwaysRAM))) }
    return ["scalar": JSON(.object(members))]
  }
}
