/// How near two vectors are.
package enum Distance: String, CaseIterable, Sendable {
  case cosine = "Cosine"
  case dot = "Dot"
  case euclid = "Euclid"
  case manhattan = "Manhattan"
}
