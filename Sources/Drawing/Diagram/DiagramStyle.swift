/// The look of a diagram, in daylight, in the dark and on paper.
///
/// The rules are bound to the drawing's class, since inside a page they would hold everywhere.
enum DiagramStyle {
  static let css = """
    .stage-diagram {
      --paper: #ffffff; --ink: #1b2330; --soft: #566173; --line: #8591a1; --alert: #b3261e;
      --alert-ink: #ffffff; --source: #2a7a57; --source-fill: #ecf6f1; --step: #46618c;
      --step-fill: #f0f4fa; --sink: #9a5f14; --sink-fill: #fcf4e6;
      color-scheme: light dark;
      font-family: "Helvetica Neue", "Segoe UI", Roboto, Arial, "Liberation Sans", "Noto Sans",
        "Noto Sans CJK SC", sans-serif;
    }
    @media screen and (prefers-color-scheme: dark) {
      .stage-diagram {
        --paper: #14181f; --ink: #e9edf3; --soft: #a3aebd; --line: #6f7c8d; --alert: #f08a80;
        --alert-ink: #2a0906; --source: #5fbf94; --source-fill: #16271f; --step: #8aa8d8;
        --step-fill: #1b2432; --sink: #dda657; --sink-fill: #2a2113;
      }
    }
    .stage-diagram .paper { fill: var(--paper); }
    .stage-diagram .edge { fill: none; stroke: var(--line); stroke-width: 1.5; }
    .stage-diagram .head { fill: var(--line); }
    .stage-diagram .box { stroke-width: 1.25; }
    .stage-diagram .source .box { fill: var(--source-fill); stroke: var(--source); }
    .stage-diagram .step .box { fill: var(--step-fill); stroke: var(--step); }
    .stage-diagram .sink .box { fill: var(--sink-fill); stroke: var(--sink); }
    .stage-diagram .source .kind { fill: var(--source); }
    .stage-diagram .step .kind { fill: var(--step); }
    .stage-diagram .sink .kind { fill: var(--sink); }
    .stage-diagram .source .rule { stroke: var(--source); }
    .stage-diagram .step .rule { stroke: var(--step); }
    .stage-diagram .sink .rule { stroke: var(--sink); }
    .stage-diagram .rule { stroke-width: 1; stroke-opacity: 0.3; }
    .stage-diagram .title { fill: var(--ink); font-size: 14px; font-weight: 600; }
    .stage-diagram .kind { font-size: 12px; }
    .stage-diagram .detail, .stage-diagram .count { font-variant-numeric: tabular-nums; }
    .stage-diagram .detail { fill: var(--soft); font-size: 12px; }
    .stage-diagram .label text { font-size: 11px; text-anchor: middle; }
    .stage-diagram .name { fill: var(--soft); font-style: italic; }
    .stage-diagram .count { fill: var(--soft); }
    .stage-diagram .badge { fill: var(--alert); stroke: var(--paper); stroke-width: 2; }
    .stage-diagram .warning { fill: var(--alert-ink); font-size: 11px; font-weight: 600;
      text-anchor: middle; }
    """
}
