/* What the page asks of the command that serves it. */

/** A refusal: what the user is told, and what was wrong. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer.error || "没有做成");
    this.status = status;
    this.problems = answer.problems || [];
    this.changed = answer.changed || [];
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(0, { error: "连不上：命令已经结束。已保存的都在；请重新运行 zeren edit。" });
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

export const get = (path) => ask(path, {});

export const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const upload = (path, form) => ask(path, { method: "POST", body: form });

/** `/api/policies/清单/tasks/3` and a query, every piece escaped. */
export function address(pieces, query = {}) {
  const path = pieces.map(encodeURIComponent).join("/");
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined));
  return `/api/${path}${asked.size ? `?${asked}` : ""}`;
}
