import SystemIO

extension Weights {
  /// Copies numbers of a tensor, from one on as many as there is room for, as floats.
  ///
  /// Half floats of both forms become the floats of exactly their values. The tensor must be of these
  /// weights and of a readable kind, and must have as many numbers.
  package func copy(
    _ tensor: Tensor,
    from start: Int = 0,
    into values: inout MutableSpan<Float>
  ) {
    unsafe values.withUnsafeMutableBufferPointer { room in
      guard let target = room.baseAddress else { return }
      unsafe read(tensor, into: target, from: start, count: room.count)
    }
  }

  /// Copies one entry of the first axis of a tensor, such as the vector of one word.
  package func row(_ index: Int, of tensor: Tensor, into values: inout MutableSpan<Float>) {
    let count = tensor.rowCount
    precondition(values.count == count, "a row of '\(tensor.name)' into room of another length")
    copy(tensor, from: index * count, into: &values)
  }

  /// All numbers of a small tensor.
  package func floats(of tensor: Tensor) -> [Float] {
    unsafe [Float](unsafeUninitializedCapacity: tensor.count) { room, count in
      if let target = room.baseAddress {
        unsafe read(tensor, into: target, from: 0, count: tensor.count)
      }
      count = tensor.count
    }
  }

  /// Copies numbers of a tensor to a place that has room for as many floats.
  @unsafe
  package func read(
    _ tensor: Tensor,
    into target: UnsafeMutablePointer<Float>,
    from start: Int,
    count: Int
  ) {
    precondition(tensor.kind.isReadable, "'\(tensor.name)' holds no floats")
    precondition(
      start >= 0 && count >= 0 && count <= tensor.count - start,
      "numbers beyond tensor '\(tensor.name)'"
    )
    let width = tensor.kind.width
    let first = tensor.offset + start * width
    files[tensor.file].bytes.withBytes(first..<first + count * width) { bytes in
      unsafe bytes.withUnsafeBytes { source in
        guard let source = source.baseAddress else { return }
        unsafe widen(source, tensor.kind, into: target, count: count)
      }
    }
  }

  /// The place of the first number of a tensor that is infinite or no number at all; nil for none.
  package func firstNonFinite(in tensor: Tensor) -> Int? {
    guard tensor.kind.isReadable else { return nil }
    let range = tensor.offset..<tensor.offset + tensor.size
    return files[tensor.file].bytes.withBytes(range) { bytes in
      unsafe bytes.withUnsafeBytes { unsafe placeOfNonFinite($0, tensor.kind) }
    }
  }

  /// Makes sure that tensors hold nothing but finite numbers.
  package func checkFinite(_ tensors: some Sequence<Tensor>) throws(ModelError) {
    for tensor in tensors {
      guard let index = firstNonFinite(in: tensor) else { continue }
      var value: [Float] = [0]
      var room = value.mutableSpan
      copy(tensor, from: index, into: &room)
      throw .damaged(
        place: "'\(path(of: tensor))'",
        "number \(index) of tensor '\(tensor.name)' is \(value[0].isNaN ? "no number" : "infinite")"
      )
    }
  }
}
