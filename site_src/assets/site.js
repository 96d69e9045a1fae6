/* Small comforts; every page can be read without them. */
(function () {
  "use strict";

  /* 大字：记在这台电脑上。 */
  function largeType(button) {
    const remembered = () => { try { return localStorage.getItem("large-type") === "1"; } catch { return false; } };
    const set = (on) => {
      document.documentElement.classList.toggle("large", on);
      button.setAttribute("aria-pressed", on);
      try { localStorage.setItem("large-type", on ? "1" : "0"); } catch { /* 不让记就不记 */ }
    };
    button.hidden = false;
    if (remembered()) set(true);
    button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));
  }

  /* The theme's search box listens to the keyboard only: pasting with the mouse must search too. */
  function searchBox(input) {
    input.addEventListener("input", () =>
      setTimeout(() => input.dispatchEvent(new Event("keyup", { bubbles: true })))
    );
  }

  /* The theme's switch between light and dark listens to Enter; Space is what works buttons elsewhere. */
  function darkSwitch(form) {
    form.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      form.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    });
  }

  /* 从查找的结果来：要找的字在下面，或在收起的原文里，就移到第一处。The theme marks the words when its index is there. */
  function showFoundWords(page) {
    if (!new URLSearchParams(location.search).has("h")) return;
    const marked = new MutationObserver(() => {
      const marks = [...page.querySelectorAll("mark[data-md-highlight]")];
      if (!marks.length) return;
      marked.disconnect();
      const mark = marks.find((each) => each.getClientRects().length) ?? marks[0];
      for (let folded = mark.closest("details"); folded; folded = folded.parentNode.closest("details")) folded.open = true;
      if (scrollY === 0 && mark.getBoundingClientRect().bottom > innerHeight) mark.scrollIntoView({ block: "center" });
    });
    marked.observe(page, { childList: true, subtree: true });
  }

  /* 首页：输入几个字，只留下叫这个名称的单位（怎样算，见 unit-names.js）；都没有就列相近的。回车打开第一个。 */
  function finder(box) {
    const input = box.querySelector("input");
    const status = box.querySelector("[role=status]");
    const groups = [...box.querySelectorAll("section")];
    const cards = [...box.querySelectorAll("li[data-keys]")];
    const narrow = () => {
      const ways = cards.map((card) => unitNames.way(card.dataset.keys, input.value));
      const best = Math.min(...ways.filter((way) => way >= 0));
      cards.forEach((card, index) => { card.hidden = ways[index] !== best; });
      for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
      const total = ways.filter((way) => way === best).length;
      const note = best === unitNames.ALIKE ? "没有这个名称，相近的有 " : "";
      status.textContent = !input.value.trim() ? "" : total ? `${note}${total} 个单位` : "没有这个单位，请更换关键词";
    };
    input.addEventListener("input", narrow);
    input.addEventListener("keydown", (event) => {
      const first = box.querySelector("section:not([hidden]) li:not([hidden]) a");
      if (event.key === "Enter" && input.value.trim() && first) location.href = first.href;
    });
    narrow();
  }

  /* 清单：只看一个单位的（或一份文件、一年、一章、一个牵头单位的）；一条没有那一项的，不受那个条件限制；空了的一段整段收起，标题里的数随着变。
     附在后面的段（aside）不算在条数里。 */
  function narrow(form) {
    const page = form.closest(".page");
    const selects = [...form.querySelectorAll("select")];
    const lines = [...page.querySelectorAll(selects.map((select) => `[data-${select.name}]`).join())];
    const groups = [...page.querySelectorAll("[data-group]")];
    const counts = [...page.querySelectorAll("[data-count]")].map((count) => [count, count.textContent]);
    /* 分成几页的清单，在领路的那一页上一条是一页：它有多少条、其中多少条是这个单位的 */
    const totals = new Map([...page.querySelectorAll("[data-lines]")].map((total) => [total.closest("li"), { total, of: JSON.parse(total.dataset.lines) }]));
    const size = (some, unit) => some.reduce((sum, line) => sum + (totals.has(line) ? totals.get(line).of[unit] ?? 0 : 1), 0);
    const counted = lines.filter((line) => !line.closest("[data-group=aside]"));
    const within = (group, some) => some.filter((line) => group.contains(line)).length;
    const apply = () => {
      const asked = selects.filter((select) => select.value);
      for (const line of lines)
        line.hidden = asked.some((select) => select.name in line.dataset && !line.dataset[select.name].split(" ").includes(select.value));
      const shown = lines.filter((line) => !line.hidden);
      for (const group of groups) group.hidden = asked.length > 0 && !within(group, shown);
      for (const [count, all] of counts) count.textContent = asked.length ? within(count.closest("[data-group]"), shown) : all;
      for (const [line, { total }] of totals) total.textContent = `${size([line], form.elements.unit.value)} 条`;
      for (const link of page.querySelectorAll(".contents a")) {
        const heading = document.getElementById(link.hash.slice(1));
        link.parentNode.hidden = !!heading?.closest("[hidden]");
        link.textContent = heading?.textContent ?? link.textContent;
      }
      const left = size(counted.filter((line) => !line.hidden), form.elements.unit?.value);
      form.querySelector("output").textContent = asked.length ? `显示 ${left} / ${size(counted, "")} 条` : "";
      address.write(form);
    };
    const recall = () => {
      if (location.hash.length > 1 && !location.hash.includes("=")) return;
      const state = address.read();
      for (const select of selects) {
        select.value = state.get(select.name) ?? "";
        if (select.selectedIndex === -1) select.value = "";
      }
      apply();
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", recall);
    recall();
  }

  /* 打印时写明只列了哪些。 */
  function sayConditions() {
    const said = [...document.querySelectorAll("form.filters:not([hidden])")].filter((form) => address.words(form)).map((form) => {
      const line = document.createElement("p");
      line.textContent = `条件：${address.words(form)}`;
      form.after(line);
      return line;
    });
    addEventListener("afterprint", () => { for (const line of said) line.remove(); }, { once: true });
  }

  /* 打印时原文都展开。 */
  function unfoldForPrint() {
    const closed = [...document.querySelectorAll(".page details:not([open])")];
    for (const details of closed) details.open = true;
    addEventListener("afterprint", () => { for (const details of closed) details.open = false; }, { once: true });
  }

  /* 表格：点表头排序，再点反过来；数目先从多到少，空的总在最后。合计一行（另一个 tbody）不动。 */
  function sortable(table) {
    const body = table.tBodies[0];
    const value = (row, index) => {
      const cell = row.cells[index];
      return cell.dataset.sort ?? cell.textContent.trim();
    };
    [...table.tHead.rows[0].cells].forEach((head, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        const down = before ? before === "ascending" : head.matches(".n, .bars");
        for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const numeric = [...body.rows].every((row) => value(row, index) === "" || !isNaN(value(row, index)));
        const compare = (a, b) => (numeric ? a - b : a.localeCompare(b, "zh")) * (down ? -1 : 1);
        const rows = [...body.rows].sort((first, second) => {
          const [a, b] = [value(first, index), value(second, index)];
          return a === "" || b === "" ? (a === "") - (b === "") : compare(a, b);
        });
        body.append(...rows);
      });
    });
  }

  /* 协作图（圆或列）：指到一个单位，只亮它的线。 */
  function arcs(figure) {
    const paths = [...figure.querySelectorAll("[data-ends]")];
    const light = (unit) => {
      figure.classList.toggle("lit", !!unit);
      for (const path of paths) path.classList.toggle("on", !!unit && path.dataset.ends.split(" ").includes(unit));
    };
    const at = (event) => light(event.target.closest("[data-unit]")?.dataset.unit);
    figure.addEventListener("mouseover", at);
    figure.addEventListener("focusin", at);
    figure.addEventListener("mouseleave", () => light());
    figure.addEventListener("focusout", () => light());
  }

  /* 手机上栏目排不下：把所在的栏目移到看得见的地方。 */
  function showTab(tab) {
    const bar = tab.closest(".site-tabs");
    bar.scrollLeft = tab.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;
  }

  /* 链接指到收起的一处（修订里的一个单位，首页上的一份文件），就把它展开。 */
  function unfoldTarget() {
    let name;
    try { name = decodeURIComponent(location.hash.slice(1)); } catch { return; /* 网址写坏了 */ }
    const folded = document.getElementById(name)?.closest("details");
    if (folded) folded.open = true;
  }

  /* 一处出错，别处照常。 */
  function enhance(selector, start) {
    for (const element of document.querySelectorAll(selector)) {
      try { start(element); } catch (error) { console.error(error); }
    }
  }

  document.documentElement.classList.add("scripted");
  unfoldTarget();
  addEventListener("hashchange", unfoldTarget);
  addEventListener("beforeprint", unfoldForPrint);
  addEventListener("beforeprint", sayConditions);
  enhance(".site-tabs .here", showTab);
  enhance(".large-type", largeType);
  enhance(".md-search__input", searchBox);
  enhance("form[data-md-component=palette]", darkSwitch);
  enhance(".page", showFoundWords);
  enhance("[data-finder]", finder);
  enhance("form[data-narrow]", narrow);
  enhance("table[data-sortable]", sortable);
  enhance(".cooperation figure", arcs);
})();
