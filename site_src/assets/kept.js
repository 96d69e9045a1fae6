/* What the theme's script asks for by these names: values kept on this computer, apart for each site.
   In a file of its own, so that no page needs a script within it. */
(function () {
  "use strict";
  const site = new URL("..", document.currentScript.src);
  const key = (name, scope) => `${scope.pathname}.${name}`;
  /* 记坏了的，就当没有记过：主题的程序不看，遇到会停下。 */
  const sound = (name, value) =>
    name !== "__palette" ||
    (Number.isInteger(value?.index) && Object.entries(value.color ?? {}).every(([part, text]) => /^[a-z]+$/.test(part) && typeof text === "string"));

  window.__md_scope = site;
  window.__md_hash = (text) => [...text].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) | 0, 0);
  window.__md_get = (name, storage, scope = site) => {
    try {
      const value = JSON.parse((storage || localStorage).getItem(key(name, scope)));
      return sound(name, value) ? value : null;
    } catch { return null; }
  };
  window.__md_set = (name, value, storage, scope = site) => {
    try { (storage || localStorage).setItem(key(name, scope), JSON.stringify(value)); } catch { /* 不让记就不记 */ }
  };
})();
