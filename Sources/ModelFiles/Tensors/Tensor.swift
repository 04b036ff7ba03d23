/// One table of numbers in a file of weights, which says where it lies and holds nothing of it.
package struct Tensor: Hashable, Sendable {
  package let name: String
  package let kind: TensorKind
  /// The lengths of its axes, the slowest first; a single number has none.
  package let shape: [Int]
  /// How many numbers it has.
  package let count: Int
  /// Which of the files it lies in.
  let file: Int
  /// Where in the file it begins.
  let offset: Int

  /// How many numbers each entry of its first axis has.
  package var rowCount: Int { shape.dropFirst().reduce(1, *) }
  var size: Int { count * kind.width }
}
