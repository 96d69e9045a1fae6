/* 把一张表写成 Excel 文件（xlsx 是打成 zip 的几个 XML，这里不压缩），不用网络。 */
(function () {
  "use strict";
  const bytes = (text) => new TextEncoder().encode(text);
  /* XML 1.0 里不能有的字去掉 */
  const clean = (text) => text.replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
  const xml = (text) => clean(text).replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);
  /* 写成文字的格子不会被当成公式；像公式的再加上 Excel 自己的“这是文字”的记号，有人改这一格时也不会变成公式 */
  const likeFormula = (text) => /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(text);

  /* 格子的样式：名称、字体（0 普通、1 粗、2 大）、底色（0 没有、2 浅）、框线（0 没有、1 细）、对齐 */
  const LOOKS = [
    ["text", 0, 0, 1, 'vertical="center" wrapText="1"'],
    ["sign", 0, 0, 1, 'horizontal="center" vertical="center"'],
    ["head", 1, 2, 1, 'horizontal="center" vertical="center" wrapText="1"'],
    ["upright", 1, 2, 1, 'horizontal="center" vertical="top" textRotation="255"'],
    ["band", 1, 2, 1, 'vertical="center"'],
    ["title", 2, 0, 0, 'vertical="center"'],
    ["note", 0, 0, 0, 'vertical="center" wrapText="1"'],
  ];
  const style = (look, quoted) => 2 * LOOKS.findIndex(([name]) => name === look) + (quoted ? 1 : 0);
  const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PART = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const relations = (...all) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${all.map(([type, target], index) => `<Relationship Id="r${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join("")}</Relationships>`;

  function styles() {
    const font = (more, size) => `<font>${more}<sz val="${size}"/><name val="宋体"/></font>`;
    const side = (name) => `<${name} style="thin"><color rgb="FFA9A498"/></${name}>`;
    const looks = LOOKS.flatMap(([, of, fill, border, align]) =>
      [0, 1].map((quote) => `<xf xfId="0" numFmtId="0" fontId="${of}" fillId="${fill}" borderId="${border}" quotePrefix="${quote}" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${align}/></xf>`));
    return `<styleSheet ${MAIN}><fonts count="3">${font("", 10)}${font("<b/>", 10)}${font("<b/>", 16)}</fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2EFE6"/></patternFill></fill></fills>
<borders count="2"><border/><border>${["left", "right", "top", "bottom"].map(side).join("")}</border></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${looks.length}">${looks.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  }

  /* 1 → A，27 → AA */
  const letters = (number) => (number > 26 ? letters(Math.floor((number - 1) / 26)) : "") + String.fromCharCode(65 + ((number - 1) % 26));

  function sheet({ rows, widths, frozen, across }) {
    const merged = [];
    const written = rows.map(({ cells, height }, index) => {
      const line = index + 1;
      let at = 0;
      const of = cells.flatMap(({ value = "", look = "text", span = 1 }) => {
        if (span > 1) merged.push(`${letters(at + 1)}${line}:${letters(at + span)}${line}`);
        return Array.from({ length: span }, (_, offset) => {
          const where = `r="${letters(++at)}${line}"`;
          const shown = offset ? "" : value;
          if (typeof shown === "number") return `<c ${where} s="${style(look)}"><v>${shown}</v></c>`;
          return `<c ${where} s="${style(look, likeFormula(shown))}" t="inlineStr"><is><t xml:space="preserve">${xml(shown)}</t></is></c>`;
        });
      });
      return `<row r="${line}"${height ? ` ht="${height}" customHeight="1"` : ""}>${of.join("")}</row>`;
    });
    return `<worksheet ${MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
<sheetViews><sheetView workbookViewId="0"><pane xSplit="${across}" ySplit="${frozen}" topLeftCell="${letters(across + 1)}${frozen + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>
<cols>${widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join("")}</cols>
<sheetData>${written.join("")}</sheetData>${merged.length ? `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>` : ""}
<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="8" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页　共 &amp;N 页</oddFooter></headerFooter></worksheet>`;
  }

  const TABLE = Uint32Array.from({ length: 256 }, (_, value) => { for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1; return value; });
  const crc = (data) => ~data.reduce((sum, byte) => TABLE[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0;

  /* 各文件打成一个不压缩的 zip：每个文件前面有一个头，最后是目录；时间都写 1980年1月1日，同样的表总是同样的文件。 */
  function zip(files) {
    const numbers = (...of) => { const view = new DataView(new ArrayBuffer(of.reduce((sum, [size]) => sum + size, 0))); let at = 0; for (const [size, value] of of) { view[`setUint${8 * size}`](at, value, true); at += size; } return new Uint8Array(view.buffer); };
    const parts = [], directory = [];
    let offset = 0;
    for (const [path, text] of Object.entries(files)) {
      const name = bytes(path), data = bytes(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
      const common = [[2, 20], [2, 0], [2, 0], [2, 0], [2, 0x21], [4, crc(data)], [4, data.length], [4, data.length], [2, name.length], [2, 0]];
      parts.push(numbers([4, 0x04034b50], ...common), name, data);
      directory.push(numbers([4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name);
      offset += 30 + name.length + data.length;
    }
    const size = directory.reduce((sum, part) => sum + part.length, 0), count = Object.keys(files).length;
    return [...parts, ...directory, numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0])];
  }

  /* 一张表：name 是工作表的名称，rows 是各行 {cells: [{value, look, span}], height}，widths 是各列的宽，
     前 frozen 行、across 列停住不动，打印时每页都有。 */
  globalThis.xlsx = (table) => {
    const name = table.name.replace(/[[\]:*?/\\']/g, " ").slice(0, 31);
    const titles = `'${name}'!$A:$${letters(table.across)},'${name}'!$1:$${table.frozen}`;
    const part = (path, type) => `<Override PartName="/${path}" ContentType="${PART}.${type}+xml"/>`;
    return new Blob(zip({
      "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("xl/workbook.xml", "sheet.main")}${part("xl/worksheets/sheet1.xml", "worksheet")}${part("xl/styles.xml", "styles")}</Types>`,
      "_rels/.rels": relations(["officeDocument", "xl/workbook.xml"]),
      "xl/workbook.xml": `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="${xml(name)}" sheetId="1" r:id="r1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${xml(titles)}</definedName></definedNames></workbook>`,
      "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"]),
      "xl/worksheets/sheet1.xml": sheet(table),
      "xl/styles.xml": styles(),
    }), { type: `${PART}.sheet` });
  };
})();
