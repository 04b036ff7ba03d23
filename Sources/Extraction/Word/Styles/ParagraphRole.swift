/// What paragraphs of a style are, as far as the style's name tells.
enum ParagraphRole: Hashable {
  case body
  case heading(Int)
  case title, subtitle
  case contentsHeading, contentsEntry
  case listItem(Int)
  case caption
  case code

  /// Tells by a style's name in small letters; nil where it says nothing.
  init?(styleName name: String) {
    let words = name.split { $0 == " " || $0 == "_" || $0 == "-" }.joined(separator: " ")
    let (stem, number) = Self.splitNumber(words)
    switch stem {
    case "title": self = .title
    case "subtitle": self = .subtitle
    case "toc heading", "contents heading", "table of contents heading": self = .contentsHeading
    case "toc", "contents", "table of figures", "table of authorities":
      self = .contentsEntry
    case "list bullet", "list number", "list": self = .listItem((number ?? 1) - 1)
    case "caption": self = .caption
    case "html preformatted", "preformatted text", "source code", "sourcecode", "code",
      "code block", "codeblock", "verbatim", "macro", "macro text", "program listing", "listing",
      "source", "preformatted":
      self = .code
    default:
      guard let number, (1...9).contains(number), Self.headingWords.contains(stem) else {
        return nil
      }
      self = .heading(number - 1)
    }
  }

  /// What the style of a heading is called before its number, by programs that translate it.
  private static let headingWords: Set<String> = [
    "heading", "überschrift", "titre", "título", "titulo", "titolo", "kop", "overskrift",
    "rubrik", "otsikko", "nagłówek", "nadpis", "címsor", "заголовок", "başlık", "標題", "标题",
    "見出し", "제목", "titlu", "naslov", "επικεφαλίδα", "pealkiri", "virsraksts", "antraštė",
    "judul", "tiêu đề", "encabezado", "ttulo", "berschrift",
  ]

  /// Parts the number at the end, which may follow without a space, from what is before.
  private static func splitNumber(_ name: String) -> (stem: String, number: Int?) {
    let digits = name.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
    guard digits > 0, digits < 3 else { return (name, nil) }
    let stem = name.dropLast(digits)
    return (String(stem.hasSuffix(" ") ? stem.dropLast() : stem), Int(name.suffix(digits)))
  }
}
