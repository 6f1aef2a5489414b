"use strict";
// The page reads without this: it adds filters, sorting, and the whole of a quote lit up where a link leads to it.
(() => {
  const byId = (id) => document.getElementById(id);
  const list = byId("list");
  const body = list.tBodies[0];
  const rows = [...body.rows];
  const cards = new Map(rows.map((row) => [row, byId(row.querySelector("a").hash.slice(1))]));
  const form = byId("filters");
  const value = (name) => byId("q-" + name).value;

  const kept = (row) => {
    const { r, v, s, k } = row.dataset;
    const severity = value("severity");
    return (
      row.cells[0].textContent.toLowerCase().includes(value("id").trim().toLowerCase()) &&
      (severity === "" || (severity === "0" ? s === "0" : Number(s) >= Number(severity))) &&
      (value("check") === "" || k.split(" ").includes(value("check"))) &&
      (value("recorded") === "" || r === value("recorded")) &&
      (value("verdict") === "" || v === value("verdict")) &&
      (value("abuse") === "" || row.cells[3].textContent === value("abuse"))
    );
  };
  const filter = () => {
    let shown = 0;
    for (const row of rows) {
      row.hidden = !kept(row);
      cards.get(row).hidden = row.hidden;
      shown += row.hidden ? 0 : 1;
    }
    byId("count").textContent = `${shown} of ${rows.length} cases shown`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());

  const sortKey = (row, column) => (column === 4 ? row.dataset.s : row.cells[column].textContent);
  const heads = [...list.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const counts = column >= 4;
      const before = head.getAttribute("aria-sort");
      const down = before === null ? counts : before === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = new Intl.Collator("en-GB", { numeric: true });
      const keys = new Map(rows.map((row) => [row, sortKey(row, column)]));
      rows.sort((a, b) => (down ? -1 : 1) * order.compare(keys.get(a), keys.get(b)));
      body.append(...rows);
    });
  });

  const reveal = (target) => {
    for (let at = target; at; at = at.parentElement) {
      if (at.localName === "details") at.open = true;
      if (at.localName === "article") at.hidden = false;
    }
    if (target.localName === "article") target.querySelector("details").open = true;
  };
  let wanted = 1;
  const arrive = () => {
    document.querySelectorAll("mark.on").forEach((mark) => mark.classList.remove("on"));
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    reveal(target);
    if (target.localName === "mark") {
      const log = target.closest(".log");
      const marks = [...log.querySelectorAll("mark")];
      const first = marks.indexOf(target);
      marks.slice(first, first + wanted).forEach((mark) => mark.classList.add("on"));
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
      // beside the questions the log scrolls alone, so that the question stays in sight
      log.scrollTop += target.getBoundingClientRect().top - log.getBoundingClientRect().top - log.clientHeight / 2;
      target.scrollIntoView({ block: "nearest" });
    } else {
      target.scrollIntoView();
    }
    wanted = 1;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    wanted = Number(link.dataset.n || 1);
    // a quote keeps the page where it is: the browser's own jump would scroll it
    if (link.dataset.n) {
      event.preventDefault();
      history.pushState(null, "", link.hash);
      arrive();
    } else if (link.hash === location.hash) {
      arrive();
    }
  });
  addEventListener("hashchange", arrive);
  addEventListener("beforeprint", () => document.querySelectorAll("article:not([hidden]) details").forEach((part) => (part.open = true)));
  if (location.hash) arrive();
})();
