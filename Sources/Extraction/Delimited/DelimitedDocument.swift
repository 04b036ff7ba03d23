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
  let sign = delimiter ?? DelimiterDetection.best(for: bytes, from: start).delimiter
  var reader = DelimitedReader(delimiter: sign, from: start)
  var lines = DelimitedTitles(columns: DelimiterDetection.columns(of: bytes, from: start, sign))
  var table = DelimitedTable()
  var columns = 0
  var records = 0
  var irregular = 0
  var isFirst = true
  var hasHead = HeaderRowRule.hasHead(DelimitedTitles.records(2, of: bytes, reader))
  while reader.next(bytes) {
    if let line = lines.line(reader, bytes) {
      if let line { table.endTable(by: line) }
      isFirst = true
      hasHead = HeaderRowRule.hasHead(DelimitedTitles.records(2, of: bytes, reader))
      continue
    }
    if isFirst { columns = reader.ends.count }
    if reader.ends.count != columns { irregular += 1 }
    table.add(reader, isHead: hasHead && isFirst, columns: columns)
    isFirst = false
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
