/// How far the reading of all files in a message has come, messages within it included.
///
/// Each file and each page of it takes a number, in the order of reading. It is told as progress, so that
/// one that ends the process can be left out when the message is read again.
struct AttachmentReading {
  /// Files within files deeper than this are listed only.
  static let deepest = 8
  /// Files after this many are listed only.
  static let most = 500

  /// How many files were read.
  var files = 0
  /// The last number that was taken.
  private(set) var number = 0

  /// Takes a number for a file; the messages of a mailbox are not as many files.
  mutating func begin(countsAsFile: Bool = true) -> Int {
    if countsAsFile { files += 1 }
    number += 1
    return number
  }

  /// Takes the numbers of a file's pages.
  mutating func pass(pages: Int) { number += pages }
}
