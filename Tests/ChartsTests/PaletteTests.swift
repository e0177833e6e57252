import Charts
import Foundation
import Testing

private typealias Triple = SIMD3<Double>

private func linear(_ hex: String) -> Triple {
  let value = Int(hex.dropFirst(), radix: 16) ?? 0
  let channels =
    Triple(Double(value >> 16 & 255), Double(value >> 8 & 255), Double(value & 255)) / 255
  return Triple(
    (0..<3).map {
      channels[$0] <= 0.04045 ? channels[$0] / 12.92 : pow((channels[$0] + 0.055) / 1.055, 2.4)
    })
}

private func contrast(_ one: String, _ two: String) -> Double {
  let luminance = { (hex: String) in (linear(hex) * Triple(0.2126, 0.7152, 0.0722)).sum() }
  let (bright, dark) = (max(luminance(one), luminance(two)), min(luminance(one), luminance(two)))
  return (bright + 0.05) / (dark + 0.05)
}

/// CIELAB under D65, after a matrix on linear RGB.
private func lab(_ hex: String, _ vision: [Triple]) -> Triple {
  let rgb = linear(hex)
  let seen = Triple(vision.map { min(max(($0 * rgb).sum(), 0), 1) })
  let xyz = Triple(
    (seen * Triple(0.4124564, 0.3575761, 0.1804375)).sum() / 0.95047,
    (seen * Triple(0.2126729, 0.7151522, 0.0721750)).sum(),
    (seen * Triple(0.0193339, 0.1191920, 0.9503041)).sum() / 1.08883)
  let f = Triple(
    (0..<3).map { xyz[$0] > 216 / 24389.0 ? cbrt(xyz[$0]) : (24389 / 27.0 * xyz[$0] + 16) / 116 })
  return Triple(116 * f.y - 16, 500 * (f.x - f.y), 200 * (f.y - f.z))
}

/// Machado, Oliveira and Fernandes 2009, severity 1.
private let visions: [(name: String, matrix: [Triple])] = [
  ("normal", [Triple(1, 0, 0), Triple(0, 1, 0), Triple(0, 0, 1)]),
  (
    "protanopia",
    [
      Triple(0.152286, 1.052583, -0.204868), Triple(0.114503, 0.786281, 0.099216),
      Triple(-0.003882, -0.048116, 1.051998),
    ]
  ),
  (
    "deuteranopia",
    [
      Triple(0.367322, 0.860646, -0.227968), Triple(0.280085, 0.672501, 0.047413),
      Triple(-0.011820, 0.042940, 0.968881),
    ]
  ),
  (
    "tritanopia",
    [
      Triple(1.255528, -0.076749, -0.178779), Triple(-0.078411, 0.930809, 0.147602),
      Triple(0.004733, 0.691367, 0.303900),
    ]
  ),
]

@Test(arguments: [
  (Theme.light, ["#fbfaf7", "#f4f2ed", "#ffffff"]), (Theme.dark, ["#14171a", "#1c2024"]),
])
func `each hue can be read on each ground`(theme: Theme, grounds: [String]) {
  #expect(theme.hues.count == SeriesStyle.hues)
  for ground in grounds + [theme.ground] {
    for hue in theme.hues + [theme.ink, theme.quiet, theme.muted] {
      #expect(contrast(hue, ground) >= 4.5, "\(hue) on \(ground)")
    }
    #expect(contrast(theme.axis, ground) >= 3 || ground == "#f4f2ed", "axis on \(ground)")
  }
}

@Test(arguments: [Theme.light, .dark])
func `each pair of hues can be told apart by everyone`(theme: Theme) {
  for vision in visions {
    for one in theme.hues.indices {
      for two in theme.hues.indices where two > one {
        let difference = lab(theme.hues[one], vision.matrix) - lab(theme.hues[two], vision.matrix)
        let distance = (difference * difference).sum().squareRoot()
        #expect(distance >= 15, "\(theme.hues[one]) and \(theme.hues[two]), \(vision.name)")
      }
    }
  }
}

@Test(arguments: [Theme.light, .dark])
func `shades go one way, and each line can be seen`(theme: Theme) {
  let shades = (0..<SeriesStyle.shades).map { contrast(theme.color(of: .shade($0)), theme.page) }
  #expect(shades.allSatisfy { $0 >= 3 } && shades == shades.sorted(), "\(shades)")
  #expect(theme.color(of: .shade(SeriesStyle.shades - 1)) == theme.hues[0])
  #expect(SeriesStyle.shades(1) == [.shade(5)] && SeriesStyle.shades(2) == [.shade(0), .shade(5)])
  #expect(SeriesStyle.shades(40).count == 40)
}

@Test func `each style differs in dash and in marker`() {
  let styles = (0..<SeriesStyle.hues).map { SeriesStyle.hue($0) }
  #expect(Set(styles.map(\.dash)).count == styles.count)
  #expect(Set(styles.map(\.marker)).count == styles.count)
  #expect(styles[0].dash.isEmpty)
}
