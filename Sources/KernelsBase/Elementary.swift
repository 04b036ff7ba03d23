/// Powers of two, as exact as a `Float` can be; nothing smaller than two to the -126 comes out.
@inline(__always) func exp2(_ exponent: Wide) -> Wide {
  let x = larger(exponent, Wide(repeating: -126))
  // Adding this much leaves the nearest whole number in the lowest bits.
  let magic = Wide(repeating: 12_582_912)
  let shifted = x + magic
  let rest = x - (shifted - magic)
  var value = Wide(repeating: 0.0013276466634124517)
  value = add(Wide(repeating: 0.009675540961325169), value, rest)
  value = add(Wide(repeating: 0.05550713464617729), value, rest)
  value = add(Wide(repeating: 0.24022120237350464), value, rest)
  value = add(Wide(repeating: 0.6931469440460205), value, rest)
  value = add(Wide(repeating: 1.0000001192092896), value, rest)
  let exponents = unsafeBitCast(shifted, to: SIMD16<Int32>.self) &<< SIMD16<Int32>(repeating: 23)
  return unsafeBitCast(unsafeBitCast(value, to: SIMD16<Int32>.self) &+ exponents, to: Wide.self)
}

/// GELU by the error function, which a quotient of polynomials stands for.
@inline(__always) func gelu(_ x: Wide) -> Wide {
  let clamped = larger(smaller(x, Wide(repeating: 5.5)), Wide(repeating: -5.5))
  let t = clamped * clamped
  var p = Wide(repeating: 4.535189290777453e-08)
  p = add(Wide(repeating: 1.2769744898832869e-05), p, t)
  p = add(Wide(repeating: 0.00034237277577631176), p, t)
  p = add(Wide(repeating: 0.009382698684930801), p, t)
  p = add(Wide(repeating: 0.06813415139913559), p, t)
  p = add(Wide(repeating: 0.7978843450546265), p, t)
  var q = Wide(repeating: 1.197844312628149e-06)
  q = add(Wide(repeating: 7.449891563737765e-05), q, t)
  q = add(Wide(repeating: 0.0018974747508764267), q, t)
  q = add(Wide(repeating: 0.028771283105015755), q, t)
  q = add(Wide(repeating: 0.25205889344215393), q, t)
  q = add(Wide(repeating: 1), q, t)
  let half = Wide(repeating: 0.5) * x
  return add(half, half, clamped * (p / q))
}

/// GELU by the hyperbolic tangent, which some models were trained with.
@inline(__always) func tanhGELU(_ x: Wide) -> Wide {
  // x * sigmoid(2 * sqrt(2 / pi) * (x + 0.044715 * x^3)), with the exponent to base two.
  let inner = add(x, Wide(repeating: 0.044715) * x * x, x)
  let exponent = smaller(Wide(repeating: -2.3022082) * inner, Wide(repeating: 126))
  return x / (Wide(repeating: 1) + exp2(exponent))
}
