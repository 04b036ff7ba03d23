import Extraction
import Testing

@Suite struct `Encodings from before Unicode` {
  /// Name, text, and the text's bytes in hexadecimal digits.
  static let samples: [(String, String, String)] = [
    (
      "windows-1252",
      "schön",
      "736368F66E"
    ),
    (
      "windows-1252",
      "Le café est fermé à Noël, l’hôtel aussi.",
      "4C6520636166E920657374206665726DE920E0204E6FEB6C2C206C9268F474656C2061757373692E"
    ),
    (
      "windows-1252",
      "El año pasado en España",
      "456C2061F16F2070617361646F20656E2045737061F161"
    ),
    (
      "windows-1250",
      "Všichni lidé rodí se svobodní, příliš žluťoučký kůň.",
      "569A6963686E69206C6964E920726F64ED2073652073766F626F646EED2C2070F8ED6C699A209E6C759D"
        + "6F75E86BFD206BF9F22E"
    ),
    (
      "ISO-8859-2",
      "Wszyscy ludzie rodzą się wolni i równi, także żółwie śpią.",
      "57737A79736379206C75647A696520726F647AB1207369EA20776F6C6E6920692072F3776E692C207461"
        + "6BBF6520BFF3B377696520B67069B12E"
    ),
    (
      "windows-1254",
      "Bütün insanlar hür ve eşit doğarlar, ışık İstanbul'da.",
      "42FC74FC6E20696E73616E6C61722068FC722076652065FE697420646FF061726C61722C20FDFEFD6B20"
        + "DD7374616E62756C2764612E"
    ),
    (
      "windows-1257",
      "Visi žmonės gimsta laisvi ir lygūs savo orumu, šuo, ačiū.",
      "5669736920FE6D6F6EEB732067696D737461206C6169737669206972206C7967FB73207361766F206F72"
        + "756D752C20F0756F2C2061E869FB2E"
    ),
    (
      "windows-1251",
      "Привет, мир!",
      "CFF0E8E2E5F22C20ECE8F021"
    ),
    (
      "KOI8-R",
      "Все люди рождаются свободными и равными.",
      "F7D3C520CCC0C4C920D2CFD6C4C1C0D4D3D120D3D7CFC2CFC4CED9CDC920C920D2C1D7CED9CDC92E"
    ),
    (
      "ISO-8859-5",
      "Все люди рождаются свободными и равными.",
      "B2E1D520DBEED4D820E0DED6D4D0EEE2E1EF20E1D2DED1DED4DDEBDCD820D820E0D0D2DDEBDCD82E"
    ),
    (
      "IBM866",
      "Все люди рождаются свободными и равными.",
      "82E1A520ABEEA4A820E0AEA6A4A0EEE2E1EF20E1A2AEA1AEA4ADEBACA820A820E0A0A2ADEBACA82E"
    ),
    (
      "windows-1253",
      "Άνθρωποι γεννιούνται ελεύθεροι.",
      "A2EDE8F1F9F0EFE920E3E5EDEDE9EFFDEDF4E1E920E5EBE5FDE8E5F1EFE92E"
    ),
    (
      "windows-1255",
      "כל בני אדם נולדו בני חורין ושווים.",
      "EBEC20E1F0E920E0E3ED20F0E5ECE3E520E1F0E920E7E5F8E9EF20E5F9E5E5E9ED2E"
    ),
    (
      "windows-1256",
      "يولد جميع الناس أحرارا متساوين.",
      "EDE6E1CF20CCE3EDDA20C7E1E4C7D320C3CDD1C7D1C720E3CAD3C7E6EDE42E"
    ),
    (
      "windows-874",
      "มนุษย์ทั้งหลายเกิดมามีอิสระ",
      "C1B9D8C9C2ECB7D1E9A7CBC5D2C2E0A1D4B4C1D2C1D5CDD4CAC3D0"
    ),
    (
      "Shift_JIS",
      "東京都の会議は明日です。",
      "938C8B9E937382CC89EF8B6382CD96BE93FA82C582B78142"
    ),
    (
      "EUC-JP",
      "すべての人間は自由である。",
      "A4B9A4D9A4C6A4CEBFCDB4D6A4CFBCABCDB3A4C7A4A2A4EBA1A3"
    ),
    (
      "ISO-2022-JP",
      "すべての人間は自由である。",
      "1B2442243924592446244E3F4D3456244F3C2B4D3324472422246B21231B2842"
    ),
    (
      "GB18030",
      "人人生而自由,在尊严和权利上一律平等。",
      "C8CBC8CBC9FAB6F8D7D4D3C92CD4DAD7F0D1CFBACDC8A8C0FBC9CFD2BBC2C9C6BDB5C8A1A3"
    ),
    (
      "Big5",
      "人人生而自由,在尊嚴和權利上一律平等。",
      "A448A448A5CDA6D3A6DBA5D12CA662B44CC459A94DC576A751A457A440ABDFA5ADB5A5A143"
    ),
    (
      "EUC-KR",
      "모든 인간은 자유로우며 존엄하다.",
      "B8F0B5E720C0CEB0A3C0BA20C0DAC0AFB7CEBFECB8E720C1B8BEF6C7CFB4D92E"
    ),
  ]

  @Test(arguments: samples)
  func `are found out from one short line`(name: String, text: String, digits: String) throws {
    let decoded = try DecodedText(decoding: bytes(digits))
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
    #expect(decoded.encoding.name == name)
  }

  @Test(arguments: samples)
  func `are found out among much English`(name: String, text: String, digits: String) throws {
    let english = Array(String(repeating: "Nothing but plain English words.\n", count: 200).utf8)
    let decoded = try DecodedText(decoding: english + bytes(digits) + [0x0A] + english)
    #expect(String(decoding: decoded.bytes, as: UTF8.self).contains(text))
  }

  @Test(arguments: samples)
  func `are taken as asked for`(name: String, text: String, digits: String) throws {
    let decoded = try DecodedText(decoding: bytes(digits), as: name)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
  }

  @Test func `are taken as declared where the bytes allow it`() throws {
    let letters: [UInt8] = [0xE0, 0xE1, 0xE2, 0x20, 0xE3, 0xE4]
    let russian = try DecodedText(decoding: letters, declared: "windows-1251")
    #expect(String(decoding: russian.bytes, as: UTF8.self) == "абв гд")
    let unicode = try DecodedText(decoding: Array("schön".utf8), declared: "iso-8859-1")
    #expect(unicode.encoding == .utf8)
  }

  @Test(arguments: ["", "no such encoding", "klingon-1", "../UTF-8"])
  func `have to be known when asked for`(name: String) {
    do throws(ExtractionError) {
      _ = try DecodedText(decoding: [0x61], as: name)
      Issue.record("it was decoded")
    } catch {
      #expect(error == .unknownEncoding(name))
    }
  }

  private func bytes(_ digits: String) -> [UInt8] {
    let values = digits.utf8.map { $0 < 0x40 ? $0 - 0x30 : $0 - 0x37 }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }
}
