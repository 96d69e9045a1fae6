/* Elements made of data: text is always text, never markup. */

/** An element `tag.class.class` with attributes, properties (`value`, `checked`), handlers (`onclick`) and children. */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "data") Object.assign(element.dataset, value);
    else if (key in PROPERTIES) element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...shown(children));
  if (attributes.value !== undefined && name === "select") element.value = attributes.value;
  return element;
}

const shown = (children) =>
  children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");

/** Put `children` (lists in lists, nothing where one is null or false) in place of what stands in `element`. */
export const put = (element, ...children) => element.replaceChildren(...shown(children));

const PROPERTIES = { value: 1, checked: 1, disabled: 1, hidden: 1, className: 1 };

let last = 0;
/** An id that no other element has. */
export const fresh = (stem) => `${stem}-${++last}`;

/** A label with its control, a line of help, and room for what is wrong with it (`data-for` names the field). */
export function field(label, control, { help = "", key = "" } = {}) {
  const id = (control.id ||= fresh("field"));
  const about = fresh("help");
  const wrong = h("p.wrong", { id: fresh("wrong"), data: { for: key }, role: "alert" });
  control.setAttribute("aria-describedby", [help && about, wrong.id].filter(Boolean).join(" "));
  return h(
    "div.field",
    {},
    h("label", { for: id }, label),
    control,
    help && h("p.help", { id: about }, help),
    wrong,
  );
}

/** `run` called once when nothing has called for so many milliseconds. */
export function later(run, milliseconds) {
  let timer = 0;
  const waiting = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), milliseconds);
  };
  waiting.stop = () => clearTimeout(timer);
  return waiting;
}

/** Tell what happened, in the line at the foot of the page and to those who do not see it; what is grave stays. */
export function tell(text, grave = false) {
  const status = document.getElementById("status");
  status.textContent = text;
  status.classList.toggle("grave", grave);
  if (grave) fade.stop();
  else fade();
}

const fade = later(() => (document.getElementById("status").textContent = ""), 8000);

/** A dialog with a heading; resolves when it is closed, with what `close` was given. */
export function dialog(heading, build) {
  const before = document.activeElement;
  const id = fresh("heading");
  return new Promise((resolve) => {
    const close = (value) => {
      box.close();
      box.remove();
      if (before?.isConnected) before.focus();
      resolve(value);
    };
    const box = h("dialog", { "aria-labelledby": id }, h("h2", { id }, heading));
    box.append(...[build(close)].flat(Infinity).filter(Boolean));
    box.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(null);
    });
    document.body.append(box);
    box.showModal();
    box.querySelector("[autofocus]")?.focus();
  });
}
