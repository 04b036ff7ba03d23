/// The blocks that a tagged file says it has, in order, and where their text is to be found.
struct StructurePlan {
  enum Kind: Hashable {
    case heading(Int)
    case paragraph, caption, note, code, formula, figure, contentsItem
    case item(depth: Int)
    /// A cell of the table with this number.
    case cell(table: Int)
  }

  struct Block {
    var kind: Kind
    var alternative: String?
    /// The page that it begins on; 0 where the tree does not say.
    var page: Int32 = 0
    /// Marks that are its label.
    var hasLabel = false
  }

  struct Cell {
    var block: Int
    var row: Int
    var rowSpan: Int
    var columnSpan: Int
    var isHeader: Bool
  }

  /// A mark on a page.
  struct Mark: Hashable {
    var page: Int32
    var number: Int32
  }

  private(set) var blocks: [Block] = []
  private(set) var tables: [[Cell]] = []
  /// The block that the text of a mark belongs to.
  private(set) var blockOf: [Mark: Int32] = [:]
  /// The marks that hold the labels of list items.
  private(set) var labels: Set<Mark> = []
  private(set) var artifacts: Set<Mark> = []
  private(set) var hasHeadings = false
  private(set) var hasLists = false

  /// What is open above a node.
  private struct Context {
    var block = -1
    var sections = 0
    var lists = 0
    var table = -1
    var row = -1
    var isLabel = false
    var isArtifact = false
  }

  init(_ nodes: [StructureNode]) {
    var contexts: [Context] = []
    contexts.reserveCapacity(nodes.count)
    var rows: [Int] = []
    for (index, node) in nodes.enumerated() {
      var context = node.parent >= 0 ? contexts[Int(node.parent)] : Context()
      switch node.role {
      case .content:
        take(node, &context, nodes, &contexts)
      case .group, .inline, .itemBody: break
      case .section: context.sections += 1
      case .heading(let depth):
        begin(.heading(depth), node, &context)
      case .sectionHeading:
        begin(.heading(max(0, context.sections - 1)), node, &context)
      case .paragraph, .quotation:
        // Paragraphs inside of an item or a cell are its text.
        if !isInside(context) { begin(.paragraph, node, &context) }
      case .caption: begin(.caption, node, &context)
      case .note: begin(.note, node, &context)
      case .code: if !isInside(context) { begin(.code, node, &context) }
      case .formula: if !isInside(context) { begin(.formula, node, &context) }
      case .figure: begin(.figure, node, &context)
      case .contents: break
      case .contentsItem: begin(.contentsItem, node, &context)
      case .list: context.lists += 1
      case .item:
        hasLists = true
        begin(.item(depth: max(0, context.lists - 1)), node, &context)
      case .label: context.isLabel = true
      case .table:
        tables.append([])
        rows.append(-1)
        context.table = tables.count - 1
        context.block = -1
      case .tablePart: break
      case .row:
        if context.table >= 0 {
          rows[context.table] += 1
          context.row = rows[context.table]
        }
      case .headerCell, .cell:
        guard context.table >= 0 else { break }
        let table = context.table
        begin(.cell(table: table), node, &context)
        tables[table].append(
          Cell(
            block: context.block,
            row: max(0, context.row),
            rowSpan: Int(min(max(1, node.rowSpan), 1000)),
            columnSpan: Int(min(max(1, node.columnSpan), 1000)),
            isHeader: node.role == .headerCell
          )
        )
      case .artifact: context.isArtifact = true
      }
      if index == contexts.count { contexts.append(context) }
    }
  }

  private func isInside(_ context: Context) -> Bool {
    guard context.block >= 0 else { return false }
    return switch blocks[context.block].kind {
    case .item, .cell, .note, .caption, .contentsItem, .figure: true
    case .heading, .paragraph, .code, .formula: true
    }
  }

  private mutating func begin(_ kind: Kind, _ node: StructureNode, _ context: inout Context) {
    // A heading in a cell is text of the cell; only whole blocks may stand in one.
    if context.block >= 0, case .cell = blocks[context.block].kind {
      switch kind {
      case .cell: break
      default: return
      }
    }
    if case .heading = kind { hasHeadings = true }
    blocks.append(Block(kind: kind, alternative: node.alternative, page: node.page))
    context.block = blocks.count - 1
    context.isLabel = false
  }

  private mutating func take(
    _ node: StructureNode,
    _ context: inout Context,
    _ nodes: [StructureNode],
    _ contexts: inout [Context]
  ) {
    let mark = Mark(page: node.page, number: node.mark)
    if context.isArtifact {
      artifacts.insert(mark)
      return
    }
    if context.block < 0 {
      // Text right below a group is a paragraph; its neighbours in the same group go with it.
      blocks.append(Block(kind: .paragraph))
      context.block = blocks.count - 1
      if node.parent >= 0 { contexts[Int(node.parent)].block = context.block }
    }
    if blocks[context.block].page == 0 { blocks[context.block].page = mark.page }
    if blockOf[mark] == nil { blockOf[mark] = Int32(context.block) }
    if context.isLabel {
      labels.insert(mark)
      blocks[context.block].hasLabel = true
    }
  }
}
