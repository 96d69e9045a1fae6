/* Light or dark as chosen before, set while the page loads, so that it does not flash. */
(function () {
  "use strict";
  const kept = __md_get("__palette");
  if (!kept?.color) return;
  const color = { ...kept.color };
  if (color.media === "(prefers-color-scheme)") {
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const choice = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
    if (choice) for (const name of Object.keys(color)) color[name] = choice.getAttribute(`data-md-color-${name}`);
  }
  for (const [name, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${name}`, value);
})();
