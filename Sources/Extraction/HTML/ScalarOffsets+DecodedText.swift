import Documents

extension ScalarOffsets {
  init(_ text: DecodedText) { self.init(text.bytes, isASCII: text.isASCII) }
}
