/// The search for the sign that stands between the cells of a table written as text.
enum DelimiterDetection {
  private static let delimiters: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|"),
  ]
  private static let reach = 1 << 16
  private static let mostRecords = 100

  /// How well a text reads as a table with some delimiter.
  struct Fit {
    var delimiter: UInt8
    /// The number of cells that most records have.
    var columns: Int
    var records: Int
    /// The records that have so many.
    var regular: Int
  }

  /// The delimiter that gives the most records of equal length.
  static func best(for bytes: [UInt8], from start: Int = 0) -> Fit {
    let sample = Array(bytes[start...].prefix(reach))
    let isCut = sample.count < bytes.count - start
    var best = Fit(delimiter: UInt8(ascii: ","), columns: 1, records: 0, regular: 0)
    for delimiter in delimiters where sample.contains(delimiter) {
      let fit = fit(sample, delimiter, isCut: isCut)
      guard fit.columns > 1 else { continue }
      // Regular records count for more than many cells.
      let gain = fit.regular * best.records - best.regular * fit.records
      if best.columns == 1 || gain * 10 > fit.records * best.records
        || (gain * 10 >= -fit.records * best.records && fit.columns > best.columns)
      {
        best = fit
      }
    }
    return best
  }

  /// How many cells most records have with a delimiter that is known.
  static func columns(of bytes: [UInt8], from start: Int, _ delimiter: UInt8) -> Int {
    let sample = Array(bytes[start...].prefix(reach))
    return fit(sample, delimiter, isCut: sample.count < bytes.count - start).columns
  }

  private static func fit(_ sample: [UInt8], _ delimiter: UInt8, isCut: Bool) -> Fit {
    var reader = DelimitedReader(delimiter: delimiter)
    var counts: [Int: Int] = [:]
    var records = 0
    while records < mostRecords, reader.next(sample) {
      if isCut, reader.position >= sample.count { break }
      counts[reader.ends.count, default: 0] += 1
      records += 1
    }
    let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return Fit(
      delimiter: delimiter,
      columns: most?.key ?? 1,
      records: records,
      regular: most?.value ?? 0
    )
  }

  /// Whether text without a telling name is a table beyond doubt.
  static func isTable(_ head: [UInt8]) -> Bool {
    // The last line of a head is mostly cut.
    guard let end = head.lastIndex(of: 0x0A) else { return false }
    let fit = best(for: Array(head[...end]))
    return fit.records >= 4 && fit.regular == fit.records
      && fit.columns >= (fit.delimiter == 0x09 ? 2 : 3)
  }
}
