import ModelFiles
import ModelFixtures
import Scratch
import Testing

/// Weights are found in one file or several, and nowhere else.
struct WeightFolderTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(
      "model-1.safetensors",
      SafeTensorsText(floats: [("a", [2], [1, 2]), ("b", [1, 1], [3])]).bytes
    )
    try folder.write("model-2.safetensors", SafeTensorsText(floats: [("c", [], [4])]).bytes)
  }

  private func index(_ map: String) throws {
    try folder.write("model.safetensors.index.json", Array("{\"weight_map\":\(map)}".utf8))
  }

  private func problem() -> String {
    do throws(ModelError) {
      _ = try Weights(folder: folder.path)
      return "opened"
    } catch {
      return error.description.replacing(folder.path + "/", with: "")
    }
  }

  @Test func partsAreReadAsOne() throws {
    try index(
      "{\"a\":\"model-1.safetensors\",\"b\":\"model-1.safetensors\",\"c\":\"model-2.safetensors\"}"
    )
    let weights = try Weights(folder: folder.path)
    #expect(weights.names == ["a", "b", "c"])
    #expect(weights.floats(of: try #require(weights.tensor("c"))) == [4])
    let b = try #require(weights.tensor("b"))
    #expect(weights.path(of: b) == folder("model-1.safetensors"))
    #expect(b.shape == [1, 1])
    weights.release()
    #expect(weights.floats(of: b) == [3])
  }

  @Test(arguments: [
    ("{}", "no 'weight_map' that names a file for every tensor"),
    ("[]", "no 'weight_map'"),
    ("{\"a\":3}", "tensor 'a' is in no file of this folder"),
    ("{\"a\":\"../x.safetensors\"}", "tensor 'a' is in no file of this folder"),
    ("{\"a\":\"/x.safetensors\"}", "tensor 'a' is in no file of this folder"),
    ("{\"a\":\"model-3.safetensors\"}", "'model-3.safetensors' is not there: "),
    ("{\"c\":\"model-1.safetensors\"}", "tensor 'c' is not in 'model-1.safetensors'"),
  ])
  func brokenIndex(map: String, expected: String) throws {
    try index(map)
    #expect(problem().contains(expected), "\(problem())")
  }

  @Test func otherFormsAreRefusedWithAdvice() throws {
    #expect(problem() == "'model.safetensors' is not there: the model's weights are read from it")
    try folder.write("pytorch_model.bin", [1])
    #expect(problem().hasPrefix("'pytorch_model.bin' is not supported: "))
    #expect(problem().contains("safetensors.torch"))
  }

  @Test(
    arguments: [
      ([1, 2, 3], nil), ([1, .nan, 3], "number 1 of tensor 'x' is no number"),
      ([1, 2, -.infinity], "number 2 of tensor 'x' is infinite"),
      ([.greatestFiniteMagnitude, -0.0, .leastNonzeroMagnitude], nil),
    ] as [([Float], String?)]
  )
  func badNumbersAreFound(values: [Float], expected: String?) throws {
    // Before, within and after the blocks that are looked at together.
    for padding in [0, 1, 31, 32, 4_095, 4_096, 10_000] {
      let numbers = [Float](repeating: 1, count: padding) + values
      try folder.write(
        "model.safetensors",
        SafeTensorsText(floats: [("x", [numbers.count], numbers)]).bytes
      )
      let weights = try Weights(folder: folder.path)
      let tensor = try #require(weights.tensor("x"))
      let place = numbers.firstIndex { !$0.isFinite }
      #expect(weights.firstNonFinite(in: tensor) == place)
      guard padding == 0, let expected else { continue }
      let error = #expect(throws: ModelError.self) { try weights.checkFinite([tensor]) }
      #expect(error?.description.contains(expected) == true)
    }
  }
}
