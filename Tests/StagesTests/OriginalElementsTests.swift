import Foundation
import Scratch
import Stages
import Testing

/// What chunks carry of their elements, read by another program than the one that wrote it.
@Suite struct `Packed elements` {
  @Test(arguments: [
    (["{}"], "[{}]"), (["{\"a\":1}", "{\"b\":\"é\"}"], "[{\"a\":1},{\"b\":\"é\"}]"), ([], "[]"),
    ([String(repeating: "x", count: 100_000)], "[\(String(repeating: "x", count: 100_000))]"),
  ])
  func `are what was packed`(elements: [String], expected: String) throws {
    let text = OriginalElements().pack(elements.map { Array($0.utf8)[...] })
    let bytes = try [UInt8](#require(Data(base64Encoded: text)))
    // The same stream within the head of a gzip file; that the sum at its end is missing comes after all is read.
    let folder = try ScratchFolder()
    try folder.write("e.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF] + bytes.dropFirst(2))
    let process = try ChildProcess("gzip -dc '\(folder("e.gz"))' 2>/dev/null")
    #expect(process.readLine() == expected)
  }

  @Test func `are the same whatever was packed before`() {
    let packer = OriginalElements()
    let element = Array("{\"text\":\"one\"}".utf8)[...]
    let first = packer.pack([element])
    _ = packer.pack([Array("{\"text\":\"another\"}".utf8)[...]])
    #expect(packer.pack([element]) == first)
    #expect(OriginalElements().pack([element]) == first)
  }
}
