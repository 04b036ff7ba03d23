import Extraction
import Testing

@Suite struct `Format of a document` {
  @Test(arguments: [
    ("", "a.md", DocumentFormat.markdown), ("", "A.MARKDOWN", .markdown),
    ("x", "a.mdown", .markdown),
    ("# x", "a.txt", .text), ("x", "a", .text), ("x", "a.log", .text), ("x", ".md.txt", .text),
    ("<!doctype html>", "a.md", .markdown), ("<html>", "a.txt", .text),
    ("x", "a.HTM", .html), ("x", "a.csv", .delimited), ("x", "a.tsv", .delimited),
    ("x", "a.eml", .mail),
  ])
  func `is told by the name of a text`(content: String, name: String, format: DocumentFormat) throws
  {
    #expect(try DocumentFormat.detect(head: Array(content.utf8).span, fileName: name) == format)
  }

  @Test(arguments: [
    ([0x50, 0x4B, 0x03, 0x04] + Array("....xl/workbook.xml".utf8), "a", "XLSX"),
    ([0x50, 0x4B, 0x03, 0x04] + Array("other".utf8), "a", "ZIP"),
    ([0x1F, 0x8B, 0x08], "a.txt", "gzip"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "a.txt", "PNG"),
    ([0x7F, 0x45, 0x4C, 0x46], "a.txt", "ELF"),
    (Array("SQLite format 3\u{0}".utf8), "a", "SQLite"),
    (Array(repeating: 0x20, count: 257) + Array("ustar".utf8), "a", "tar"),
  ])
  func `is refused by its content first`(head: [UInt8], name: String, format: String) {
    do throws(ExtractionError) {
      _ = try DocumentFormat.detect(head: head.span, fileName: name)
      Issue.record("it was taken")
    } catch {
      #expect(error == .unsupported(format: format))
      #expect(error.description == "is a file of the format \(format), which is not read")
    }
  }

  @Test(arguments: [
    ("\n <!DOCTYPE HTML>", DocumentFormat.html), ("<HTML lang=de>", .html),
    ("a,b,c\n1,2,3\n4,5,6\n7,8,9\n", .delimited), ("a\tb\n1\t2\n3\t4\n5\t6\n", .delimited),
    ("a, b\nc, d\ne, f\ng, h\n", .text), ("Well, then, no.\nYes.\nOh, I see.\nNo.\n", .text),
    ("From: a@b.c\nTo: d@e.f\nDate: today\nSubject: x\n\ny", .mail),
    ("Title: x\nAuthor: y\nDate: z\n\ntext", .text),
  ])
  func `is told by the content where the name says nothing`(head: String, format: DocumentFormat)
    throws
  {
    #expect(try DocumentFormat.detect(head: Array(head.utf8).span, fileName: "file") == format)
  }

  @Test(arguments: [
    ("PK\u{3}\u{4}....word/document.xml", "a"), ("PK\u{3}\u{4}....[Content_Types].xml", "a.txt"),
    ("PK\u{3}\u{4}other", "a.DOCX"), ("text", "a.docm"), ("", "a.docx"),
    ("<?xml version='1.0'?><p xmlns='http://schemas.microsoft.com/office/2006/xmlPackage'/>", "a"),
  ])
  func `is Word's by content, or by a name that content does not refute`(
    head: String,
    name: String
  ) throws {
    #expect(try DocumentFormat.detect(head: Array(head.utf8).span, fileName: name) == .word)
  }

  @Test(arguments: [
    (Array("%PDF-1.7".utf8), "a.txt"),
    ([0xEF, 0xBB, 0xBF, 0x0A] + Array("%PDF-1.7".utf8), "a.md"),
    (Array("<html>".utf8), "a.pdf"), ([], "a.PDF"),
  ])
  func `is PDF by content, or by a name that content does not refute`(
    head: [UInt8],
    name: String
  ) throws {
    #expect(try DocumentFormat.detect(head: head.span, fileName: name) == .pdf)
  }

  @Test func `is Word's where old Office wrote it, for its reader to tell`() throws {
    let head: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    #expect(try DocumentFormat.detect(head: head.span, fileName: "a.doc") == .word)
  }

  @Test(arguments: ["", "\u{1F}", "PK", "%PD", "us"])
  func `is text when the head is too short to tell`(head: String) throws {
    #expect(try DocumentFormat.detect(head: Array(head.utf8).span, fileName: "a") == .text)
  }
}
