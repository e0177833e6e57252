/* Comfort only: every page is complete without it. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A link to something inside a fold opens it.
  const reveal = () => {
    let node = document.getElementById(location.hash.slice(1));
    for (; node; node = node.parentElement) {
      if (node.localName === "details") node.open = true;
    }
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Where the files are inside the page, a link to one is that file's download.
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    const file = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!file?.download) return;
    event.preventDefault();
    file.click();
  });

  // On paper nothing is folded.
  const closed = [];
  addEventListener("beforeprint", () => {
    for (const fold of all("details")) {
      if (!fold.open) { fold.open = true; closed.push(fold); }
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of closed.splice(0)) fold.open = false;
  });

  // What the reader chose stands in the address, so that it can be sent to someone.
  const keep = (name, value) => {
    const address = new URL(location);
    address.searchParams[value ? "set" : "delete"](name, value);
    try { history.replaceState(null, "", address); } catch { /* a page that may not */ }
  };
  const kept = name => new URL(location).searchParams.get(name);

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", () => act(made));
    return made;
  };

  // Copying, where a page may
  const copying = (label, text) => !navigator.clipboard ? "" : button(label, async made => {
    await navigator.clipboard.writeText(text());
    made.textContent = "Copied";
    setTimeout(() => { made.textContent = label; }, 1200);
  });
  const words = cell => [...cell.childNodes]
    .map(node => node.textContent.trim()).filter(Boolean).join(" ");
  const lines = table => [...table.rows].filter(row => !row.hidden)
    .map(row => [...row.cells].map(words).join("\t")).join("\n");

  // Tables
  const number = cell => {
    const text = (cell.querySelector(".pt") || cell).textContent
      .replace(/[\s\u2007\u2008\u202f<≥≤+]/g, "").replace("\u2212", "-");
    const value = parseFloat(text);
    return Number.isNaN(value) ? null : value;
  };
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;
  const columnOf = (table, head) => {
    // A head of two rows: the lower row's heads fill the columns under the groups.
    const rows = table.tHead.rows;
    const places = [];
    let column = 0;
    const lower = rows[1] ? [...rows[1].cells] : [];
    for (const cell of rows[0].cells) {
      if (cell.colSpan > 1 || cell.scope === "colgroup") {
        for (let i = 0; i < cell.colSpan; i++) places.push([lower.shift(), column++]);
      } else places.push([cell, column++]);
    }
    return places.find(place => place[0] === head)[1];
  };
  const level = table => {
    // Tall cells are given to each of their rows, so that rows can be moved.
    const rows = [...table.tBodies[0].rows];
    rows.forEach((row, index) => [...row.cells].forEach((cell, column) => {
      const height = cell.rowSpan;
      cell.rowSpan = 1;
      for (let i = 1; i < height; i++) {
        rows[index + i].insertBefore(cell.cloneNode(true), rows[index + i].cells[column] || null);
      }
      if (height > 1) row.parentElement.classList.add("flat");
    }));
    return rows;
  };

  for (const table of all("table[id]")) {
    const files = table.querySelector(".files");
    if (files) files.append(" ", copying("Copy", () => lines(table)));
    const count = table.tBodies[0].rows.length;
    if (count < 3) continue;
    let rows = null;
    const sort = (head, direction) => {
      rows ||= level(table);
      for (const other of all("[aria-sort]", table)) other.removeAttribute("aria-sort");
      const column = columnOf(table, head);
      const order = rows.map((row, index) => ({ row, index, value: number(row.cells[column]) }));
      const text = item => item.row.cells[column].textContent;
      if (direction) {
        head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
        const isNumber = order.some(item => item.value !== null)
          && !(column === 0 && order.some(item => item.value === null));
        order.sort((a, b) => isNumber
          ? (a.value === null) - (b.value === null) || direction * (a.value - b.value)
            || a.index - b.index
          : direction * compare(text(a), text(b)) || a.index - b.index);
      }
      table.tBodies[0].append(...order.map(item => item.row));
      keep("sort." + table.id, direction ? column + (direction > 0 ? "a" : "d") : "");
    };
    const heads = all("th[scope=col]", table.tHead);
    for (const head of heads) {
      const made = button("", () => {
        // Numbers begin with the largest, words with the first.
        const now = { ascending: 1, descending: -1 }[head.getAttribute("aria-sort")];
        const first = head.className === "l" ? 1 : -1;
        sort(head, !now ? first : now === first ? -first : 0);
      });
      made.className = "sort";
      made.append(...head.childNodes);
      head.append(made);
    }
    const state = /^(\d+)([ad])$/.exec(kept("sort." + table.id) || "");
    const chosen = state && heads.find(head => columnOf(table, head) === +state[1]);
    if (chosen) sort(chosen, state[2] === "a" ? 1 : -1);

    if (count > 12) {
      const field = document.createElement("input");
      field.type = "search";
      field.placeholder = "Filter rows";
      field.setAttribute("aria-label", "Filter the rows of " + table.parentElement.ariaLabel);
      const filter = () => {
        const wanted = field.value.toLowerCase();
        rows ||= level(table);
        for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
        keep("find." + table.id, field.value);
      };
      field.addEventListener("input", filter);
      table.parentElement.before(field);
      field.value = kept("find." + table.id) || "";
      if (field.value) filter();
    }
  }

  for (const text of all("pre.bib")) text.after(copying("Copy", () => text.textContent));
  for (const links of all("figcaption .links:last-of-type")) {
    const place = "#" + links.closest("section").id;
    links.append(" ", copying("Copy link", () => location.href.split("#")[0] + place));
  }
})();
