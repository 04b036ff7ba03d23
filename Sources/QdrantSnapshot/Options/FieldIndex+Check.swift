import JSON

extension FieldIndex {
  /// Parameters that are true or false.
  private static let switches: Set<String> = [
    "is_tenant", "is_principal", "on_disk", "enable_hnsw", "lookup", "range", "lowercase",
    "ascii_folding", "phrase_matching", "prefix",
  ]
  private static let counts: Set<String> = ["min_token_len", "max_token_len"]
  private static let tokenizers = ["prefix", "whitespace", "word", "multilingual"]

  /// Refuses parameters of values that a server does not read: for one of them it refuses the whole snapshot.
  ///
  /// It passes over names that it does not know.
  func checkParameters() throws(SnapshotError) {
    for parameter in parameters where !parameter.value.isNull {
      let (name, value) = (parameter.name, parameter.value)
      let expected: String? =
        if Self.switches.contains(name) {
          value == true || value == false ? nil : "true or false"
        } else if Self.counts.contains(name) {
          value.integer.map { $0 >= 0 } == true ? nil : "a whole number from 0"
        } else if name == "tokenizer" {
          value.string.map(Self.tokenizers.contains) == true
            ? nil : "one of \(Self.tokenizers.joined(separator: ", "))"
        } else {
          nil
        }
      guard let expected else { continue }
      throw .options(
        "the index of '\(path)' has '\(name)': \(value.compact), and a server takes \(expected)"
      )
    }
  }
}
