/* 查找：在单位名称、任务标题和原文里找读者输入的字。
   The theme's search box talks to this worker. Chinese has no spaces between words, so it looks for
   the very characters typed, wherever they stand; no dictionary decides what can be found.
   Messages: {type: 0, data: {config, docs}} → {type: 1}; {type: 2, data: query} → {type: 3, data: {items}}. */
(function () {
  "use strict";
  const AROUND = 36; // characters of text shown on each side of the first match
  const MOST = 40; // results shown
  importScripts("unit-names.js");

  const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };
  const plain = (text) => (text || "").replace(/&(?:amp|lt|gt|quot|#x27);/g, (one) => ENTITIES[one]);
  const escape = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
  /* Width and case do not count; every character keeps its place. */
  const fold = (text) =>
    text.toLowerCase().replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0).toLowerCase());

  const searchable = (doc, order) => {
    const title = plain(doc.title);
    const text = plain(doc.text);
    const head = fold(title).replace(/^(\d+|[一二三四五六七八九十]+（[一二三四五六七八九十]+）) /, "");
    return { ...doc, order, title, text, head, inTitle: fold(title), inText: fold(text), inNames: fold(plain(doc.names)) };
  };

  const words = (query) => [...new Set(fold(query).split(/[\s,，、。；：“”"']+/).filter(Boolean))];

  /* 找不到整串字时，退到两个字两个字地找。 */
  const pairs = (terms) =>
    terms.flatMap((term) =>
      /^[\u4e00-\u9fff]{3,}$/.test(term) ? [...term.slice(0, -1)].map((_, i) => term.slice(i, i + 2)) : [term]
    );

  /* 单位还可以用拼音、首字母和全称找，与首页的检索一样；只是相近的不算。 */
  function isUnit(doc, term) {
    const way = doc.kind === "unit" ? unitNames.way(doc.keys, term) : -1;
    return way >= 0 && way !== unitNames.ALIKE;
  }

  function scoreOf(doc, term) {
    let score = 0;
    if (doc.head === term || doc.inNames.split("、").includes(term)) score += 1000;
    else if (doc.inTitle.includes(term)) score += (doc.kind === "unit" ? 500 : 300) + (100 * term.length) / doc.head.length;
    else if (isUnit(doc, term)) score += 400;
    else if (doc.inNames.includes(term)) score += 5;
    const times = doc.inText.split(term).length - 1;
    return score + Math.min(times, 5) * (doc.kind === "unit" ? 1 : 10);
  }

  function all(docs, terms, enough) {
    const found = [];
    for (const doc of docs) {
      const scores = terms.map((term) => scoreOf(doc, term));
      const met = scores.filter(Boolean).length;
      if (met >= enough(terms)) found.push({ doc, terms, scores, score: scores.reduce((a, b) => a + b) * (met / terms.length) });
    }
    return found.sort((a, b) => b.score - a.score || a.doc.order - b.doc.order);
  }

  const every = (list) => list.length;
  const half = (list) => Math.ceil(list.length / 2);
  const shown = (found, asked) => found.slice(0, MOST).map((one) => [item(one, asked)]);

  /* 依次放宽，直到找到。candidates(terms, enough, tell) 给出可能符合的条目：全部，或者按索引挑出来的；
     tell 在还没有看完时先说已经找到的。 */
  async function find(query, tell) {
    const terms = words(query);
    if (!terms.length) return [];
    const ways = [[terms, every], [pairs(terms), every], [terms, null], [pairs(terms), half]];
    for (const [wanted, enough] of ways) {
      const found = enough
        ? all(await candidates(wanted, enough, (docs) => tell(shown(all(docs, wanted, enough), terms))), wanted, enough)
        : alike(await units(), wanted);
      if (found.length) return shown(found, terms);
    }
    return [];
  }

  /* 名称相近的单位：区水物局 */
  const alike = (docs, terms) =>
    docs
      .filter((doc) => doc.kind === "unit" && unitNames.way(doc.keys, terms.join("")) === unitNames.ALIKE)
      .map((doc) => ({ doc, terms, scores: terms.map(() => 1), score: 1 }));

  function item({ doc, terms, scores, score }, asked) {
    const met = terms.every((_, i) => scores[i]);
    return {
      location: doc.location,
      title: marked(doc.title, doc.inTitle, terms, 0, doc.title.length) + (doc.of ? ` <small>${escape(plain(doc.of))}</small>` : ""),
      text: snippet(doc, terms),
      score,
      terms: Object.fromEntries(met ? asked.map((term) => [term, true]) : terms.map((term, i) => [term, !!scores[i]])),
    };
  }

  function snippet(doc, terms) {
    const first = Math.min(...terms.map((term) => doc.inText.indexOf(term)).filter((at) => at >= 0), doc.text.length);
    const start = first === doc.text.length ? 0 : Math.max(0, first - AROUND);
    const end = Math.min(doc.text.length, start + 2 * AROUND);
    return (start ? "…" : "") + marked(doc.text, doc.inText, terms, start, end) + (end < doc.text.length ? "…" : "");
  }

  function marked(text, folded, terms, start, end) {
    let out = "";
    for (let at = start; at < end; ) {
      const term = terms.find((one) => folded.startsWith(one, at));
      const length = term ? term.length : 1;
      const piece = escape(text.slice(at, at + length));
      out += term ? `<mark data-md-highlight>${piece}</mark>` : piece;
      at += length;
    }
    return out.replace(/<\/mark><mark data-md-highlight>/g, "");
  }

  /* ------------------------------------------------ 索引是一整份时 */

  let docs = [];
  let candidates = async () => docs;
  let units = async () => docs.filter((doc) => doc.kind === "unit");

  /* ------------------------------------------------ 索引分成几份时（search_pieces.py）：只取用得着的 */

  const LOOKED_AT = 120; // 最多细看这么多条
  const GRAMS = 4; // 一个词最多用几对字去查
  const loaded = new Map();
  self.searchPiece = (name, value) => loaded.set(name, value);

  async function piece(name) {
    if (!loaded.has(name)) await importScripts(`../search/${name}.js`);
    return loaded.get(name);
  }

  /* 词里的几对字：隔一个取一对，太长的匀着取 */
  function gramsOf(term) {
    if (term.length < 2) return [term];
    const starts = [];
    for (let at = 0; at < term.length - 1; at += 2) starts.push(at);
    if (starts[starts.length - 1] !== term.length - 2) starts.push(term.length - 2);
    const step = Math.max(1, (starts.length - 1) / (GRAMS - 1));
    const kept = starts.length <= GRAMS ? starts : [...Array(GRAMS).keys()].map((i) => starts[Math.round(i * step)]);
    return kept.map((at) => term.slice(at, at + 2));
  }

  function usePieces({ grams, starts, units: unitCount }) {
    const shelf = (gram) => (gram.charCodeAt(0) + (gram.length > 1 ? 31 * gram.charCodeAt(1) : 0)) % grams;

    /* 含有这一对字的条目 → 分量；太多的只列了分量大的（以 -1 开头）：没有列的，不能说没有 */
    async function postings(gram) {
      const found = new Map();
      const [first, ...rest] = (await piece(`gram-${shelf(gram)}`))[gram] || [];
      found.notAll = first === -1;
      let entry = 0;
      for (const number of found.notAll || first === undefined ? rest : [first, ...rest]) {
        entry += number >> 4;
        found.set(entry, (number & 8 ? 300 : 0) + (number & 7) * 10 + (entry < unitCount ? 200 : 0));
      }
      return found;
    }

    async function withTerm(term) {
      const lists = [];
      for (const gram of gramsOf(term)) lists.push(await postings(gram));
      /* 每一对都太多，就再看夹在中间的几对，里面也许有列得全的 */
      if (term.length > 3 && lists.every((list) => list.notAll)) for (const gram of gramsOf(term.slice(1, -1))) lists.push(await postings(gram));
      const [first, ...rest] = lists.sort((a, b) => a.notAll - b.notAll || a.size - b.size);
      const found = new Map();
      for (const [entry, weight] of first) {
        const weights = rest.map((list) => list.get(entry) ?? (list.notAll ? 0 : undefined));
        if (weights.every((one) => one !== undefined)) found.set(entry, Math.min(weight, ...weights));
      }
      return found;
    }

    async function entry(number) {
      let at = 0;
      while (at + 1 < starts.length && starts[at + 1] <= number) at += 1;
      const stretch = await piece(`docs-${at}`);
      if (!stretch.ready) stretch.ready = stretch.map((doc, index) => searchable(doc, starts[at] + index));
      return stretch.ready[number - starts[at]];
    }

    candidates = async (terms, enough, tell) => {
      const met = new Map(); // 条目 → [符合的词数, 分量]
      for (const term of terms) {
        for (const [number, weight] of await withTerm(term)) {
          const [times, sum] = met.get(number) || [0, 0];
          met.set(number, [times + 1, sum + weight]);
        }
      }
      /* 用全称或拼音找单位时，没有一对字不漏的，交给下一步。 */
      const wanted = enough(terms);
      const best = [...met].filter(([, [times]]) => times >= wanted).sort((a, b) => b[1][1] - a[1][1] || a[0] - b[0]);
      const found = [];
      let told = false; // 先给出第一条，不等其余的
      for (const [number] of best.slice(0, LOOKED_AT)) {
        found.push(await entry(number));
        if (!told) told = tell(found);
      }
      if (!all(found, terms, enough).length && unitCount) found.push(...(await units()));
      return found;
    };

    units = async () => {
      const found = [];
      for (let number = 0; number < unitCount; number += 1) found.push(await entry(number));
      return found;
    };
  }

  let asked = 0;
  addEventListener("message", async (event) => {
    const { type, data } = event.data;
    if (type === 0) {
      if (data.config.pieces) usePieces(data.config.pieces);
      docs = data.docs.map(searchable);
      postMessage({ type: 1 });
    } else if (type === 2) {
      const mine = (asked += 1);
      const answer = (items) => {
        if (mine === asked) postMessage({ type: 3, data: { items } });
        return items.length > 0;
      };
      answer(await find(data, (items) => items.length > 0 && answer(items)));
    }
  });
})();
