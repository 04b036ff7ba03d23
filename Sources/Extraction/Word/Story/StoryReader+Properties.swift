import LibXML

extension StoryReader {
  mutating func openProperty(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    let scope = scopes[scopes.count - 1]
    switch name {
    case .pPrChange, .rPrChange, .sectPrChange, .tblPrChange, .trPrChange, .tcPrChange,
      .numberingChange, .choice:
      return pass(nil)
    default: break
    }
    switch scope {
    case .content: break
    case .paragraph: openParagraphProperty(name, attributes)
    case .mark: markProperty(name, attributes)
    case .run: runProperty(name, attributes)
    case .table: tableProperty(name, attributes)
    case .row: rowProperty(name, attributes)
    case .cell: cellProperty(name, attributes)
    case .section: sectionProperty(name, attributes)
    case .control: controlProperty(name, attributes)
    case .formField: formFieldProperty(name, attributes)
    }
  }

  mutating func closeProperty(_ name: OfficeName) {
    switch (scopes[scopes.count - 1], name) {
    case (.paragraph, .pPr):
      scopes.removeLast()
      breakBefore()
    case (.mark, .rPr), (.run, .rPr), (.table, .tblPr), (.row, .trPr), (.cell, .tcPr),
      (.control, .sdtPr), (.formField, .ffData):
      scopes.removeLast()
    case (.section, .sectPr):
      scopes.removeLast()
      closeSection()
    default: break
    }
  }

  private mutating func openParagraphProperty(
    _ name: OfficeName,
    _ attributes: borrowing XMLAttributes
  ) {
    switch name {
    case .rPr: return scopes.append(.mark)
    case .sectPr: return openSection()
    default: break
    }
    guard hasParagraph else { return }
    let last = paragraphs.count - 1
    switch name {
    // The letter that a paragraph begins with stands in a frame and a paragraph of its own.
    case .framePr:
      if attributes.equals(.dropCap, "drop") || attributes.equals(.dropCap, "margin") {
        paragraphs[last].isJoinedToNext = true
      }
    case .pStyle: paragraphs[last].styleID = attributes.string(.val)
    case .outlineLvl:
      paragraphs[last].outlineLevel = attributes.integer(.val).map { max(0, min($0, 9)) }
    case .numId: paragraphs[last].numberingID = attributes.integer(.val)
    case .ilvl:
      paragraphs[last].numberingLevel = attributes.integer(.val).map { max(0, min($0, 8)) }
    case .pageBreakBefore: paragraphs[last].pageBreakBefore = attributes.isOn()
    default: break
    }
  }

  /// Reads what holds for the sign at the end of a paragraph.
  private mutating func markProperty(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    guard hasParagraph else { return }
    let last = paragraphs.count - 1
    switch (name, context.options.word.trackedChanges) {
    case (.del, .accept), (.moveFrom, .accept), (.ins, .reject), (.moveTo, .reject):
      paragraphs[last].isJoinedToNext = true
    default: break
    }
  }

  private mutating func runProperty(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    switch name {
    case .b: run.bold = attributes.isOn()
    case .i: run.italic = attributes.isOn()
    case .sz: run.size = attributes.integer(.val)
    case .vanish: run.hidden = attributes.isOn()
    case .rStyle: run.styleID = attributes.string(.val)
    case .rFonts: run.font = attributes.string(.ascii) ?? attributes.string(.hAnsi)
    default: break
    }
  }

  private mutating func tableProperty(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    guard !tables.isEmpty else { return }
    let last = tables.count - 1
    switch name {
    case .tblStyle: tables[last].styleID = attributes.string(.val)
    case .tblLook:
      let bits = attributes.string(.val).flatMap { Int($0, radix: 16) } ?? 0
      tables[last].looksAtFirstRow =
        attributes.has(.firstRow) ? attributes.isOn(.firstRow) : bits & 0x20 != 0
    default: break
    }
  }

  private mutating func rowProperty(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    guard !tables.isEmpty else { return }
    let last = tables.count - 1
    let changes = context.options.word.trackedChanges
    switch name {
    case .tblHeader: tables[last].row.isHeader = attributes.isOn()
    case .gridBefore: tables[last].row.columnsBefore = max(attributes.integer(.val) ?? 0, 0)
    case .gridAfter: tables[last].row.columnsAfter = max(attributes.integer(.val) ?? 0, 0)
    case .del: if changes == .accept { tables[last].row.isRemoved = true }
    case .ins: if changes == .reject { tables[last].row.isRemoved = true }
    default: break
    }
  }

  private mutating func cellProperty(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    guard frames[frames.count - 1].kind == .cell else { return }
    let last = frames.count - 1
    let changes = context.options.word.trackedChanges
    switch name {
    case .gridSpan: frames[last].cell.span = max(attributes.integer(.val) ?? 1, 1)
    case .vMerge: frames[last].cell.merge = attributes.equals(.val, "restart") ? .first : .following
    case .hMerge: frames[last].cell.continuesLeft = !attributes.equals(.val, "restart")
    case .cellDel: if changes == .accept { frames[last].cell.isRemoved = true }
    case .cellIns: if changes == .reject { frames[last].cell.isRemoved = true }
    default: break
    }
  }

  private mutating func controlProperty(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    switch name {
    case .docPartGallery:
      if attributes.equals(.val, "Table of Contents"), !controls.isEmpty {
        controls[controls.count - 1] = true
      }
    case .showingPlcHdr:
      if !prompts.isEmpty { prompts[prompts.count - 1].isShown = attributes.isOn() }
    case .temporary:
      if !prompts.isEmpty {
        prompts[prompts.count - 1].isTemporary = attributes.isOn()
      }
    case .checkbox14: pendingCheck = pendingCheck ?? false
    case .checked14: pendingCheck = attributes.isOn(.val14)
    default: break
    }
  }

  /// Counts the break that a paragraph asks for in front of it.
  private mutating func breakBefore() {
    guard hasParagraph, frames.count == 1, case .document = purpose else { return }
    let paragraph = paragraphs[paragraphs.count - 1]
    if paragraph.pageBreakBefore ?? context.styles[paragraph.styleID].pageBreakBefore {
      pages.breakBeforeParagraph()
    }
  }
}
