/// The bytes of a document, as a source delivers them.
package struct FileContent: Payload {
  package static let port = PortType.documents

  package var bytes: [UInt8]
  /// The last part of the file's name after a dot, in lower case: a help where bytes do not tell.
  package var hint: String

  package init(bytes: [UInt8], hint: String) {
    self.bytes = bytes
    self.hint = hint
  }

  package var itemCount: Int { 1 }
  package var characterCount: Int { bytes.count }

  package func encode(into writer: inout RecordWriter) {
    writer.write(bytes)
    writer.write(hint)
  }

  package init(from reader: inout RecordReader) throws(RecordError) {
    bytes = try reader.raw()
    hint = try reader.text()
  }

  /// The hint that a path gives: contents are told apart by it, so that equal bytes named `.md` and
  /// `.txt` are read each in its own way.
  package static func hint(forPath path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
