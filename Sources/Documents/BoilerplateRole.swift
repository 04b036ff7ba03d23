/// The role of an element that stands around the main content of a page.
package enum BoilerplateRole: String, Sendable, CaseIterable, Hashable {
  case navigation
  /// The head of the page, which is that of the whole site.
  case header
  case footer
  /// What stands beside the content: a bar at the side, a pointer to something else.
  case aside
  /// Anything else that is no content: notices, advertisements, buttons to share.
  case boilerplate
}
