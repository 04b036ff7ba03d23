/// One thing that is wrong with the text of a JSON file.
package struct JSONProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package var place: JSONPlace
  package var message: String

  package var description: String {
    "\(place.file):\(place.line):\(place.column): error: \(message)"
  }
}
