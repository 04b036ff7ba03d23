/// Sets each row's mean to 0 and its variance to 1, then scales and shifts it.
@inline(never) package func normaliseLayer(
  _ rows: UnsafeMutablePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ scale: UnsafePointer<Float>,
  _ shift: UnsafePointer<Float>,
  _ epsilon: Float
) {
  let whole = width & ~15
  let rest = width & 15
  for row in 0..<count {
    let place = rows + row &* stride
    var total = Wide(repeating: 0)
    var index = 0
    while index < whole {
      total += load(place + index) as Wide
      index &+= 16
    }
    if rest > 0 { total += load(place + whole, first: rest) }
    let mean = sum(total) / Float(width)
    let centre = Wide(repeating: mean)
    var squares = Wide(repeating: 0)
    index = 0
    while index < whole {
      let distance = (load(place + index) as Wide) - centre
      squares = add(squares, distance, distance)
      index &+= 16
    }
    if rest > 0 {
      let distance = restore(load(place + whole, first: rest) - centre, first: rest)
      squares = add(squares, distance, distance)
    }
    let factor = 1 / (sum(squares) / Float(width) + epsilon).squareRoot()
    let factors = Wide(repeating: factor)
    index = 0
    while index < whole {
      let value = ((load(place + index) as Wide) - centre) * factors
      store(add(load(shift + index), value, load(scale + index)), place + index)
      index &+= 16
    }
    if rest > 0 {
      let value = (load(place + whole, first: rest) - centre) * factors
      let result = add(
        load(shift + whole, first: rest),
        value,
        load(scale + whole, first: rest)
      )
      store(result, place + whole, first: rest)
    }
  }
}

/// Only the first lanes, and zeros behind.
@inline(__always) private func restore(_ value: Wide, first count: Int) -> Wide {
  var result = Wide(repeating: 0)
  for lane in 0..<count { result[lane] = value[lane] }
  return result
}

/// Writes the sum of a row of each of two or three tables.
@inline(never) package func addRows(
  _ first: UnsafePointer<Float>,
  _ second: UnsafePointer<Float>,
  _ third: UnsafePointer<Float>?,
  _ width: Int,
  _ out: UnsafeMutablePointer<Float>
) {
  for index in 0..<width {
    var value = first[index] + second[index]
    if let third { value += third[index] }
    out[index] = value
  }
}

/// The mean of rows.
@inline(never) package func meanRows(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ out: UnsafeMutablePointer<Float>
) {
  for column in 0..<width { out[column] = 0 }
  for row in 0..<count {
    let place = rows + row &* stride
    for column in 0..<width { out[column] += place[column] }
  }
  divide(out, width, Float(count))
}

/// The largest of each column.
@inline(never) package func largestOfRows(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ out: UnsafeMutablePointer<Float>
) {
  for column in 0..<width { out[column] = rows[column] }
  for row in 0..<count {
    let place = rows + row &* stride
    for column in 0..<width where place[column] > out[column] { out[column] = place[column] }
  }
}

/// Makes a vector one of length 1, unless it is none at all.
@inline(never) package func normaliseLength(_ vector: UnsafeMutablePointer<Float>, _ width: Int) {
  let length = dot(vector, vector, width).squareRoot()
  divide(vector, width, length > 1e-12 ? length : 1e-12)
}

/// The sum of products, in one order on every processor.
@inline(never) package func dot(
  _ left: UnsafePointer<Float>,
  _ right: UnsafePointer<Float>,
  _ width: Int
) -> Float {
  let whole = width & ~15
  var total = Wide(repeating: 0)
  var index = 0
  while index < whole {
    total = add(total, load(left + index), load(right + index))
    index &+= 16
  }
  if whole < width {
    let rest = width &- whole
    total = add(total, load(left + whole, first: rest), load(right + whole, first: rest))
  }
  return sum(total)
}

@inline(__always) func divide(_ row: UnsafeMutablePointer<Float>, _ width: Int, _ divisor: Float) {
  for column in 0..<width { row[column] = row[column] / divisor }
}
