import Testing

/// Every link of the documentation leads somewhere.
struct LinkTests {
  @Test("Links to files and headings lead somewhere", arguments: Project.pages)
  func leadSomewhere(_ path: String) throws {
    let page = try Page(path)
    for link in page.links where !link.hasPrefix("http") {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let target = parts[0].isEmpty ? path : Self.resolve(String(parts[0]), from: path)
      #expect(Project.exists(target), "'\(path)' links to '\(link)', which is not there")
      if parts.count == 2, target.hasSuffix(".md"), Project.exists(target) {
        let anchors = try Page(target).anchors
        #expect(anchors.contains(String(parts[1])), "'\(path)' links to '\(link)': no such heading")
      }
    }
  }

  @Test("The README leads to every page")
  func everyPageIsLinked() throws {
    let links = try Page("README.md").links.map { $0.prefix { $0 != "#" } }
    for page in Project.pages where page.hasPrefix("docs/") {
      #expect(links.contains { $0 == page }, "README.md does not link to '\(page)'")
    }
  }

  private static func resolve(_ link: String, from page: String) -> String {
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }
}
