import ModelFixtures
import Scratch

extension Mill {
  /// Where graphs that are half done are kept by the run, and by `snapshot pack`.
  static let halfDone = "out/.stampmill/half-done/store-0-0"
  static let packedHalf = ".k.snapshot.stampmill-graph-0-0"

  /// A pipeline that writes a snapshot whose graph takes a while, and documents for it.
  static func withGraph(documents: Int = 120, efConstruct: Int = 600) throws -> Mill {
    let mill = try Mill(
      #"""
      {
        "name": "test",
        "params": { "in": { "type": "path", "default": "in" }, "out": { "type": "path", "default": "out" } },
        "stages": {
          "files": { "use": "folder", "path": "${in}" },
          "parse": { "use": "document", "from": "files" },
          "split": { "use": "by_title", "from": "parse", "max_characters": 100 },
          "embed": { "use": "transformer", "from": "split", "model": "./model", "on_truncate": "split" },
          "store": {
            "use": "qdrant_snapshot", "from": "embed", "to": "${out}/kb.snapshot", "sparse": "words",
            "hnsw": { "m": 24, "ef_construct": \#(efConstruct), "full_scan_threshold": 1 }, "indexes": { "path": "keyword" }
          }
        }
      }

      """#
    )
    // A small model that takes whole sections, so that each has a vector of its own.
    var model = SmallModel()
    model["config.json"] = SmallModel.configuration.replacing(
      "\"max_position_embeddings\": 9",
      with: "\"max_position_embeddings\": 99"
    )
    let embeddings = "embeddings.position_embeddings.weight"
    model.setTensors(SmallModel.bertTensors().map { ($0, $0 == embeddings ? [99, 4] : $1) })
    try model.write(to: mill.folder, "model")
    var numbers = SeededNumbers(seed: 7)
    let words = ["a", "ab", "abb", "abbb", "clay"]
    for document in 0..<documents {
      var text = ""
      for section in 0..<25 {
        let line = (0..<(8 + numbers.below(9))).map { _ in words[numbers.below(words.count)] }
        text += "# Section \(section)\n\n\(line.joined(separator: " "))\n\n"
      }
      try mill.write("doc-\(document).md", text)
    }
    return mill
  }

  /// Vectors and payloads for `snapshot pack`, and the words that pack them into a file.
  func packWords(rows: Int, to target: String) throws -> [String] {
    if !folder.exists("v.npy") {
      let width = 32
      let head =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(width)), }\n"
      var bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(head.utf8.count), 0]
      bytes += Array(head.utf8)
      var numbers = SeededNumbers(seed: 5)
      for _ in 0..<rows * width {
        let bits = (Float(numbers.below(1 << 20)) / Float(1 << 19) - 1).bitPattern
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: bits >> UInt32(8 * $0)) }
      }
      try folder.write("v.npy", bytes)
      let lines = (0..<rows).map { #"{"group":\#($0 % 4),"text":"row \#($0)"}"# }
      try folder.write("p.jsonl", Array(lines.joined(separator: "\n").utf8))
    }
    let command =
      "snapshot pack --vectors v.npy --payloads p.jsonl --index group:integer --payload-m 8 --full-scan-threshold 100"
    return command.split(separator: " ").map(String.init) + ["--to", target]
  }

  /// Waits until a file is there or the program has ended; false if it never came.
  func wait(for name: String, of program: RunningProgram) -> Bool {
    while program.isRunning {
      if folder.exists(name) { return true }
    }
    return folder.exists(name)
  }

  /// What writers of snapshots leave beside their files when they are not done.
  var halfWritten: [String] {
    folder.files().filter { file in
      ["stampmill-new", ".part", "-wal", "-shm"].contains { file.hasSuffix($0) }
        || file.contains("stampmill-graph") || file.contains("half-done")
    }
  }
}
