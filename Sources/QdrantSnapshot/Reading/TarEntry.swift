/// A file within an archive.
struct TarEntry: Sendable {
  /// A part of the file that is in the archive; between parts are zeros.
  struct Piece: Sendable {
    var offset: Int
    var place: Range<Int>
  }

  var name: String
  var size: Int
  var pieces: [Piece]
}
