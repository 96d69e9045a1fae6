// In the pages of a live preview only: never silently old. Loads the page again when there is a newer
// site, and lays over it what keeps the newest changes from being shown.
"use strict";
(() => {
  const version = document.currentScript.dataset.version;
  const EVERY = 400; // milliseconds
  const MOST = 30; // problems that are listed
  const SILENT = 3; // answers that may fail before the page says so
  const STYLE = `
    :host { position: fixed; inset: auto 0 0 0; z-index: 2147483647; font: 15px/1.6 system-ui, sans-serif; }
    section { max-height: 60vh; overflow: auto; padding: 12px 20px; color: #fff; background: #7a1420;
      border-top: 3px solid #fff; }
    section.quiet { background: #444; padding: 4px 20px; }
    h2 { margin: 0 0 4px; font-size: 17px; }
    ol { margin: 8px 0 0; padding: 0; list-style: none; }
    li { padding: 8px 0; border-top: 1px solid #ffffff55; }
    code { font: 14px ui-monospace, monospace; overflow-wrap: anywhere; }
    p { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
    .hint { color: #ffe3b0; }
    button { float: right; font: inherit; color: inherit; background: none; border: 1px solid; padding: 0 12px; }`;
  let host, shown = "", folded = false, failures = 0;

  const element = (name, text, kind) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  const problem = (each) => {
    const item = document.createElement("li");
    const place = `${each.file}:${each.line}:${each.column}`;
    item.append(element("code", place), element("p", `${each.message} [${each.check}]`));
    item.append(element("p", `→ ${each.hint}`, "hint"));
    return item;
  };

  const panel = (state) => {
    const section = document.createElement("section");
    section.setAttribute("role", "alert");
    const fold = element("button", folded ? "展开" : "收起");
    fold.addEventListener("click", () => {
      folded = !folded;
      shown = "";
      show(state);
    });
    const heading = element("h2", state.heading);
    section.append(fold, heading);
    if (!folded) {
      if (state.message) section.append(element("p", state.message));
      const list = document.createElement("ol");
      list.append(...state.problems.slice(0, MOST).map(problem));
      const others = state.problems.length - MOST;
      if (others > 0) list.append(element("li", `另有 ${others} 处，见命令行`));
      section.append(list);
    }
    return section;
  };

  const remove = () => {
    if (host) host.remove();
    host = undefined;
  };

  const show = (state) => {
    const now = JSON.stringify(state);
    if (now === shown) return;
    shown = now;
    remove();
    if (!state.heading) return;
    host = document.createElement("div");
    host.id = "preview-problems";
    const root = host.attachShadow({ mode: "open" });
    root.append(element("style", STYLE), state.quiet ? element("section", state.heading, "quiet") : panel(state));
    document.body.append(host);
  };

  const old = version === "0" ? "还没有可以看的网页" : "这一页是改动之前的";
  const heading = (state) => {
    if (state.problems.length) return `数据有 ${state.problems.length} 处错误，${old}；改好后自动更新`;
    if (state.message) return `没有更新，${old}；改好后自动更新`;
    return state.building ? "正在更新……" : "";
  };

  const ask = async () => {
    try {
      const state = await (await fetch("/-/state")).json();
      failures = 0;
      if (String(state.version) !== version) {
        location.reload();
        return;
      }
      const faulty = state.problems.length > 0 || state.message !== "";
      show({ ...state, building: false, heading: heading(state), quiet: !faulty });
    } catch {
      failures += 1;
      if (failures >= SILENT) {
        const stopped = "预览已经停止：这一页不再更新，请在命令行里重新运行 serve";
        show({ heading: stopped, message: "", problems: [], quiet: true });
      }
    }
    setTimeout(ask, EVERY);
  };

  ask();
})();
