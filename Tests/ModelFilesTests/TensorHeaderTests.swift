import ModelFiles
import ModelFixtures
import Scratch
import Testing

/// A file of weights is either sound in every respect or refused with the place of the fault.
struct TensorHeaderTests {
  private static let sound = SafeTensorsText.tensor("a", "F32", [2], [0, 8])

  private func problem(_ bytes: [UInt8]) throws -> String {
    let folder = try ScratchFolder()
    try folder.write("model.safetensors", bytes)
    do throws(ModelError) {
      _ = try Weights(folder: folder.path)
      return "opened"
    } catch {
      guard case .damaged = error else { return "not damaged but: \(error)" }
      return error.description.replacing(folder.path + "/", with: "")
    }
  }

  @Test(
    arguments: [
      ("{\(sound)}", 8, "opened"),
      ("{\"__metadata__\":{\"format\":\"pt\"},\(sound)}   ", 8, "opened"),
      ("{}", 0, "opened"),
      ("", 0, "at byte 8: the file is empty"),
      ("[]", 0, "expected an object"),
      ("{\(sound)", 8, "the file ends within a value"),
      ("{\(sound)} 1", 8, "expected the end of the file"),
      ("{\"a\":3}", 0, "tensor 'a' is no object"),
      ("{\(sound),\(sound)}", 8, "tensor 'a' is there twice"),
      (
        "{\(SafeTensorsText.tensor("a", "F31", [2], [0, 8]))}", 8,
        "tensor 'a' has the dtype 'F31', which there is not"
      ),
      ("{\"a\":{\"dtype\":4,\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "a dtype that is no text"),
      ("{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "tensor 'a' has no dtype"),
      ("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", 8, "tensor 'a' has no shape"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "tensor 'a' has no data_offsets"),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}", 8,
        "the member 'x', which the format does not know"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[2],\"data_offsets\":[0,8]}}", 8,
        "tensor 'a' has two shapes"
      ),
      (
        "{\(SafeTensorsText.tensor("a", "F32", [-2], [0, 8]))}", 8,
        "a shape that is no list of whole numbers"
      ),
      (
        "{\(SafeTensorsText.tensor("a", "F32", [2], [-8, 0]))}", 8,
        "data_offsets that are no list of whole numbers from 0 on"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8.5]}}", 8,
        "data_offsets that are no list"
      ),
      ("{\(SafeTensorsText.tensor("a", "F32", [2], [0]))}", 8, "has 1 data_offsets"),
      (
        "{\(SafeTensorsText.tensor("a", "F32", [2], [8, 0]))}", 8,
        "is to lie at bytes 8..<0, and the file has 8"
      ),
      (
        "{\(SafeTensorsText.tensor("a", "F32", [3], [0, 12]))}", 8,
        "is to lie at bytes 0..<12, and the file has 8"
      ),
      (
        "{\(SafeTensorsText.tensor("a", "F32", [1], [0, 8]))}", 8,
        "tensor 'a' has 8 bytes, and its shape [1] of F32 takes 4"
      ),
      (
        "{\(SafeTensorsText.tensor("a", "F32", [1 << 40, 1 << 40], [0, 8]))}", 8,
        "a shape too large for any file"
      ),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,99999999999999999999]}}", 8,
        "data_offsets that are no list"
      ),
      (
        "{\(sound),\(SafeTensorsText.tensor("b", "F32", [2], [4, 12]))}", 12,
        "tensors 'a' and 'b' overlap"
      ),
      (
        "{\(sound),\(SafeTensorsText.tensor("b", "F32", [2], [0, 8]))}", 8,
        "tensors 'a' and 'b' overlap"
      ),
      (
        "{\(sound),\(SafeTensorsText.tensor("b", "F32", [1], [12, 16]))}", 16,
        "4 bytes before tensor 'b' belong to no tensor"
      ),
      ("{\(sound)}", 11, "3 bytes at its end belong to no tensor"),
      (
        "{\(sound),\(SafeTensorsText.tensor("b", "I64", [1], [8, 16]))}", 16, "opened"
      ),
      (
        "{\(sound),\(SafeTensorsText.tensor("none", "F32", [0, 4], [8, 8]))}", 8, "opened"
      ),
    ] as [(String, Int, String)]
  )
  func header(header: String, data: Int, expected: String) throws {
    let found = try problem(SafeTensorsText(header, data: data).bytes)
    #expect(found.contains(expected), "\(found)")
    if expected != "opened" { #expect(found.hasPrefix("'model.safetensors' is damaged: ")) }
  }

  @Test(
    arguments: [
      (100_000_001, "its header is to have 100000001 bytes, and no header has more"),
      (UInt64.max, "and no header has more"),
      (500, "its header is to have 500 bytes, and the file has only 10"),
    ] as [(UInt64, String)]
  )
  func claimedLength(length: UInt64, expected: String) throws {
    #expect(try problem(SafeTensorsText("{}", data: 8, claiming: length).bytes).contains(expected))
  }

  @Test func truncation() throws {
    let whole = SafeTensorsText("{\(Self.sound)}", data: 8).bytes
    for count in 0..<whole.count {
      let found = try problem(Array(whole[..<count]))
      #expect(found.hasPrefix("'model.safetensors' is damaged: "), "\(count): \(found)")
    }
    #expect(try problem([1, 2, 3]).contains("it has 3 bytes, too few"))
  }

  /// No change of one byte of a header ends the program or reads beyond the file.
  @Test func anyOtherByte() throws {
    let text = "{\(Self.sound),\(SafeTensorsText.tensor("b", "F16", [2, 2], [8, 16]))}"
    let whole = SafeTensorsText(text, data: 16).bytes
    let folder = try ScratchFolder()
    var opened = 0
    for index in 0..<whole.count - 16 {
      for byte in [0, 0x22, 0x2D, 0x30, 0x39, 0x5B, 0x7D, 0xFF] as [UInt8] {
        var bytes = whole
        bytes[index] = byte
        try folder.write("model.safetensors", bytes)
        guard let weights = try? Weights(folder: folder.path) else { continue }
        opened += 1
        for name in weights.names {
          guard let tensor = weights.tensor(name), tensor.kind.isReadable else { continue }
          #expect(weights.floats(of: tensor).allSatisfy { $0 == 0 })
        }
      }
    }
    #expect(opened > 10)
  }

  @Test func oddOffsetsAreRead() throws {
    let folder = try ScratchFolder()
    let header = """
      {\(SafeTensorsText.tensor("a", "U8", [1], [0, 1])),\
      \(SafeTensorsText.tensor("b", "F32", [2], [1, 9])),\
      \(SafeTensorsText.tensor("c", "BF16", [1], [9, 11]))}
      """
    let data: [UInt8] = [7, 0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC1, 0x40, 0x40]
    try folder.write("model.safetensors", SafeTensorsText(header, data: data).bytes)
    let weights = try Weights(folder: folder.path)
    #expect(weights.names == ["a", "b", "c"])
    #expect(weights.floats(of: try #require(weights.tensor("b"))) == [1, -10])
    #expect(weights.floats(of: try #require(weights.tensor("c"))) == [3])
    #expect(weights.tensor("d") == nil)
  }
}
