/// What only some elements have.
///
/// It lies apart from the element, so that the many plain ones are small and quick to copy.
struct ElementDetails: Sendable, Hashable {
  var pageName: String?
  var places: [Place] = []
  var role: String?
  var label: String?
  var headerFooterType: String?
  var strategy: String?
  var languages: [String] = []
  var image: Element.Image?
  var attachment: Element.Attachment?
  var sourceRange: Range<Int>?
  var textAsHTML: String?
  var links: [Element.Link] = []
  var emphasis: [Element.Emphasis] = []
  var codeLanguage: String?
  var checked: Bool?
}
