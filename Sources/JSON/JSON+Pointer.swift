extension JSON {
  /// The JSON Pointer (RFC 6901) of the value or the member name at a place; nil where there is none.
  package func pointer(to place: JSONPlace) -> String? {
    if self.place == place { return "" }
    switch value {
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        if let rest = element.pointer(to: place) { return "/\(index)\(rest)" }
      }
    case .object(let members):
      for member in members {
        let step = "/" + member.name.replacing("~", with: "~0").replacing("/", with: "~1")
        if member.namePlace == place { return step }
        if let rest = member.value.pointer(to: place) { return step + rest }
      }
    default: break
    }
    return nil
  }
}
