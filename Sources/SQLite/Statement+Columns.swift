import CSQLite

extension Statement {
  package func isNull(_ index: Int) -> Bool {
    sqlite3_column_type(handle, Int32(index)) == SQLITE_NULL
  }

  package func int64(_ index: Int) -> Int64 { sqlite3_column_int64(handle, Int32(index)) }

  package func int(_ index: Int) -> Int { Int(sqlite3_column_int64(handle, Int32(index))) }

  package func double(_ index: Int) -> Double { sqlite3_column_double(handle, Int32(index)) }

  /// Returns the column as text, by its length and not up to a zero; null reads as empty.
  package func text(_ index: Int) -> String {
    guard let start = sqlite3_column_text(handle, Int32(index)) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, Int32(index)))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Returns the column's bytes; null reads as none.
  package func blob(_ index: Int) -> [UInt8] { Array(bytes(index)) }

  /// Lends the column's bytes without a copy.
  package func withBlob<Result, Failure>(
    _ index: Int,
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes(index).span)
  }

  package func optionalText(_ index: Int) -> String? { isNull(index) ? nil : text(index) }

  package func optionalInt64(_ index: Int) -> Int64? { isNull(index) ? nil : int64(index) }

  package func optionalInt(_ index: Int) -> Int? { isNull(index) ? nil : int(index) }

  package func optionalBlob(_ index: Int) -> [UInt8]? { isNull(index) ? nil : blob(index) }

  private func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_blob(handle, Int32(index))
    let count = Int(sqlite3_column_bytes(handle, Int32(index)))
    return UnsafeBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: count)
  }
}
