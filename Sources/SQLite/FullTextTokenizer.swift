import CSQLite

/// One of the tokenizers of SQLite's full-text module, to be used outside a table.
///
/// It cuts text exactly as a table declared with the same words does. It keeps working memory, so
/// each task needs its own.
package final class FullTextTokenizer {
  /// The words of the declaration, such as "porter unicode61".
  package let declaration: String
  /// Keeps the module that the tokenizer came from.
  private let connection: Connection
  private var functions = fts5_tokenizer()
  private var handle: OpaquePointer?
  private let tokens: UnsafeMutablePointer<TokenBuffer>

  /// Looks the tokenizer up by its declaration: its name, then its arguments, parted by spaces.
  package convenience init(_ declaration: String) throws(SQLiteError) {
    try self.init(declaration, connection: try Connection.inMemory())
  }

  private init(_ declaration: String, connection: Connection) throws(SQLiteError) {
    self.declaration = declaration
    self.connection = connection
    tokens = .allocate(capacity: 1)
    tokens.initialize(to: TokenBuffer())
    let words = TokenizerDeclaration(declaration)?.words ?? []
    func failure(_ code: Int32, _ message: String) -> SQLiteError {
      SQLiteError(
        action: .prepare,
        code: code,
        message: "\(message) '\(declaration)'",
        path: connection.path
      )
    }
    guard let name = words.first, !declaration.utf8.contains(0) else {
      throw failure(SQLITE_ERROR, "no such tokenizer:")
    }

    var interface: UnsafeMutablePointer<fts5_api>?
    let query = try connection.prepare("SELECT fts5(?1)")
    let found = try withUnsafeMutablePointer(to: &interface) { place throws(SQLiteError) in
      csqlite_bind_fts5_api(query.handle, place)
      return try query.step()
    }
    var context: UnsafeMutableRawPointer?
    guard found, let interface, let find = interface.pointee.xFindTokenizer,
      find(interface, name, &context, &functions) == SQLITE_OK, let create = functions.xCreate
    else { throw failure(SQLITE_ERROR, "no such tokenizer:") }

    // The arguments need only live during the call.
    let arguments = words.dropFirst().map { Array($0.utf8CString) }
    let all = arguments.flatMap { $0 }
    let code = all.withUnsafeBufferPointer { characters in
      var pointers: [UnsafePointer<CChar>?] = []
      var start = 0
      for argument in arguments {
        pointers.append(characters.baseAddress.map { $0 + start })
        start += argument.count
      }
      return create(context, &pointers, Int32(pointers.count), &handle)
    }
    guard code == SQLITE_OK else { throw failure(code, "cannot set up the tokenizer") }
  }

  deinit {
    functions.xDelete?(handle)
    tokens.deinitialize(count: 1)
    tokens.deallocate()
  }

  /// Hands over the tokens of a text one by one, in order.
  ///
  /// - Parameters:
  ///   - text: The text to cut.
  ///   - purpose: Whether the text is stored or asked for; some tokenizers treat them differently.
  ///   - receive: Takes the token's bytes, and whether it stands at the place of the one before.
  /// - Throws: An `SQLiteError` when the tokenizer fails; no token is handed over then.
  package func tokenize(
    _ text: String,
    for purpose: Purpose = .document,
    _ receive: (_ token: Span<UInt8>, _ colocated: Bool) -> Void
  ) throws(SQLiteError) {
    tokens.pointee.removeAll()
    var text = text
    let code = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        functions.xTokenize?(
          handle,
          tokens,
          purpose.rawValue,
          characters.baseAddress,
          Int32(clamping: characters.count)
        ) { context, flags, start, count, _, _ in
          guard let tokens = context?.assumingMemoryBound(to: TokenBuffer.self), let start else {
            return SQLITE_ERROR
          }
          start.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { start in
            tokens.pointee.append(
              start,
              Int(count),
              colocated: flags & FTS5_TOKEN_COLOCATED != 0
            )
          }
          return SQLITE_OK
        } ?? SQLITE_MISUSE
      }
    }
    guard code == SQLITE_OK else {
      throw SQLiteError(
        action: .read,
        code: code,
        message: "tokenizer '\(declaration)' failed",
        path: connection.path
      )
    }
    tokens.pointee.forEach(receive)
  }

  /// What the tokens are wanted for.
  package enum Purpose: Int32, Sendable {
    case document = 4
    case query = 1
  }
}
