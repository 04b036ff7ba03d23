/// Parts of messages that nobody can read without a key or a program of their own.
enum SealedPart {
  /// Why the text of a part stays unread, as a predicate; nil where nothing stands in the way.
  static func reason(
    _ part: MailParts.Part,
    _ content: [UInt8],
    in parts: [MailParts.Part]
  ) -> String? {
    switch part.type.value {
    case "application/ms-tnef", "application/vnd.ms-tnef":
      return packed
    case "application/pkcs7-mime", "application/x-pkcs7-mime":
      switch part.type.text("smime-type")?.lowercased() {
      case "signed-data":
        return "is signed in a form that wraps its text (S/MIME), which is not read"
      case "certs-only": return nil
      case "compressed-data": return "is compressed (S/MIME), which is not read"
      default: return "is encrypted (S/MIME), so that its text cannot be read"
      }
    case "application/pgp-encrypted", "application/pgp-keys", "application/pgp-signature":
      return nil
    default: break
    }
    if content.starts(with: [0x78, 0x9F, 0x3E, 0x22]) { return packed }
    let isWithinEncrypted =
      part.parent.map { parts[$0].type.value == "multipart/encrypted" } ?? false
    if isWithinEncrypted || content.starts(with: "-----BEGIN PGP MESSAGE-----".utf8) {
      return "is encrypted (PGP), so that its text cannot be read"
    }
    return nil
  }

  private static let packed = "is packed in a form of Outlook's own (TNEF), which is not read"
}
