/// A file that is written out within its address.
struct DataAddress {
  private(set) var mediaType: String?
  private(set) var bytes: [UInt8]

  init?(_ address: String) {
    let utf8 = Array(address.utf8)
    guard utf8.starts(with: "data:".utf8), let comma = utf8.firstIndex(of: UInt8(ascii: ","))
    else { return nil }
    let head = String(decoding: utf8[5..<comma], as: UTF8.self)
    guard head.hasSuffix(";base64") else { return nil }
    let type = head.dropLast(7).prefix { $0 != ";" }
    mediaType = type.isEmpty ? nil : String(type)
    bytes = Base64.decode(utf8[(comma + 1)...]).bytes
  }
}
