package import Digests
import JSON
import SystemIO

/// What the store knows of a model: where it came from and the digest of each of its files.
package struct ModelManifest: Sendable, Hashable {
  package struct File: Sendable, Hashable {
    /// The path in the model's folder.
    package let path: String
    package let size: Int
    package let digest: Digest
  }

  static let name = "manifest.json"

  package let name: String
  /// The last part of the name of what was imported.
  package let source: String
  package let family: String
  package let dimensions: Int
  package let maxTokens: Int
  /// Sorted by the bytes of their paths.
  package let files: [File]
  /// What the model gave when it was imported; nil where it was not asked.
  package let vectors: RecordedVectors?

  /// Stands for all that decides the vectors of texts: weights, configuration, tokenizer.
  package var model: Digest {
    var hash = KeyHasher("model")
    for file in files where ModelPart(path: file.path)?.decides == true {
      hash.add(file.path)
      hash.add(file.digest)
    }
    return hash.finish()
  }

  package var size: Int { files.reduce(0) { $0 + $1.size } }

  init(
    name: String,
    source: String,
    model: SentenceModel,
    files: [File],
    vectors: RecordedVectors? = nil
  ) {
    self.name = name
    self.source = source
    family = model.encoder.family.rawValue
    dimensions = model.dimensions
    maxTokens = model.maxTokens
    self.vectors = vectors
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  // MARK: As a file

  var json: JSON {
    var json = facts
    if let vectors, case .object(let members) = json.value {
      json.value = .object(members + [JSON.Member("vectors", vectors.json)])
    }
    return json
  }

  private var facts: JSON {
    [
      "version": 1, "name": JSON(name), "source": JSON(source), "model": JSON("\(model)"),
      "family": JSON(family), "dimensions": JSON(dimensions), "max_tokens": JSON(maxTokens),
      "files": JSON(
        files.map {
          ["path": JSON($0.path), "size": JSON($0.size), "sha256": JSON("\($0.digest)")]
        }
      ),
    ]
  }

  /// Reads the manifest in a model's folder.
  package init(folder: String) throws(ModelError) {
    let file = try ConfigurationFile.required(
      "\(folder)/\(Self.name)",
      "the store writes it with every model"
    )
    _ = try file.whole("version", 1...1)
    name = try file.text("name")
    source = try file.text("source")
    family = try file.text("family")
    dimensions = try file.whole("dimensions", 1...1 << 30)
    maxTokens = try file.whole("max_tokens", 1...1 << 30)
    var files: [File] = []
    for entry in file.present("files")?.elements ?? [] {
      guard let path = entry["path"]?.string, let size = entry["size"]?.integer, size >= 0,
        let digest = entry["sha256"]?.string.flatMap({ Digest(hexadecimal: $0) })
      else { throw file.damage("a file has no 'path', 'size' and 'sha256'", at: entry) }
      files.append(File(path: path, size: size, digest: digest))
    }
    self.files = files
    vectors = try file.present("vectors").map { (json) throws(ModelError) in
      try RecordedVectors(json, file)
    }
    guard try file.text("model") == "\(model)" else {
      throw file.damage("'model' is not the hash of the files it lists", at: file.present("model"))
    }
  }
}

/// What a file is to a model.
enum ModelPart: Sendable {
  case weights, configuration, tokenizer
  /// It tells people something, such as the licence.
  case document

  /// Whether vectors depend on it.
  var decides: Bool { self != .document }

  /// Judges a file by its name; nil for one that is not needed.
  init?(path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    switch name {
    case "config.json", "modules.json", "config_sentence_transformers.json": self = .configuration
    case "tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json",
      "added_tokens.json":
      self = .tokenizer
    case _ where name.hasPrefix("sentence_") && name.hasSuffix("_config.json"):
      self = .configuration
    case _ where name.hasPrefix("model") && name.hasSuffix(".safetensors"): self = .weights
    case Weights.indexName: self = .weights
    case _ where Self.documents.contains { name.hasPrefix($0) }: self = .document
    default: return nil
    }
  }

  private static let documents = ["README", "LICENSE", "LICENCE", "NOTICE"]
}
