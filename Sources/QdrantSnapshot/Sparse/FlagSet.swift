/// Marks of points, as the server changes them in place.
enum FlagSet {
  static func write(
    _ flags: BitMask,
    count: Int,
    _ folder: String,
    to archive: inout TarWriter
  ) throws(SnapshotError) {
    var status: [UInt8] = []
    status.append(word: count)
    status.append(word: 0)
    try archive.add("\(folder)/status.dat", status)
    try archive.add("\(folder)/flags_a.dat", flags.bytes)
  }
}
