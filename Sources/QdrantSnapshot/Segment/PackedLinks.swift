/// One list of neighbours as bits: the best as differences of their sorted numbers, the others as they are.
package enum PackedLinks {
  /// Appends a list; `best` of them, the first, are sorted.
  package static func append(_ links: [UInt32], best: Int, pointCount: Int, to bytes: inout [UInt8])
  {
    guard !links.isEmpty else { return }
    let sorted = links.prefix(best).sorted()
    var differences: [UInt64] = []
    var previous: UInt32 = 0
    for link in sorted {
      differences.append(UInt64(link - previous))
      previous = link
    }
    let width = max(8, bitWidth(differences.max() ?? 0))
    var writer = BitWriter()
    // Where none are sorted, nothing says how wide they are.
    if best > 0 { writer.write(UInt64(width - 8), bits: 5) }
    for difference in differences { writer.write(difference, bits: width) }
    let plainWidth = max(8, bitWidth(UInt64(max(pointCount, 1) - 1)))
    for link in links.dropFirst(best) { writer.write(UInt64(link), bits: plainWidth) }
    writer.align()
    bytes += writer.bytes
  }

  /// Reads a list; nil where the bits cannot be one.
  package static func links(_ bytes: [UInt8], best: Int, pointCount: Int) -> [UInt32]? {
    guard !bytes.isEmpty else { return [] }
    var reader = BitReader(bytes)
    let width = best > 0 ? Int(reader.read(5)) + 8 : 8
    guard width <= 32 else { return nil }
    let plainWidth = max(8, bitWidth(UInt64(max(pointCount, 1) - 1)))
    var links: [UInt32] = []
    var previous: UInt64 = 0
    while links.count < best, reader.remaining >= width {
      previous += reader.read(width)
      guard previous < UInt64(pointCount) else { return nil }
      links.append(UInt32(previous))
    }
    while links.count >= best, reader.remaining >= plainWidth {
      let link = reader.read(plainWidth)
      guard link < UInt64(pointCount) else { return nil }
      links.append(UInt32(link))
    }
    return links.isEmpty ? nil : links
  }
}
