/// The look of a report: like a page of a book, on a desk, on a telephone and on paper.
enum HTMLReportStyle {
  static let css = """
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1b2330; --soft: #5b6677; --rule: #d9dee5; --faint: #f4f6f9;
      --accent: #46618c; --good: #2a7a57; --good-fill: #ecf6f1; --fair: #8f570f;
      --fair-fill: #fcf4e6; --bad: #b3261e; --bad-fill: #fdefed;
      --book: "Iowan Old Style", "Palatino Linotype", Palatino, "TeX Gyre Pagella", Georgia,
        "Liberation Serif", "Noto Serif", serif;
      --plain: "Helvetica Neue", "Segoe UI", Roboto, Arial, "Liberation Sans", "Noto Sans",
        "Noto Sans CJK SC", sans-serif;
      --typed: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #14181f; --ink: #e9edf3; --soft: #a3aebd; --rule: #2e3743; --faint: #1b212a;
        --accent: #8aa8d8; --good: #5fbf94; --good-fill: #16271f; --fair: #dda657;
        --fair-fill: #2a2113; --bad: #f08a80; --bad-fill: #311a18;
      }
    }
    * { box-sizing: border-box; }
    body { max-width: 1120px; margin: 0 auto; padding: 48px 32px 72px; background: var(--paper);
      color: var(--ink); font: 15px/1.5 var(--plain); }
    h1, h2, h3 { font-family: var(--book); font-weight: 600; line-height: 1.2;
      overflow-wrap: anywhere; }
    h1 { margin: 0 0 18px; font-size: 34px; letter-spacing: -0.01em; }
    h2 { margin: 0 0 14px; padding-bottom: 7px; border-bottom: 1px solid var(--rule);
      font-size: 21px; }
    h3 { margin: 22px 0 8px; font-size: 16px; }
    h3 span { margin-left: 6px; padding: 1px 8px; border-radius: 9px;
      background: var(--bad-fill); color: var(--bad); font: 600 12px/1.5 var(--plain); }
    section { margin-top: 44px; }
    p { margin: 0 0 8px; }
    .soft { color: var(--soft); }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); }

    .verdict { margin: 0; padding: 12px 16px; border-left: 4px solid; border-radius: 3px;
      overflow-wrap: anywhere; }
    .verdict strong { margin-right: 10px; }
    .verdict span { color: var(--ink); }
    .good { border-color: var(--good); background: var(--good-fill); color: var(--good); }
    .fair { border-color: var(--fair); background: var(--fair-fill); color: var(--fair); }
    .bad { border-color: var(--bad); background: var(--bad-fill); color: var(--bad); }

    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 24px 32px; margin: 32px 0 0; }
    .figures dt { color: var(--soft); font-size: 13px; }
    .figures dd { margin: 1px 0 0; font: 27px/1.25 var(--book);
      font-variant-numeric: lining-nums; overflow-wrap: anywhere; }
    .figures .note { color: var(--soft); font: 13px/1.4 var(--plain); }

    table { width: 100%; border-collapse: collapse; font-size: 14px; }
    caption { padding: 0 0 6px; color: var(--soft); text-align: left; }
    th, td { padding: 7px 14px 7px 0; border-bottom: 1px solid var(--rule); text-align: left;
      vertical-align: top; font-weight: 400; }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { padding-top: 0; color: var(--soft); font-size: 12.5px; vertical-align: bottom;
      white-space: nowrap; }
    tbody th { font-weight: 600; overflow-wrap: break-word; }
    tbody tr:last-child > * { border-bottom: 0; }
    .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .alarming { color: var(--bad); font-weight: 600; }
    .path { font-weight: 400; overflow-wrap: anywhere; }
    .digest { color: var(--soft); font: 11.5px/1.8 var(--typed); overflow-wrap: anywhere; }
    .changed { color: var(--accent); font-weight: 600; }
    .wide { overflow-x: auto; }
    .wide:focus-visible { outline: 2px solid var(--accent); outline-offset: 4px; }
    .diagram { position: relative; left: 50%; transform: translateX(-50%);
      width: min(100vw - 64px, max(100%, var(--natural))); }
    .diagram svg { display: block; max-width: 100%; min-width: calc(var(--natural) * 0.66);
      height: auto; margin: 0 auto; }

    .shares thead { position: absolute; clip-path: inset(50%); }
    .shares th { width: 1%; white-space: nowrap; }
    .shares .number { width: 1%; }
    .shares .bar { padding-top: 12px; }
    .shares svg { display: block; width: 100%; height: 10px; border-radius: 2px; }
    .shares .track { fill: var(--faint); }
    .shares .share { fill: var(--accent); }
    .failures { table-layout: fixed; }
    .failures th:nth-child(1) { width: 42%; }
    .failures th:nth-child(2) { width: 16%; }
    .failures td { overflow-wrap: anywhere; }
    summary { padding: 8px 0; color: var(--accent); cursor: pointer; font-size: 14px; }

    .settings { margin: 0; font-size: 14px; }
    .settings div { display: grid; grid-template-columns: minmax(120px, 220px) 1fr; gap: 16px;
      padding: 6px 0; border-bottom: 1px solid var(--rule); }
    .settings div:last-child { border-bottom: 0; }
    .settings dt { color: var(--soft); overflow-wrap: anywhere; }
    .settings dd { margin: 0; font: 12.5px/1.7 var(--typed); white-space: pre-wrap;
      overflow-wrap: anywhere; }

    @media screen and (min-width: 960px) { .digest { white-space: nowrap; } }
    @media screen and (max-width: 640px) {
      body { padding: 28px 18px 48px; }
      h1 { font-size: 27px; }
      section { margin-top: 36px; }
      .figures { grid-template-columns: 1fr 1fr; gap: 18px 20px; }
      .figures dd { font-size: 23px; }
      .outputs thead, .failures thead { position: absolute; clip-path: inset(50%); }
      .outputs, .outputs tbody, .failures, .failures tbody { display: block; }
      .outputs tr, .failures tr { display: block; padding: 9px 0;
        border-bottom: 1px solid var(--rule); }
      .outputs tr > *, .failures tr > * { display: block; width: auto !important;
        padding: 1px 0; border: 0; text-align: left; }
      .outputs .number, .failures td { color: var(--soft); }
      .settings div { grid-template-columns: 1fr; gap: 0; }
      .shares th { width: 30%; white-space: normal; }
      .diagram { width: 100%; }
    }
    @media print {
      body { max-width: none; padding: 0; font-size: 10.5pt; }
      section { margin-top: 22pt; }
      h2, h3, thead { break-after: avoid; }
      tr, .figures div, .verdict { break-inside: avoid; }
      .wide { overflow: visible; }
      .diagram { left: 0; width: auto; transform: none; }
      .diagram svg { min-width: 0; }
      details::details-content { content-visibility: visible; display: block; height: auto; }
      .verdict, .shares rect, .stage-diagram * { print-color-adjust: exact; }
    }
    """
}
