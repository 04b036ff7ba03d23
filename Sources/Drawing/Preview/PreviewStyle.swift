/// The look of a preview: the page on the left, what was read of it on the right.
enum PreviewStyle {
  /// The colour of each sort, on paper and in the dark.
  private static let colors: [(sort: BlockSort, light: String, dark: String)] = [
    (.title, "#1d4ed8", "#7ea6ff"), (.text, "#5b6677", "#a3aebd"), (.list, "#0f7c72", "#4fc4b8"),
    (.table, "#b45309", "#f0a94b"), (.picture, "#7e22ce", "#c592f5"),
    (.caption, "#a21caf", "#e58af0"), (.code, "#3f6212", "#a5cf6a"),
    (.formula, "#0e7490", "#5cc6e3"), (.note, "#b3261e", "#f08a80"),
    (.furniture, "#94a0b0", "#6d7888"), (.other, "#78716c", "#a8a29e"),
  ]

  static var css: String {
    let light = colors.map { "--\($0.sort.rawValue): \($0.light);" }.joined(separator: " ")
    let dark = colors.map { "--\($0.sort.rawValue): \($0.dark);" }.joined(separator: " ")
    let sorts = colors.map {
      ".\($0.sort.rawValue) { --hue: var(--\($0.sort.rawValue)); }"
    }
    return """
      :root { \(light)
        --paper: #ffffff; --desk: #eef1f5; --ink: #1b2330; --soft: #5b6677; --rule: #d9dee5;
        --fair: #8f570f; --fair-fill: #fcf4e6; --bad: #b3261e; --bad-fill: #fdefed; }
      @media screen and (prefers-color-scheme: dark) { :root { \(dark)
        --paper: #171c24; --desk: #0e1217; --ink: #e9edf3; --soft: #a3aebd; --rule: #2e3743;
        --fair: #dda657; --fair-fill: #2a2113; --bad: #f08a80; --bad-fill: #311a18; } }
      \(sorts.joined(separator: "\n"))
      \(layout)
      """
  }

  private static let layout = """
    * { box-sizing: border-box; }
    html { scroll-padding: 40vh 0; }
    body { margin: 0; background: var(--desk); color: var(--ink);
      font: 15px/1.5 "Helvetica Neue", "Segoe UI", Roboto, Arial, "Liberation Sans", "Noto Sans",
        "Noto Sans CJK SC", sans-serif; }
    header { padding: 26px 32px 18px; background: var(--paper);
      border-bottom: 1px solid var(--rule); }
    h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; overflow-wrap: anywhere; }
    h2 { margin: 0 0 12px; font-size: 14px; font-weight: 600; color: var(--soft); }
    h2 small { font-weight: 400; }
    .soft { color: var(--soft); }
    .facts { display: flex; flex-wrap: wrap; gap: 2px 26px; margin: 0 0 12px; font-size: 13.5px; }
    .facts div { max-width: 100%; overflow-wrap: anywhere; }
    .facts dt, .facts dd { display: inline; margin: 0; }
    .facts dt { margin-right: 6px; color: var(--soft); }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0; padding: 0;
      list-style: none; font-size: 13px; }
    .legend li::before { content: ""; display: inline-block; width: 11px; height: 11px;
      margin-right: 6px; border: 2px solid var(--hue); border-radius: 2px; vertical-align: -1px;
      background: color-mix(in srgb, var(--hue) 18%, transparent); }
    .remark { margin: 12px 0 0; padding: 8px 12px; border-left: 4px solid; border-radius: 3px;
      overflow-wrap: anywhere; }
    .fair { border-color: var(--fair); background: var(--fair-fill); }
    .bad { border-color: var(--bad); background: var(--bad-fill); }
    .page { padding: 26px 32px 8px; }
    .columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 30px;
      align-items: start; }
    .flowing .columns { grid-template-columns: minmax(0, 860px); justify-content: center; }
    .sheet { position: sticky; top: 16px; }
    .paper { position: relative; width: min(100%, calc((100vh - 32px) * var(--ratio)));
      margin: 0 auto; background: #ffffff; box-shadow: 0 1px 4px rgb(0 0 0 / 28%); }
    .paper img, .paper svg { position: absolute; inset: 0; width: 100%; height: 100%; }
    .nothing { margin: 0; padding: 40% 10% 0; color: #5b6677; text-align: center; }
    svg rect { fill: color-mix(in srgb, var(--hue) 9%, transparent); stroke: var(--hue);
      stroke-width: 0.8; }
    svg text { fill: var(--hue); font: 700 6.5px "Helvetica Neue", Arial, "Liberation Sans",
      sans-serif; text-anchor: end; paint-order: stroke; stroke: #ffffff; stroke-width: 1.6px; }
    @media screen and (prefers-color-scheme: dark) {
      svg a { filter: brightness(0.72) saturate(1.5); } }
    svg a:hover rect { fill: color-mix(in srgb, var(--hue) 24%, transparent); }
    svg a:target rect { fill: color-mix(in srgb, var(--hue) 30%, transparent);
      stroke-width: 2.2; }
    .blocks { min-width: 0; }
    article { position: relative; margin: 0 0 8px calc(var(--depth, 0) * 22px);
      padding: 7px 14px 8px; border-left: 4px solid var(--hue); border-radius: 3px;
      background: var(--paper); }
    article:target { outline: 2px solid var(--hue); }
    .tag { margin: 0 0 1px; color: var(--soft); font-size: 11.5px; line-height: 1.4; }
    .tag a { color: var(--hue); font-weight: 700; text-decoration: none; }
    .tag a:hover { text-decoration: underline; }
    article .text { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    .furniture .text { color: var(--soft); font-size: 13.5px; }
    .label { color: var(--hue); font-weight: 600; }
    h3 { margin: 0; line-height: 1.3; overflow-wrap: anywhere; }
    .depth0 { font-size: 22px; } .depth1 { font-size: 19px; } .depth2 { font-size: 17px; }
    .depth3, .depth4, .depth5 { font-size: 15px; }
    pre { margin: 2px 0; font: 13px/1.5 ui-monospace, Menlo, Consolas, "Liberation Mono",
      monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; font-size: 13px; line-height: 1.4; margin: 3px 0; }
    th, td { padding: 3px 9px; border: 1px solid var(--rule); text-align: start;
      vertical-align: top; }
    th { background: color-mix(in srgb, var(--hue) 12%, transparent); font-weight: 600; }
    .details { margin: 4px 0 0; padding: 0; list-style: none; color: var(--soft);
      font-size: 12px; overflow-wrap: anywhere; }
    .cut { display: flex; gap: 10px; align-items: baseline; margin: 16px 0 8px;
      color: var(--soft); font-size: 12px; white-space: nowrap; }
    .cut span { overflow: hidden; text-overflow: ellipsis; }
    .cut::after { content: ""; flex: 1; min-width: 20px; border-top: 1.5px dashed var(--soft);
      align-self: center; opacity: 0.6; }
    .cut.outer { margin: 26px 0 0; color: var(--ink); }
    .cut.outer::after { border-top: 3px solid var(--ink); opacity: 0.45; }
    .repeated { margin: -2px 0 8px; padding: 1px 0 1px 14px; border-left: 4px double var(--rule);
      color: var(--soft); font-size: 12.5px; white-space: pre-wrap; overflow-wrap: anywhere; }
    .repeated b { font-weight: 600; }
    @media screen and (max-width: 760px) {
      .columns { grid-template-columns: minmax(0, 1fr); }
      .sheet { position: static; }
      header, .page { padding-left: 14px; padding-right: 14px; }
    }
    @media print {
      body { background: none; font-size: 10pt; }
      .page { break-before: page; padding: 0; }
      .sheet { position: static; }
      article, .cut, .repeated { break-inside: avoid; }
      svg rect, article, th, .legend li { print-color-adjust: exact; }
    }
    """
}
