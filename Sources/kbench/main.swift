import Glibc
import Kernels
func now() -> Double { var t = timespec(); clock_gettime(CLOCK_MONOTONIC, &t); return Double(t.tv_sec) + Double(t.tv_nsec)/1e9 }
func alloc(_ n: Int) -> UnsafeMutablePointer<Float> { let p = UnsafeMutableRawPointer.allocate(byteCount: n*4, alignment: 64).bindMemory(to: Float.self, capacity: n); for i in 0..<n { p[i] = Float((i &* 7919) % 1000) / 1000 - 0.5 }; return p }
for level in [KernelLevel.avx512, .avx2, .portable] {
  let k = Kernels(level)
  let out = alloc(1024)
  var peak = 0.0
  for _ in 0..<5 { let r = 3_000_000; let s = now(); let f = k.spinOnSums(r, 1e-9, out); let t = now() - s; peak = max(peak, Double(f) * Double(r) / t / 1e9) }
  print(level, "peak", peak)
  for (m, kk, n) in [(16, 384, 384), (128, 384, 1536), (512, 384, 1152), (512, 1536, 384), (128, 768, 3072)] {
    let a = alloc(m*kk), b = alloc(kk*n), bias = alloc(n), c = alloc(m*n)
    for finish in [0, 1] {
      var best = 0.0
      for _ in 0..<7 {
        let reps = max(1, Int(2e9 / (2.0 * Double(m*kk*n))))
        let s = now()
        for _ in 0..<reps {
          var row = 0
          while row < m { let count = min(128, m - row); k.multiply(a + row*kk, kk, count, kk, b, bias, n, c + row*n, n, finish); row += count }
        }
        best = max(best, 2.0 * Double(m*kk*n*reps) / (now() - s) / 1e9)
      }
      print("  \(m)x\(kk)x\(n) finish \(finish): \(best) \(best/peak)")
    }
  }
  for L in [16, 64, 128, 256] {
    let qkv = alloc(L*1152), o = alloc(L*384), scratch = alloc(k.attentionScratch(L, 32))
    let s = now(); let reps = 4_000_000 / (L*L)
    for _ in 0..<reps { for h in 0..<12 { k.attend(qkv + 32*h, qkv + 384 + 32*h, qkv + 768 + 32*h, 1152, L, 32, nil, o + 32*h, 384, scratch) } }
    print("  attention \(L): \(2.0*2.0*Double(L*L*32*12*reps)/(now()-s)/1e9)")
  }
}
