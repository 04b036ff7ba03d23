import Documents
import LibXML

/// Reads the text of a part: the document itself, a header, the notes.
///
/// Nothing recurses: what contains something else stands on a stack, so that no nesting, however
/// deep, can exhaust the thread's own. It is a value, whose many fields are used without the checks that
/// those of an object need.
struct StoryReader {
  /// What the elements of the part are for.
  enum Purpose {
    case document, header, notes
  }

  let context: WordContext
  let purpose: Purpose
  let relationships: Relationships
  var ledger = CharacterLedger()
  var pages = PageCounter()
  var sections = SectionState()
  /// The notes that were read, where the part holds notes.
  var notes: [Int: Story] = [:]
  /// Whether the part has the root that it should have.
  var hasRoot = false
  /// Whether more came than the limits allow.
  var isExhausted = false

  // What is open, outermost first.
  var blocks: [Block] = []
  var frames: [Frame] = [Frame(.story)]
  var paragraphs: [Paragraph] = []
  var tables: [WordTable] = []
  var fields: [Field] = []
  var math: MathText?
  /// For each set of alternatives, whether one was taken.
  var alternatives: [Bool] = []
  /// For each content control, whether it holds a table of contents.
  var controls: [Bool] = []
  /// For each content control, whether it shows what is to be typed there instead of what was.
  var prompts: [Prompt] = []

  // Where reading is.
  var scopes: [Scope] = [.content]
  var run = Run()
  var textMode = TextMode.ignored
  var insertions = 0
  var deletions = 0
  /// How deep in something that is passed over, and why.
  var passedDepth = 0
  var passedReason: CharacterLedger.Drop?

  var drawing = Drawing()
  var noteCounts: [NoteReference.Kind: Int] = [:]
  var elementCount = 0
  var paragraphSerial = 0
  /// The state of a check box whose sign is still to come.
  var pendingCheck: Bool?
  var note: (id: Int, isText: Bool)?

  init(_ context: WordContext, _ purpose: Purpose, _ relationships: Relationships) {
    self.context = context
    self.purpose = purpose
    self.relationships = relationships
  }

  mutating func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    guard passedDepth == 0 else {
      passedDepth += 1
      if Self.isText(name) { textMode = .passed }
      return
    }
    switch scopes[scopes.count - 1] {
    case .content: openContent(name, attributes)
    default: openProperty(name, attributes)
    }
  }

  mutating func close(_ name: OfficeName) {
    guard passedDepth == 0 else {
      passedDepth -= 1
      textMode = .ignored
      return
    }
    switch scopes[scopes.count - 1] {
    case .content: closeContent(name)
    default: closeProperty(name)
    }
  }

  mutating func text(_ text: borrowing Span<UInt8>) {
    switch textMode {
    case .ignored: break
    case .passed:
      guard let passedReason else { break }
      let ink = InkCount.count(text)
      ledger.found += ink
      ledger.drop(passedReason, ink)
    case .instruction: addInstruction(text)
    case .text, .deleted:
      let ink = InkCount.count(text)
      ledger.found += ink
      let isDeleted = deletions > 0 || textMode == .deleted
      if needsCare(text) {
        let (bytes, kept) = careful(text, ink: ink)
        add(bytes.span, ink: kept, isDeleted: isDeleted)
      } else {
        add(text, ink: ink, isDeleted: isDeleted)
      }
    }
  }

  /// Passes over the element that has just begun, with all that is in it.
  mutating func pass(_ reason: CharacterLedger.Drop?) {
    passedDepth = 1
    passedReason = reason
  }

  private static func isText(_ name: OfficeName) -> Bool {
    switch name {
    case .t, .delText, .mathT, .instrText, .delInstrText: true
    default: false
    }
  }
}

extension StoryReader {
  /// What sort of properties are being read; content where none are.
  enum Scope {
    case content, paragraph, mark, run, table, row, cell, section, control, formField
  }

  enum TextMode {
    case ignored, text, deleted, instruction, passed
  }

  /// An element that holds blocks, or one that should but stands where it may not.
  enum Block {
    case paragraph, table, row, cell, box, misplaced
  }

  /// Something that blocks are collected in.
  struct Frame {
    enum Kind {
      case story, cell, box
    }

    var kind: Kind
    var elements: [Element] = []
    var cell = TableCell()
    /// A paragraph that the next one goes on with.
    var carried: Paragraph?
    /// How many paragraphs were open when it began.
    var outerParagraphs = 0
    /// What was being read when it began.
    var outerRun = Run()
    var outerFields: [Field] = []
    var outerMath: MathText?
    /// Whether the last element is code that the next line belongs to.
    var endsInCode = false
    /// Whether a formula has opened a paragraph, for want of one around it.
    var hasMathParagraph = false

    init(_ kind: Kind) { self.kind = kind }
  }

  /// What a content control says of a text that stands in it until something is typed.
  struct Prompt {
    var isShown = false
    /// Whether the control goes away with the first word, so that the text is the template's own.
    var isTemporary = false
  }

  /// The properties of the current run.
  struct Run {
    var bold: Bool?
    var italic: Bool?
    var hidden: Bool?
    var styleID: String?
    var font: String?
    /// In half points.
    var size: Int?
    /// Whether the run has opened a paragraph, for want of one around it.
    var isAlone = false
  }

  /// A field: its code, then its result.
  struct Field {
    var instruction: [UInt8] = []
    var showsResult = false
    var isContents = false
    var url: String?
    /// Where its result begins.
    var paragraph = 0
    var start = 0
    /// The state of a check box, or the choice of a list.
    var check: Bool?
    var entries: [String] = []
    var choice: Int?
    var isSimple = false
  }

  struct SectionState {
    /// The first element of the current section.
    var start = 0
    var startPage = 1
    var isFirst = true
    var properties = SectionProperties()
    /// Headers and footers that were given already.
    var given: Set<String> = []
  }

  /// The picture or shape that is being read.
  struct Drawing {
    var alternative = ""
    var depth = 0
  }
}
