/// A set of parameters that several commands hold as one property.
///
/// Its heading names the section of the help in which its options stand.
package protocol ParameterGroup: Sendable {
  static var heading: String { get }
  static var parameters: [Parameter<Self>] { get }

  init()
}

extension ParameterGroup {
  /// The slots of all parameters, under the group's heading.
  static var slots: [Slot<Self>] { parameters.flatMap(\.slots).map { $0.under(heading) } }
}

/// The group of a program whose commands share nothing.
package struct NoParameters: ParameterGroup {
  package static let heading = ""
  package static let parameters: [Parameter<Self>] = []

  package init() {}
}
