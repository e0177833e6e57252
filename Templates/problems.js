/* Search and filter over all problems of a benchmark. The pages are complete without it; the index
   that it looks through is loaded when first needed. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-problems]");
  if (!form) return;
  const { find, show } = form.elements;
  const slug = form.dataset.problems;
  const list = document.getElementById("list");
  const found = document.getElementById("found");
  const batch = 200;
  let index, data;

  // A page opened from a disk may not fetch: the index is a script that calls this.
  const load = () => index ??= new Promise((done, fail) => {
    window.passcurveProblems = (value) => done(data = value);
    const script = document.createElement("script");
    script.src = slug + "-index.js";
    script.onerror = fail;
    document.head.append(script);
  });

  const add = (parent, name, text = "", properties = {}) => {
    const node = Object.assign(document.createElement(name), properties);
    node.textContent = text;
    parent.append(node);
    return node;
  };
  const at = (values, i) => values[i] ?? values;
  const id = (i) => data.prefix + data.ids[i];
  const anchor = (i) => "p-" + (data.anchors[i] ?? id(i));
  const place = (i) => {
    const page = Math.floor(i / data.size) + 1;
    return page > data.pages ? "" : slug + (page > 1 ? "_" + page : "") + ".html#" + anchor(i);
  };

  const grouped = (n) => n > 9999 ? n.toLocaleString("fr") : n;
  const cell = (run, i) => {
    const [c, n, lost] = [at(run.c, i), at(run.n, i), at(run.missing, i)];
    return c < 0 ? "–" : `${c}/${n}${lost ? " +" + lost : ""}\u2003${n ? (100 * c / n).toFixed(1) : "–"}`;
  };
  const draw = (hits, most) => {
    found.textContent = "";
    add(found, "p", `${grouped(hits.length)} of ${grouped(data.ids.length)} problems`);
    const table = add(add(found, "div", "", { className: "scroll", tabIndex: 0 }), "table", "", { className: "num pr" });
    const head = add(add(table, "thead"), "tr");
    for (const run of [{ label: "Problem" }, ...data.runs]) add(head, "th", run.label, { scope: "col" });
    const body = add(table, "tbody");
    for (const i of hits.slice(0, most)) {
      const row = add(body, "tr");
      const name = add(row, "th", "", { scope: "row", className: "id" });
      const href = place(i);
      add(name, href ? "a" : "span", id(i).slice(0, 200), href ? { href } : {});
      for (const run of data.runs) {
        const share = at(run.c, i) / at(run.n, i);
        const shade = 1 + [.01, .05, .2, .5].filter((bound) => share > bound).length;
        add(row, "td", cell(run, i), share > 0 ? { className: "q q" + shade } : {});
      }
    }
    if (hits.length > most) add(found, "button", "Show more", { onclick: () => draw(hits, most + batch) });
  };

  const search = async () => {
    const [text, choice] = [find.value.trim().toLowerCase(), show.value];
    found.hidden = !text && !choice;
    list.hidden = !found.hidden;
    if (found.hidden) return;
    try {
      await load();
    } catch {
      found.textContent = `${slug}-index.js cannot be read; the pages hold all problems.`;
      list.hidden = false;
      return;
    }
    const [word, ...pair] = choice.split(" ");
    const letters = data.sets[pair.join(" ")];
    // A letter a problem; a capital where samples are missing or shares are told apart.
    const fits = (letter) => word === "missing" || word === "changed"
      ? letter !== "-" && letter < "a" : !word || letter.toLowerCase() === word[0];
    draw([...data.ids.keys()].filter((i) => fits(letters[i]) && id(i).toLowerCase().includes(text)), batch);
  };

  const query = new URLSearchParams(location.search);
  const change = () => {
    for (const { name, value } of [find, show]) value ? query.set(name, value) : query.delete(name);
    // Some browsers let a page opened from a disk keep its address.
    try { history.replaceState(null, "", location.pathname + (query.size ? "?" + query : "")); } catch {}
    search();
  };

  // A problem that has moved to another page is looked up there.
  const follow = async () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name.startsWith("p-") || document.getElementById(name)) return;
    await load();
    const i = data.ids.findIndex((_, i) => anchor(i) === name);
    if (i >= 0 && place(i)) location.replace(place(i));
  };

  find.value = query.get("find") ?? "";
  show.value = query.get("show") ?? "";
  if (!show.value) show.value = "";
  form.hidden = false;
  form.onsubmit = (event) => event.preventDefault();
  form.oninput = change;
  addEventListener("hashchange", follow);
  search();
  follow().catch(() => {});
})();
