import Digests
import Documents

extension MailDocument {
  /// Reads the messages of a mailbox, each as a file in it.
  mutating func readMessages(
    _ mailbox: Mailbox,
    _ reading: inout AttachmentReading,
    _ progress: (Int) -> Void
  ) {
    for (place, range) in mailbox.messages.enumerated() {
      let (message, signs) = Mailbox.message(bytes[range])
      let name = "message \(place + 1)"
      document.facts.attachments.append(
        DocumentFacts.Attachment(
          name: name,
          mediaType: DocumentFormat.mail.mediaType,
          size: message.count,
          digest: SHA256.digest(message).description
        )
      )
      let entry = document.facts.attachments.count - 1
      guard depth < AttachmentReading.deepest else {
        document.facts.attachments[entry].unread =
          "lies more than \(AttachmentReading.deepest) files deep"
        remarkOnLimits()
        continue
      }
      let number = reading.begin(countsAsFile: false)
      guard !options.skipPages.contains(number) else {
        document.facts.attachments[entry].unread = "ends the process that reads it"
        continue
      }
      progress(number)
      do throws(ExtractionError) {
        let file = try read(message, as: .mail, &reading, progress)
        document.facts.attachments[entry].mail = file.facts.mail
        take(file, from: name)
      } catch {
        document.facts.attachments[entry].unread = error.description
        document.remarks.append("has a \(name) that \(error)")
      }
      document.ledger.found += signs
      document.ledger.drop(.markup, signs)
    }
  }
}
