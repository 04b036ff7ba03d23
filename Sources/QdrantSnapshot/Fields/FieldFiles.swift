import JSON

/// The files of the indexes of fields, and what of them the segment declares.
struct FieldFiles {
  struct File {
    var name: String
    var bytes: [UInt8]
  }

  var types: [JSON.Member] = []
  var files: [File] = []
}
