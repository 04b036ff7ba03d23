import Documents
import LibXML

/// A page's tree with how much text lies in each part of it.
struct HTMLPage {
  let tree: HTMLTree
  /// The characters of text before each node, white space aside.
  private var sums: [Int32] = []
  /// Those of them within links.
  private var linkSums: [Int32] = []
  /// The links before each node.
  private var linkCounts: [Int32] = []
  /// Where the page says that its main content is.
  private(set) var main: Range<Int>?
  /// What the page is there for, where that can be told from what stands around it.
  private(set) var mainContent: HTMLMainContent?
  /// The parts that are content by their elements: articles, sections and the main part.
  private(set) var contentRanges: [Range<Int>] = []
  /// The characters of the whole page that are text to read.
  private(set) var characters = 0

  init(_ tree: HTMLTree) {
    self.tree = tree
    let count = tree.nodes.count
    sums.reserveCapacity(count + 1)
    linkSums.reserveCapacity(count + 1)
    linkCounts.reserveCapacity(count + 1)
    var sum: Int32 = 0
    var linkSum: Int32 = 0
    var links: Int32 = 0
    var linkEnd = 0
    var headEnd = 0
    let bytes = tree.bytes.span
    for index in 0..<count {
      sums.append(sum)
      linkSums.append(linkSum)
      linkCounts.append(links)
      let node = tree.nodes[index]
      switch node.tag {
      case .text where index >= headEnd:
        let characters = Int32(
          CharacterLedger.count(utf8: bytes.extracting(Int(node.first)..<Int(node.last)))
        )
        sum += characters
        if index < linkEnd { linkSum += characters }
      case .head: headEnd = max(headEnd, Int(node.end))
      case .a:
        linkEnd = max(linkEnd, Int(node.end))
        links += 1
      default: continue
      }
    }
    sums.append(sum)
    linkSums.append(linkSum)
    linkCounts.append(links)
    characters = Int(sum)
    main = findMain()
    contentRanges = findContent()
    mainContent = HTMLMainContent(self)
  }

  /// The outermost of those elements in whose heads and feet there is content.
  private func findContent() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for index in tree.nodes.indices where index >= ranges.last?.upperBound ?? 0 {
      switch tree.nodes[index].tag {
      case .main, .article, .section, .blockquote, .details, .dialog, .td, .figure:
        ranges.append(index..<Int(tree.nodes[index].end))
      default: continue
      }
    }
    return ranges
  }

  /// The characters within a node.
  func characters(in index: Int) -> Int {
    Int(sums[Int(tree.nodes[index].end)] - sums[index])
  }

  /// The characters within a range of nodes that are not links' text.
  func prose(in range: Range<Int>) -> Int {
    Int(sums[range.upperBound] - sums[range.lowerBound])
      - Int(linkSums[range.upperBound] - linkSums[range.lowerBound])
  }

  func prose(in index: Int) -> Int { prose(in: index..<Int(tree.nodes[index].end)) }

  func links(in index: Int) -> Int {
    Int(linkCounts[Int(tree.nodes[index].end)] - linkCounts[index])
  }

  /// The share of the text within a node that is links' text.
  func linkDensity(of index: Int) -> Double {
    let all = characters(in: index)
    guard all > 0 else { return 0 }
    return Double(linkSums[Int(tree.nodes[index].end)] - linkSums[index]) / Double(all)
  }

  /// The element that the page marks as its main content, if much of the text is in it.
  private func findMain() -> Range<Int>? {
    var best: Range<Int>?
    var most = 0
    for index in tree.nodes.indices {
      let tag = tree.nodes[index].tag
      guard tag == .main || (tag.isBlock && tree.attribute(.role, of: index) == "main") else {
        continue
      }
      let characters = characters(in: index)
      if characters > most {
        best = index..<Int(tree.nodes[index].end)
        most = characters
      }
    }
    return most * 5 >= characters ? best : nil
  }
}
