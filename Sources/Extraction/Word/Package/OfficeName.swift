import LibXML

/// A name of an element or attribute that the reading of Word documents looks at.
///
/// Where nothing else is said the case is the local name in WordprocessingML.
enum OfficeName: Int, CaseIterable {
  case other
  // The document and its blocks.
  case document, body, p, pPr, pStyle, numPr, ilvl, numId, outlineLvl, pageBreakBefore, altChunk
  case framePr, dropCap
  case sectPr, headerReference, footerReference, titlePg, hdr, ftr
  case footnotes, endnotes, comments, footnote, endnote, comment
  // Tables.
  case tbl, tblPr, tblStyle, tblLook, tblGrid, gridCol, tr, trPr, tblHeader, gridBefore
  case gridAfter, tc, tcPr, gridSpan, vMerge, hMerge, cellDel, cellIns
  // Runs.
  case r, rPr, rStyle, b, i, sz, vanish, rFonts, t, tab, br, cr, noBreakHyphen, softHyphen, sym,
    ptab
  case lastRenderedPageBreak, hyperlink, fldSimple, fldChar, instrText, delText, delInstrText
  case ins, del, moveFrom, moveTo, ruby, rt, rubyBase, drawing, pict, object, txbxContent
  case footnoteReference, endnoteReference, commentReference
  case ffData, checkBox, checked, ddList, result, listEntry
  case sdt, sdtPr, sdtContent, docPartGallery, showingPlcHdr, temporary
  // Former properties, kept for tracked changes.
  case pPrChange, rPrChange, sectPrChange, tblPrChange, tblGridChange, trPrChange, tcPrChange
  case tblPrExChange, numberingChange
  // Styles, numbering, settings.
  case style, name, basedOn, docDefaults, rPrDefault, lang, tblStylePr, abstractNum, lvl, start
  case numFmt, lvlText, lvlRestart, isLgl, lvlPicBulletId, num, abstractNumId, lvlOverride
  case startOverride, numStyleLink, styleLink, evenAndOddHeaders, themeFontLang
  // Attributes.
  case val, id, type, styleId, `default`, char, font, ascii, instr, fldCharType, anchor, firstRow
  case format, customMarkFollows, hAnsi, eastAsia
  // Office 2010's additions to WordprocessingML.
  case checkbox14, checked14, val14
  // Mathematics.
  case math, mathParagraph, mathR, mathT, fraction, numerator, denominator, raised, lowered
  case subSuperscript, preScript, base, sub, sup, radical, degree, nary, delimiters, function
  case functionName, matrix, matrixRow, accent, limitLow, limitUpp, limit, groupCharacter, bar
  case equationArray, properties, character, beginCharacter, endCharacter, separatorCharacter
  case degreeHidden, fractionType, mathVal
  // Drawings.
  case inline, floating, docPr, blip, drawingP, drawingT, shape, textbox, imageData, chart
  case diagram, diagramPoint, chartText, chartValue
  case chartSeries, chartName, chartCategories, chartValues, chartAcross, chartUp, pointIndex
  case descr, title, plainName, plainType, alt, imageTitle
  // Alternatives.
  case alternateContent, choice, fallback, requires
  // Relationships of the package.
  case relId, relEmbed, relLink, relDiagram, relationship, plainId, target, targetMode
  case contentDefault, contentOverride, fileExtension, partName, contentType
  // Flat packages.
  case package, part, xmlData, binaryData, packageName, packageContentType
  // Properties of the document.
  case coreTitle, coreCreator, coreSubject, coreKeywords, coreLanguage, coreCreated
  case coreModified, appName, appVersion, appPages

  /// The names by number.
  static let all = Array(allCases)

  static let vocabulary = XMLVocabulary(
    names: allCases.map(\.spelling),
    prefixes: OfficeNamespaces.prefixes
  )

  /// The name as the vocabulary writes it.
  private var spelling: String {
    if self == .other { return "" }
    return Self.foreign[self] ?? "w:\(self)"
  }

  private static let foreign: [OfficeName: String] = [
    .checkbox14: "w14:checkbox", .checked14: "w14:checked", .val14: "w14:val",
    .math: "m:oMath", .mathParagraph: "m:oMathPara", .mathR: "m:r", .mathT: "m:t",
    .fraction: "m:f", .numerator: "m:num", .denominator: "m:den", .raised: "m:sSup",
    .lowered: "m:sSub", .subSuperscript: "m:sSubSup", .preScript: "m:sPre", .base: "m:e",
    .sub: "m:sub", .sup: "m:sup", .radical: "m:rad", .degree: "m:deg", .nary: "m:nary",
    .delimiters: "m:d", .function: "m:func", .functionName: "m:fName", .matrix: "m:m",
    .matrixRow: "m:mr", .accent: "m:acc", .limitLow: "m:limLow", .limitUpp: "m:limUpp",
    .limit: "m:lim", .groupCharacter: "m:groupChr", .bar: "m:bar", .equationArray: "m:eqArr",
    .character: "m:chr", .beginCharacter: "m:begChr", .endCharacter: "m:endChr",
    .separatorCharacter: "m:sepChr", .degreeHidden: "m:degHide", .fractionType: "m:type",
    .mathVal: "m:val", .properties: "m:ctrlPr",
    .inline: "wp:inline", .floating: "wp:anchor", .docPr: "wp:docPr", .blip: "a:blip",
    .drawingP: "a:p", .drawingT: "a:t", .shape: "v:shape", .textbox: "v:textbox",
    .imageData: "v:imagedata", .chart: "c:chart", .diagram: "dgm:relIds",
    .diagramPoint: "dgm:pt", .chartText: "c:pt", .chartValue: "c:v", .chartSeries: "c:ser",
    .chartName: "c:tx", .chartCategories: "c:cat", .chartValues: "c:val", .chartAcross: "c:xVal",
    .chartUp: "c:yVal", .pointIndex: ":idx",
    .descr: ":descr", .title: ":title", .plainName: ":name", .plainType: ":Type", .alt: ":alt",
    .imageTitle: "o:title",
    .alternateContent: "mc:AlternateContent", .choice: "mc:Choice", .fallback: "mc:Fallback",
    .requires: ":Requires",
    .relId: "r:id", .relEmbed: "r:embed", .relLink: "r:link", .relDiagram: "r:dm",
    .relationship: "rel:Relationship", .plainId: ":Id", .target: ":Target",
    .targetMode: ":TargetMode", .contentDefault: "ct:Default", .contentOverride: "ct:Override",
    .fileExtension: ":Extension", .partName: ":PartName", .contentType: ":ContentType",
    .package: "pkg:package", .part: "pkg:part", .xmlData: "pkg:xmlData",
    .binaryData: "pkg:binaryData", .packageName: "pkg:name",
    .packageContentType: "pkg:contentType",
    .coreTitle: "dc:title", .coreCreator: "dc:creator", .coreSubject: "dc:subject",
    .coreKeywords: "cp:keywords", .coreLanguage: "dc:language", .coreCreated: "dcterms:created",
    .coreModified: "dcterms:modified", .appName: "ep:Application", .appVersion: "ep:AppVersion",
    .appPages: "ep:Pages",
  ]
}
