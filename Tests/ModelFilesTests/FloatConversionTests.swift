import ModelFiles
import ModelFixtures
import Scratch
import Testing

/// Half floats become the floats of exactly their values.
struct FloatConversionTests {
  /// All patterns of two bytes, as a tensor of a kind.
  private func all(_ kind: String) throws -> (
    weights: Weights, tensor: Tensor, folder: ScratchFolder
  ) {
    let folder = try ScratchFolder()
    let data = (0..<65_536).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let header = "{\(SafeTensorsText.tensor("x", kind, [256, 256], [0, data.count]))}"
    try folder.write("model.safetensors", SafeTensorsText(header, data: data).bytes)
    let weights = try Weights(folder: folder.path)
    return (weights, try #require(weights.tensor("x")), folder)
  }

  /// What a pattern means by the definition of binary16; nil for one that is no number.
  private func half(_ bits: Int) -> Double? {
    let sign: Double = bits & 0x8000 == 0 ? 1 : -1
    let exponent = bits >> 10 & 31
    let fraction = Double(bits & 0x3FF) / 1024
    switch exponent {
    case 0: return sign * fraction * 0x1p-14
    case 31: return fraction == 0 ? sign * .infinity : nil
    default:
      return sign * (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }

  @Test func everyHalf() throws {
    let (weights, tensor, _) = try all("F16")
    let floats = weights.floats(of: tensor)
    #expect(floats.count == 65_536)
    var wrong: [Int] = []
    for bits in 0..<65_536 {
      if let value = half(bits) {
        let expected = Float(value)
        if floats[bits].bitPattern != expected.bitPattern { wrong.append(bits) }
      } else if !floats[bits].isNaN {
        wrong.append(bits)
      }
    }
    #expect(wrong == [])
  }

  @Test func everyBrainHalf() throws {
    let (weights, tensor, _) = try all("BF16")
    let floats = weights.floats(of: tensor)
    let wrong = (0..<65_536).filter { floats[$0].bitPattern != UInt32($0) << 16 }
    #expect(wrong == [])
  }

  @Test(arguments: ["F16", "BF16"])
  func anyPartAlone(kind: String) throws {
    let (weights, tensor, _) = try all(kind)
    let floats = weights.floats(of: tensor)
    for (start, count) in [(0, 0), (0, 1), (5, 15), (7, 16), (9, 17), (65_535, 1), (300, 333)] {
      var values = [Float](repeating: 9, count: count)
      var room = values.mutableSpan
      weights.copy(tensor, from: start, into: &room)
      #expect(values.map(\.bitPattern) == floats[start..<start + count].map(\.bitPattern))
    }
    var row = [Float](repeating: 9, count: 256)
    var room = row.mutableSpan
    weights.row(60, of: tensor, into: &room)
    #expect(row.map(\.bitPattern) == floats[60 * 256..<61 * 256].map(\.bitPattern))
  }

  @Test(arguments: [("F16", 0x7C00), ("BF16", 0x7F80)])
  func firstBadNumber(kind: String, bits: Int) throws {
    let (weights, tensor, _) = try all(kind)
    #expect(weights.firstNonFinite(in: tensor) == bits)
  }
}
