/// The text as it stands between tags of HTML or XML.
package func escapedForMarkup(_ text: some StringProtocol) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}
