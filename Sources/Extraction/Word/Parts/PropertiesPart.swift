import Documents
import LibXML

/// The reader of the parts in which a document tells of itself.
final class PropertiesPart: OfficePart {
  private var values: [OfficeName: String] = [:]
  private var name: OfficeName?
  private var value: [UInt8] = []

  override func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    self.name = name == .other ? nil : name
    value = []
  }

  override func text(_ text: borrowing Span<UInt8>) {
    if name != nil, value.count < 1 << 16 { value.append(copying: text) }
  }

  override func close(_ name: OfficeName) {
    guard name == self.name else { return }
    let text = MarkedText(bytes: value).trimmed().bytes
    if !text.isEmpty, values[name] == nil { values[name] = String(decoding: text, as: UTF8.self) }
    self.name = nil
  }

  func tell(_ facts: inout DocumentFacts) {
    facts.title = facts.title ?? values[.coreTitle]
    if let authors = values[.coreCreator] {
      facts.authors = authors.split(separator: ";").map { author in
        String(author.drop { $0 == " " })
      }
    }
    facts.subject = facts.subject ?? values[.coreSubject]
    if let keywords = values[.coreKeywords] {
      facts.keywords = keywords.split { $0 == "," || $0 == ";" }.map { keyword in
        String(keyword.drop { $0 == " " })
      }
    }
    facts.created = facts.created ?? values[.coreCreated]
    facts.modified = facts.modified ?? values[.coreModified]
    facts.language = facts.language ?? values[.coreLanguage]
    facts.producer = facts.producer ?? values[.appName]
    facts.pageCount = facts.pageCount ?? values[.appPages].flatMap { Int($0) }
  }
}
