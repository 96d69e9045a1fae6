/* 网址 # 后面的条件（可以转发）：读出来，记下去。没有等号的是页内的位置，不动它。 */
globalThis.address = {
  read: () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : ""),

  /* 记下一张表单里填了的条件，同名的几个用逗号连起来；带 data-carry 的链接跟着带上。 */
  write(form) {
    const values = {};
    for (const [name, value] of new FormData(form)) if (value.trim()) (values[name] ??= []).push(value);
    const state = new URLSearchParams(Object.entries(values).map(([name, of]) => [name, of.join()]));
    const hash = String(state).replaceAll("%2C", ",");
    for (const link of document.querySelectorAll("a[data-carry]"))
      link.href = link.href.replace(/#.*/, "") + (hash && `#${hash}`);
    if (!hash && !location.hash.includes("=")) return;
    try { history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search); } catch { /* 从文件夹打开时可能不许 */ }
  },

  /* 一张表单里填了的条件，用话说：单位：区水务局、区教育局；角色：★ 牵头单位；显示 3 / 58 项 */
  words(form) {
    const words = (node) => node.textContent.trim();
    const asked = [];
    for (const choice of form.querySelectorAll("details.choice")) {
      const chosen = [...choice.querySelectorAll("input:checked")].map((input) => words(input.parentNode));
      if (chosen.length) asked.push(`${words(choice.querySelector("summary").firstChild)}：${chosen.join("、")}`);
    }
    for (const field of form.querySelectorAll("label > :is(select, input)")) {
      if (field.closest("details")) continue;
      if (field.type === "checkbox" && field.checked) asked.push(words(field.parentNode));
      else if (field.type !== "checkbox" && field.value.trim())
        asked.push(`${words(field.parentNode.firstChild)}：${field.selectedOptions ? words(field.selectedOptions[0]) : field.value.trim()}`);
    }
    return [...asked, words(form.querySelector("output"))].filter(Boolean).join("；");
  },
};
