import Documents
import LibXML

extension StoryReader {
  mutating func openDrawing() {
    drawing.depth += 1
    if drawing.depth == 1 { drawing.alternative = "" }
  }

  mutating func closeDrawing() {
    drawing.depth = max(0, drawing.depth - 1)
  }

  mutating func openPicture(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    switch name {
    case .docPr:
      drawing.alternative = attributes.string(.descr) ?? attributes.string(.title) ?? ""
    case .shape: drawing.alternative = attributes.string(.alt) ?? ""
    case .blip: addPicture(attributes.string(.relEmbed) ?? attributes.string(.relLink))
    case .imageData:
      if drawing.alternative.isEmpty {
        drawing.alternative = attributes.string(.imageTitle) ?? ""
      }
      addPicture(attributes.string(.relId))
    case .diagram: addDiagram(attributes.string(.relDiagram))
    case .chart: addDiagram(attributes.string(.relId))
    default: break
    }
  }

  private mutating func addPicture(_ id: String?) {
    guard isShown, let id, let relationship = relationships[id] else { return }
    var element = Element(.image, drawing.alternative)
    element.image = context.images[relationship.target]
    if relationship.isExternal {
      element.links = [
        Element.Link(text: drawing.alternative, url: relationship.target, start: 0)
      ]
    } else if element.image == nil {
      return
    }
    insert([element])
  }

  /// Adds the words of a diagram or chart, which stand in a part of their own.
  private mutating func addDiagram(_ id: String?) {
    guard isShown, let id, let story = context.diagrams[id] else { return }
    context.diagrams[id] = nil
    ledger.add(story.ledger)
    insert(story.elements)
  }
}
