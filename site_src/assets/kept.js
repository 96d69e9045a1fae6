/* What the theme's script asks for by these names: values kept on this computer, apart for each site.
   In a file of its own, so that no page needs a script within it. */
(function () {
  "use strict";
  const site = new URL("..", document.currentScript.src);
  const key = (name, scope) => `${scope.pathname}.${name}`;

  window.__md_scope = site;
  window.__md_hash = (text) => [...text].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) | 0, 0);
  window.__md_get = (name, storage, scope = site) => {
    try { return JSON.parse((storage || localStorage).getItem(key(name, scope))); } catch { return null; }
  };
  window.__md_set = (name, value, storage, scope = site) => {
    try { (storage || localStorage).setItem(key(name, scope), JSON.stringify(value)); } catch { /* 不让记就不记 */ }
  };
})();
