package import Documents

/// Reads a table that is written with commas, semicolons, tabs or bars between its cells.
package func extractDelimited(_ text: DecodedText) -> ParsedDocument {
  let bytes = text.bytes
  var start = 0
  var delimiter: UInt8?
  // Spreadsheets write the delimiter into a first line of its own.
  if bytes.count > 5, bytes.starts(with: "sep=".utf8), bytes[5] <= 0x20 {
    delimiter = bytes[4]
    start = 6
  }
  let fit = DelimiterDetection.best(for: bytes, from: start)
  var reader = DelimitedReader(delimiter: delimiter ?? fit.delimiter, from: start)
  let hasHead = HeaderRowRule.hasHead(firstRecords(of: bytes, reader))
  var table = DelimitedTable()
  var columns = 0
  var records = 0
  var irregular = 0
  while reader.next(bytes) {
    if records == 0 { columns = reader.ends.count }
    if reader.ends.count != columns { irregular += 1 }
    table.add(reader, isHead: hasHead && records == 0, columns: columns)
    records += 1
  }
  let offsets = ScalarOffsets(text)
  var document = ParsedDocument(
    table.finish().map { element in
      var element = element
      element.sourceRange = element.sourceRange.map(offsets.range)
      return element
    }
  )
  document.note(text)
  if irregular > 0 {
    document.remarks.append(
      "has \(irregular) of \(records) rows with more or fewer cells than the first, which has "
        + "\(columns)"
    )
  }
  document.ledger.found = CharacterLedger.count(utf8: bytes.span)
  document.ledger.drop(.markup, reader.markup)
  if start > 0 {
    document.ledger.drop(.markup, CharacterLedger.count(utf8: bytes.span.extracting(0..<start)))
  }
  document.countKept()
  return document
}

private func firstRecords(of bytes: [UInt8], _ reader: DelimitedReader) -> [[String]] {
  var reader = reader
  var records: [[String]] = []
  while records.count < 2, reader.next(bytes) {
    var cells: [String] = []
    var start = 0
    for end in reader.ends.prefix(1_000) {
      var cell = InlineText()
      cell.append(reader.cells, start..<end)
      cells.append(cell.string)
      start = end
    }
    records.append(cells)
  }
  return records
}
