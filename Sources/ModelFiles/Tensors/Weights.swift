import JSON
import SystemIO

/// The weights of a model: one safetensors file, or several with an index.
///
/// They stay in their files and come into memory as they are read, for any number of threads at once.
package final class Weights: Sendable {
  static let singleName = "model.safetensors"
  static let indexName = "model.safetensors.index.json"

  /// What to do with weights in the form of which only Python reads them.
  static let conversionAdvice = """
    such a file can run programs when it is read; convert it once, in its folder, by \
    python3 -c "import torch, safetensors.torch as s; s.save_file({k: v.clone() for k, v in \
    torch.load('pytorch_model.bin', 'cpu', weights_only=True).items()}, 'model.safetensors')"
    """

  let files: [SafeTensorsFile]
  private let tensors: [String: Tensor]

  /// Opens the weights in a folder and checks everything that their headers say.
  package convenience init(folder: String) throws(ModelError) {
    try self.init(files: try Self.open(folder))
  }

  private init(
    files opened: (files: [SafeTensorsFile], tensors: [String: Tensor])
  ) throws(ModelError) {
    files = opened.files
    tensors = opened.tensors
  }

  private static func open(
    _ folder: String
  ) throws(ModelError) -> (files: [SafeTensorsFile], tensors: [String: Tensor]) {
    let single = "\(folder)/\(singleName)"
    if exists(single) {
      let file = try SafeTensorsFile(single, number: 0)
      let pairs = file.tensors.map { ($0.name, $0) }
      return ([file], Dictionary(pairs) { first, _ in first })
    }
    if let index = try ConfigurationFile("\(folder)/\(indexName)") {
      return try openParts(index, folder)
    }
    for name in ["pytorch_model.bin", "pytorch_model.bin.index.json"]
    where exists("\(folder)/\(name)") {
      throw .unsupported(place: "'\(folder)/\(name)'", conversionAdvice)
    }
    throw .missing(path: single, "the model's weights are read from it")
  }

  private static func openParts(
    _ index: ConfigurationFile,
    _ folder: String
  ) throws(ModelError) -> (files: [SafeTensorsFile], tensors: [String: Tensor]) {
    guard let map = index.tree["weight_map"]?.members, !map.isEmpty else {
      throw index.damage("it has no 'weight_map' that names a file for every tensor")
    }
    var files: [SafeTensorsFile] = []
    var found: [String: [String: Tensor]] = [:]
    var tensors: [String: Tensor] = [:]
    for member in map {
      guard let name = member.value.string, isPlain(name) else {
        throw index.damage("tensor '\(member.name)' is in no file of this folder", at: member.value)
      }
      if found[name] == nil {
        let path = "\(folder)/\(name)"
        guard exists(path) else { throw .missing(path: path, "'\(index.path)' names it") }
        let file = try SafeTensorsFile(path, number: files.count)
        files.append(file)
        let pairs = file.tensors.map { ($0.name, $0) }
        found[name] = Dictionary(pairs) { first, _ in first }
      }
      guard let tensor = found[name]?[member.name] else {
        throw index.damage("tensor '\(member.name)' is not in '\(name)'", at: member.value)
      }
      tensors[member.name] = tensor
    }
    return (files, tensors)
  }

  private static func exists(_ path: String) -> Bool { (try? FileStatus(path: path)) != nil }

  /// Whether a name leads to a file of the same folder.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && !name.utf8.contains(UInt8(ascii: "/"))
      && !name.utf8.contains(0)
  }

  /// All tensors, sorted by the bytes of their names.
  package var names: [String] {
    tensors.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  package func tensor(_ name: String) -> Tensor? { tensors[name] }

  /// The file that a tensor lies in.
  package func path(of tensor: Tensor) -> String { files[tensor.file].bytes.path }

  /// The first of the files, for what is said of all.
  var path: String { files.first?.bytes.path ?? "" }

  /// Gives the memory back that reading took; what is read again comes anew from the files.
  package func release() {
    for file in files { file.bytes.release() }
  }
}
