/// The names that elements as JSON have for what is read of them.
enum ElementField: String, CaseIterable {
  case type
  case elementID = "element_id"
  case text
  case checked
  case metadata

  case filename
  case fileDirectory = "file_directory"
  case filetype
  case attachedTo = "attached_to_filename"
  case attachmentPath = "attachment_path"
  case categoryDepth = "category_depth"
  case pageNumber = "page_number"
  case pageName = "page_name"
  case role
  case label
  case headerFooterType = "header_footer_type"
  case strategy
  case languages
  case coordinates
  case spans
  case textAsHTML = "text_as_html"
  case codeLanguage = "code_language"
  case sourceRange = "source_range"
  case linkURLs = "link_urls"
  case linkTexts = "link_texts"
  case linkStarts = "link_start_indexes"
  case emphasized = "emphasized_text_contents"
  case tags = "emphasized_text_tags"
  case imageType = "image_mime_type"
  case imageDigest = "image_sha256"
  case imageWidth = "image_width"
  case imageHeight = "image_height"
  case from = "sent_from"
  case to = "sent_to"
  case cc = "cc_recipient"
  case bcc = "bcc_recipient"
  case subject
  case messageID = "email_message_id"
  case sentAt = "sent_at"

  case dataSource = "data_source"
  case lastModified = "last_modified"
  case signature
  case tableCells = "table_as_cells"
  case tableMethod = "table_extraction_method"
  case url
  case enrichmentOrigins = "enrichment_origins"

  /// Finds a name among the few that have its length and first letter.
  init?(_ name: [UInt8]) {
    guard name.count < 32, let first = name.first else { return nil }
    for field in Self.table[(name.count << 5 | Int(first & 31)) & 1023]
    where field.name == name {
      self = field.field
      return
    }
    return nil
  }

  private static let table: [[(name: [UInt8], field: ElementField)]] = {
    var table: [[(name: [UInt8], field: ElementField)]] = Array(repeating: [], count: 1024)
    for field in allCases {
      let name = Array(field.rawValue.utf8)
      table[(name.count << 5 | Int(name[0] & 31)) & 1023].append((name, field))
    }
    return table
  }()
}

/// Fields that a chunk has from the first of its elements that has them, whatever their value.
struct PassingFields: OptionSet {
  var rawValue: UInt32

  /// Those that are put together from all elements.
  static let lists = PassingFields(understoodLists + [.enrichmentOrigins])
  /// Those that are also made of what elements hold.
  static let understood = PassingFields(understoodLists + [.pageNumber])

  private static let understoodLists: [ElementField] = [
    .linkURLs, .linkTexts, .emphasized, .tags,
  ]

  init(rawValue: UInt32) { self.rawValue = rawValue }

  private init(_ fields: [ElementField]) {
    self = fields.reduce(into: []) { $0.formUnion($1.passing ?? []) }
  }

  fileprivate static let all: [ElementField] = [
    .attachedTo, .bcc, .cc, .dataSource, .messageID, .fileDirectory, .filename, .filetype,
    .lastModified, .pageName, .pageNumber, .from, .to, .signature, .subject, .tableCells,
    .tableMethod, .url, .linkURLs, .linkTexts, .emphasized, .tags, .enrichmentOrigins,
  ]
}

extension ElementField {
  /// The bit of a field that passes through; nil for all others.
  var passing: PassingFields? { Self.bits[self] }

  private static let bits: [ElementField: PassingFields] = {
    var bits: [ElementField: PassingFields] = [:]
    for (bit, field) in PassingFields.all.enumerated() {
      bits[field] = PassingFields(rawValue: 1 << UInt32(bit))
    }
    return bits
  }()
}
