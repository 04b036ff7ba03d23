package import Documents
import JSON
package import Pipeline

/// Reads elements from the JSON that we or Unstructured write.
package enum ElementReader {
  /// Reads JSON Lines or one array; elements that follow each other and name one file are one document.
  package static func read(_ bytes: [UInt8], file: String) throws(StageFailure)
    -> [(path: String, elements: [Element])]
  {
    var documents: [(path: String, elements: [Element])] = []
    for (json, place) in try values(bytes, file: file) {
      let element = try element(json, place)
      let metadata = json["metadata"]
      let name = metadata?["filename"]?.string ?? ""
      let path = metadata?["file_directory"]?.string.map { "\($0)/\(name)" } ?? name
      if let last = documents.last, Array(last.path.utf8) == Array(path.utf8) {
        documents[documents.count - 1].elements.append(element)
      } else {
        documents.append((path, [element]))
      }
    }
    return documents
  }

  private static func values(_ bytes: [UInt8], file: String) throws(StageFailure) -> [(
    JSON, String
  )] {
    let first = bytes.first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
    do throws(JSONProblem) {
      if first == UInt8(ascii: "[") {
        let list = try JSONParser.value(bytes, file: file).elements ?? []
        return list.map { ($0, "\(file):\($0.place.line):\($0.place.column)") }
      }
      var values: [(JSON, String)] = []
      for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        .enumerated()
      where line.contains(where: { $0 > 0x20 }) {
        do throws(JSONProblem) {
          values.append((try JSONParser.value(Array(line), file: file), "\(file):\(index + 1)"))
        } catch {
          var problem = error
          problem.place.line = index + 1
          throw problem
        }
      }
      return values
    } catch {
      throw StageFailure(
        "json",
        "\(error.place.file):\(error.place.line):\(error.place.column): \(error.message)"
      )
    }
  }

  private static func element(_ json: JSON, _ place: String) throws(StageFailure) -> Element {
    guard json.members != nil else {
      throw StageFailure("json", "\(place): an element is an object, not \(json.kindName)")
    }
    guard let type = json["type"]?.string else {
      throw StageFailure("json", "\(place): the element has no 'type'")
    }
    // A type that only a later version of their library knows is still text.
    var element = Element(
      ElementKind(rawValue: type) ?? .uncategorizedText,
      json["text"]?.string ?? ""
    )
    if case .bool(let checked)? = json["checked"]?.value { element.checked = checked }
    let metadata = json["metadata"]
    element.categoryDepth = metadata?["category_depth"]?.integer
    element.pageNumber = metadata?["page_number"]?.integer
    element.textAsHTML = metadata?["text_as_html"]?.string
    element.codeLanguage = metadata?["code_language"]?.string
    if let range = metadata?["source_range"]?.elements, range.count == 2,
      let start = range[0].integer, let end = range[1].integer, start >= 0, end >= start
    {
      element.sourceRange = start..<end
    }
    let texts = metadata?["link_texts"]?.elements ?? []
    let urls = metadata?["link_urls"]?.elements ?? []
    let starts = metadata?["link_start_indexes"]?.elements ?? []
    for (index, url) in urls.enumerated() {
      element.links.append(
        Element.Link(
          text: index < texts.count ? texts[index].string ?? "" : "",
          url: url.string ?? "",
          start: index < starts.count ? starts[index].integer ?? 0 : 0
        )
      )
    }
    let contents = metadata?["emphasized_text_contents"]?.elements ?? []
    let tags = metadata?["emphasized_text_tags"]?.elements ?? []
    for (content, tag) in zip(contents, tags) {
      element.emphasis.append(Element.Emphasis(text: content.string ?? "", tag: tag.string ?? ""))
    }
    return element
  }
}
