import Documents
import Pipeline

/// The elements of a long document, as a worker hands them over part by part.
///
/// They are read as they come, so that their bytes need not be held until the last is there.
struct ElementParts: Sendable {
  private(set) var elements: [Element] = []
  private(set) var areDamaged = false

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    guard !areDamaged else { return }
    var reader = RecordReader(bytes)
    do throws(RecordError) {
      while !reader.isAtEnd { elements.append(try reader.element()) }
    } catch {
      areDamaged = true
      elements = []
    }
  }
}
