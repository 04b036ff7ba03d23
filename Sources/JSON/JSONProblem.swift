/// One thing that is wrong with the text of a JSON file.
package struct JSONProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package var place: JSONPlace
  package var message: String

  package init(place: JSONPlace, message: String) {
    self.place = place
    self.message = message
  }

  package var description: String {
    "\(place.file):\(place.line):\(place.column): error: \(message)"
  }
}
