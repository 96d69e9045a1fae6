/* 查找：在单位名称、任务标题和原文里找读者输入的字。
   The theme's search box talks to this worker. Chinese has no spaces between words, so it looks for
   the very characters typed, wherever they stand; no dictionary decides what can be found.
   Messages: {type: 0, data: {docs}} → {type: 1}; {type: 2, data: query} → {type: 3, data: {items}}. */
(function () {
  "use strict";
  const AROUND = 36; // characters of text shown on each side of the first match
  const MOST = 40; // results shown
  let docs = [];
  importScripts("unit-names.js");

  const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };
  const plain = (text) => (text || "").replace(/&(?:amp|lt|gt|quot|#x27);/g, (one) => ENTITIES[one]);
  const escape = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
  /* Width and case do not count; every character keeps its place. */
  const fold = (text) =>
    text.toLowerCase().replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0).toLowerCase());

  function setUp(raw) {
    docs = raw.map((doc, order) => {
      const title = plain(doc.title);
      const text = plain(doc.text);
      const head = fold(title).replace(/^(\d+|[一二三四五六七八九十]+（[一二三四五六七八九十]+）) /, "");
      return { ...doc, order, title, text, head, inTitle: fold(title), inText: fold(text), inNames: fold(plain(doc.names)) };
    });
  }

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

  function all(terms, enough) {
    const found = [];
    for (const doc of docs) {
      const scores = terms.map((term) => scoreOf(doc, term));
      const met = scores.filter(Boolean).length;
      if (met >= enough(terms)) found.push({ doc, terms, scores, score: scores.reduce((a, b) => a + b) * (met / terms.length) });
    }
    return found.sort((a, b) => b.score - a.score || a.doc.order - b.doc.order);
  }

  function find(query) {
    const terms = words(query);
    if (!terms.length) return [];
    const every = (list) => list.length;
    const half = (list) => Math.ceil(list.length / 2);
    const ways = [
      () => all(terms, every),
      () => all(pairs(terms), every),
      () => alike(terms),
      () => all(pairs(terms), half),
    ];
    for (const way of ways) {
      const found = way();
      if (found.length) return found.slice(0, MOST).map((one) => [item(one, terms)]);
    }
    return [];
  }

  /* 名称相近的单位：区水物局 */
  const alike = (terms) =>
    docs
      .filter((doc) => doc.kind === "unit" && unitNames.way(doc.keys, terms.join("")) === unitNames.ALIKE)
      .map((doc) => ({ doc, terms, scores: terms.map(() => 1), score: 1 }));

  function item({ doc, terms, scores, score }, asked) {
    const met = terms.every((_, i) => scores[i]);
    return {
      location: doc.location,
      title: marked(doc.title, doc.inTitle, terms, 0, doc.title.length),
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

  addEventListener("message", (event) => {
    const { type, data } = event.data;
    if (type === 0) {
      setUp(data.docs);
      postMessage({ type: 1 });
    } else if (type === 2) {
      postMessage({ type: 3, data: { items: find(data) } });
    }
  });
})();
