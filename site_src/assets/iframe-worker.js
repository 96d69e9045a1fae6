/* From a folder (file://) browsers refuse to start a Worker. This stand-in runs the
   worker's script in a hidden frame, so that search works without a server.
   The theme's search worker looks for the name IFrameWorker in its parent. */
(function () {
  "use strict";
  if (location.protocol !== "file:") return;

  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      const outer = this;
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.title = "search";
      document.body.append(this.frame);
      const inner = (this.inner = this.frame.contentWindow);
      inner.postMessage = (data) =>
        setTimeout(() => outer.dispatchEvent(new MessageEvent("message", { data })));
      const script = new URL(url, location.href);
      let imported = Promise.resolve();
      inner.importScripts = (...urls) => {
        for (const each of urls) imported = imported.then(() => this.load(new URL(each, script)));
        return imported; /* a Worker's own waits; who calls this one has to */
      };
      this.load(script).then(() => imported).then(() => {
        this.ready = true;
        this.waiting.splice(0).forEach((data) => this.postMessage(data));
      });
    }

    load(url) {
      return new Promise((done, failed) => {
        const script = this.inner.document.createElement("script");
        script.src = url.href;
        script.onload = done;
        script.onerror = () => failed(new Error(url));
        this.inner.document.body.append(script);
      });
    }

    postMessage(data) {
      if (!this.ready) this.waiting.push(data);
      else setTimeout(() => this.inner.dispatchEvent(new MessageEvent("message", { data })));
    }

    set onmessage(handler) {
      this.addEventListener("message", handler);
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.IFrameWorker = window.Worker = FrameWorker;
})();
