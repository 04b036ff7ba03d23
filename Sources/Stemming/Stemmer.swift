import CStemmer

/// Cuts words to their stems by the rules of a language: the one owner of a handle of Snowball's library.
package struct Stemmer: ~Copyable {
  private let handle: OpaquePointer

  /// Takes the rules of a language by its English name; nil where there are none.
  package init?(language: String) {
    guard let handle = sb_stemmer_new(language, "UTF_8") else { return nil }
    self.handle = handle
  }

  deinit { sb_stemmer_delete(handle) }

  /// The stem of a word, which is UTF-8 in lower case.
  package func stem(_ word: [UInt8]) -> [UInt8] {
    word.withUnsafeBufferPointer { bytes in
      guard let stem = sb_stemmer_stem(handle, bytes.baseAddress, Int32(clamping: bytes.count))
      else {
        return word
      }
      return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
    }
  }
}
