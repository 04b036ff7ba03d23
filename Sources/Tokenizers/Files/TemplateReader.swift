import JSON

/// Reads the part of a file that says which tokens are put around those of a text.
enum TemplateReader {
  static func read(_ json: JSON) throws(TokenizerError) -> Template {
    var template = Template()
    var hasParts = false
    try read(json, into: &template, &hasParts)
    return template
  }

  private static func read(
    _ json: JSON,
    into template: inout Template,
    _ hasParts: inout Bool
  ) throws(TokenizerError) {
    if json.isNull { return }
    let type = try json.text("type")
    switch type {
    case "Sequence":
      for part in try json.required("processors").list() {
        try read(part, into: &template, &hasParts)
      }
      return
    case "ByteLevel":
      guard !hasParts else { throw .unsupported(json.place, "'ByteLevel' behind other processors") }
      if try json.flag("trim_offsets") {
        template.trims.append(try json.flag("add_prefix_space"))
      }
      return
    default: break
    }
    guard !hasParts else {
      throw .unsupported(json.place, "more than one processor that adds tokens")
    }
    hasParts = true
    switch type {
    case "TemplateProcessing": template.parts = try parts(json)
    case "BertProcessing": template.parts = try pair(json)
    case "RobertaProcessing":
      if try json.flag("trim_offsets") {
        template.trims.append(try json.flag("add_prefix_space"))
      }
      template.parts = try pair(json)
    default: throw .unsupported(json.place, "the post-processor '\(type)'")
    }
  }

  private static func pair(_ json: JSON) throws(TokenizerError) -> [Template.Part] {
    func id(_ name: String) throws(TokenizerError) -> UInt32 {
      let pair = try json.required(name).list()
      guard pair.count == 2 else { throw json.wrong("a token and its id as '\(name)'") }
      return try pair[1].id()
    }
    return [
      .token(try id("cls"), typeID: 0), .text(typeID: 0), .token(try id("sep"), typeID: 0),
    ]
  }

  private static func parts(_ json: JSON) throws(TokenizerError) -> [Template.Part] {
    let tokens = try json.required("special_tokens")
    var parts: [Template.Part] = []
    for part in try json.required("single").list() {
      if let sequence = part.present("Sequence") {
        guard try sequence.text("id") == "A" else {
          throw .damaged(sequence.place, "the template for one text uses a second one")
        }
        parts.append(.text(typeID: try sequence.required("type_id").id()))
      } else {
        let token = try part.required("SpecialToken")
        let typeID = try token.required("type_id").id()
        let name = try token.text("id")
        guard let known = tokens.present(name) else {
          throw .damaged(token.place, "'special_tokens' does not have '\(name)'")
        }
        for id in try known.required("ids").list() {
          parts.append(.token(try id.id(), typeID: typeID))
        }
      }
    }
    return parts
  }
}
