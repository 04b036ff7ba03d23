/// What the text that is being gathered will be.
struct HTMLBlock {
  enum Kind {
    case paragraph, title, item, caption, address
  }

  var kind: Kind
  var depth: Int?
  var role: String?
  /// For an item of a list that is written as paragraphs: whether its sign stands in its text.
  var hasTypedSign = false
  /// The state of the box that stands in it.
  var checked: Bool?
  /// For an item: the number that its list gives it, until an element has it.
  var label: String?
  /// For an item: whether its own text has ended, so that more stands for itself.
  var isClosed = false
  /// For an item: whether its element was made.
  var hasElement = false

  init(_ kind: Kind, depth: Int? = nil, role: String? = nil) {
    self.kind = kind
    self.depth = depth
    self.role = role
  }
}

/// An element whose end is still to come.
struct HTMLOpenElement {
  var end: Int
  var does: Closing

  init(end: Int, _ does: Closing) {
    self.end = end
    self.does = does
  }

  /// What its end brings with it.
  struct Closing: OptionSet {
    var rawValue: UInt32

    static let boundary = Closing(rawValue: 1)
    static let flush = Closing(rawValue: 1 << 1)
    static let block = Closing(rawValue: 1 << 2)
    static let list = Closing(rawValue: 1 << 3)
    static let mark = Closing(rawValue: 1 << 4)
    static let language = Closing(rawValue: 1 << 5)
    static let role = Closing(rawValue: 1 << 6)
    static let region = Closing(rawValue: 1 << 7)
    static let ruby = Closing(rawValue: 1 << 8)
    static let reading = Closing(rawValue: 1 << 9)
    static let table = Closing(rawValue: 1 << 10)
    static let row = Closing(rawValue: 1 << 11)
    static let cell = Closing(rawValue: 1 << 12)
    static let caption = Closing(rawValue: 1 << 13)
    static let surroundings = Closing(rawValue: 1 << 14)
    static let gap = Closing(rawValue: 1 << 15)
  }
}
