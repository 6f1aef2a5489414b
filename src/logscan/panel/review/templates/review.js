"use strict";
// The form works without this: it saves each change as it is made, and counts the time that the page is read.
(() => {
  const form = document.getElementById("views");
  const status = document.getElementById("saved");
  const changed = new Map();
  const IDLE = 120_000;
  let seconds = 0;
  let active = Date.now();
  let sending = false;
  let wait = 0;
  let retry = 1000;

  const body = (fields) => {
    const data = new URLSearchParams([...fields]);
    data.set("part", "1");
    data.set("csrf", form.elements.csrf.value);
    data.set("visit", form.elements.visit.value);
    data.set("seconds", String(seconds));
    return data;
  };
  const tell = (state) => {
    if (status.className === state) return;
    status.className = state;
    status.textContent = status.dataset[state];
  };
  // after a new start the form's secret is another: the page, asked for anew, holds it once the new link was opened
  const renew = async () => {
    const answer = await fetch(location.pathname);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    form.elements.csrf.value = page.getElementById("views").elements.csrf.value;
  };
  const send = async (beat) => {
    clearTimeout(wait);
    if (sending || (changed.size === 0 && !beat)) return;
    sending = true;
    const batch = new Map(changed);
    changed.clear();
    try {
      const data = body(batch);
      // outlives the page where it is short enough for that
      const keepalive = data.toString().length < 60_000;
      const answer = await fetch(form.action, { method: "POST", body: data, redirect: "error", keepalive });
      if (answer.status === 403) await renew();
      if (!answer.ok) throw new Error(answer.statusText);
      retry = 1000;
      sending = false;
      if (batch.size) tell("saved");
      if (changed.size) send();
    } catch {
      // what was changed meanwhile is newer
      for (const [name, value] of batch) if (!changed.has(name)) changed.set(name, value);
      sending = false;
      if (changed.size) tell("failed");
      wait = setTimeout(send, retry);
      retry = Math.min(2 * retry, 15_000);
    }
  };
  const note = (field) => changed.set(field.name, field.type === "checkbox" && !field.checked ? "" : field.value);

  form.addEventListener("input", (event) => {
    note(event.target);
    clearTimeout(wait);
    wait = setTimeout(send, event.target.localName === "textarea" ? 300 : 0);
  });
  form.addEventListener("submit", () => {
    form.elements.seconds.value = String(seconds);
    changed.clear();
    status.className = "";
  });
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll", "touchstart"]) {
    addEventListener(kind, () => (active = Date.now()), { passive: true, capture: true });
  }
  setInterval(() => {
    if (document.visibilityState !== "visible" || Date.now() - active > IDLE) return;
    seconds += 1;
    if (seconds % 20 === 0) send(true);
  }, 1000);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") navigator.sendBeacon(form.action, body(changed));
  });
  addEventListener("beforeunload", (event) => {
    if (status.className === "failed") event.preventDefault();
  });
})();
