/// The text of one of the small files through which the kernel answers questions.
func kernelText(_ path: String) -> String? {
  // These files claim to be empty, so `readFile` has no use here.
  guard let file = try? FileDescriptor(reading: path),
    let bytes = try? file.readAll(limit: 1 << 20)
  else { return nil }
  return String(validating: bytes, as: UTF8.self)
}

/// A figure given as `label: 123 kB` on a line of its own, in bytes.
func kernelKilobytes(_ path: String, _ label: String) -> Int64? {
  for line in kernelText(path)?.split(separator: "\n") ?? [] where line.hasPrefix(label) {
    let fields = line.split { $0 == " " || $0 == "\t" }
    if fields.count > 1, let kilobytes = Int64(fields[1]) { return kilobytes * 1_024 }
  }
  return nil
}
