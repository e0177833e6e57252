/* Search and filter over all problems of a benchmark. The pages are complete without it; the index
   that it looks through is loaded when first needed. */
(() => {
  "use strict";
  const form = document.querySelector("[data-problems]");
  if (!form) return;
  const { find, show } = form.elements;
  const slug = form.dataset.problems;
  const list = document.getElementById("list");
  const found = document.getElementById("found");
  const batch = 200;
  let index, data;

  // A page opened from a disk may not fetch: the index is a script that calls this.
  const load = () => index ??= new Promise((done, fail) => {
    window.passcurveProblems = value => done(data = value);
    const script = document.createElement("script");
    script.src = slug + "-index.js";
    script.onerror = fail;
    document.head.append(script);
  });

  const add = (parent, name, text, properties) => {
    const node = Object.assign(document.createElement(name), properties);
    node.textContent = text;
    parent.append(node);
    return node;
  };
  const at = (values, i) => values[i] ?? values;
  const id = i => data.prefix + data.ids[i];
  const anchor = i => "p-" + (data.anchors[i] ?? id(i));
  const place = i => {
    const page = Math.floor(i / data.size) + 1;
    return page > data.pages ? "" : slug + (page > 1 ? "_" + page : "") + ".html#" + anchor(i);
  };

  const draw = (hits, most) => {
    found.textContent = "";
    add(found, "p", `${hits.length} of ${data.ids.length} problems`);
    const table = add(add(found, "div", "", { className: "scroll", tabIndex: 0 }), "table", "", { className: "num pr" });
    const head = add(add(table, "thead"), "tr");
    for (const name of ["Problem", ...data.runs.map(run => run.label)]) add(head, "th", name, { scope: "col" });
    const body = add(table, "tbody");
    for (const i of hits.slice(0, most)) {
      const row = add(body, "tr");
      const name = add(row, "th", "", { scope: "row", className: "id" });
      const href = place(i);
      add(name, href ? "a" : "span", id(i).slice(0, 200).trim() || anchor(i), href && { href });
      for (const run of data.runs) {
        const [c, n, lost] = [run.c, run.n, run.missing].map(values => at(values, i));
        const share = c / n;
        const text = `${c}/${n}${lost ? " +" + lost : ""}\u2003${n ? (100 * share).toFixed(1) : "–"}`;
        const shade = 1 + [.01, .05, .2, .5].filter(bound => share > bound).length;
        add(row, "td", c < 0 ? "–" : text, share > 0 && { className: "q q" + shade });
      }
    }
    if (hits.length > most) add(found, "button", "Show more", { onclick: () => draw(hits, most + batch) });
  };

  const search = async () => {
    const [text, choice] = [find.value.trim().toLowerCase(), show.value];
    found.hidden = !text && !choice;
    list.hidden = !found.hidden;
    if (found.hidden) return;
    try { await load(); } catch {
      found.textContent = slug + "-index.js cannot be read.";
      list.hidden = false;
      return;
    }
    const [word, ...pair] = choice.split(" ");
    const letters = data.sets[pair.join(" ")];
    // A letter a problem; a capital where samples are missing or shares are told apart.
    const fits = letter => word === "missing" || word === "changed"
      ? /[A-Z]/.test(letter) : !word || letter.toLowerCase() === word[0];
    draw([...data.ids.keys()].filter(i => fits(letters[i]) && id(i).toLowerCase().includes(text)), batch);
  };

  // A problem that has moved to another page is looked up there.
  const follow = async () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name.startsWith("p-") || document.getElementById(name)) return;
    await load();
    const i = data.ids.findIndex((_, i) => anchor(i) === name);
    if (i >= 0 && place(i)) location.replace(place(i));
  };

  const address = new URL(location);
  for (const field of [find, show]) field.value = address.searchParams.get(field.name) ?? "";
  if (!show.value) show.value = "";
  form.hidden = false;
  form.onsubmit = event => event.preventDefault();
  form.oninput = () => {
    const address = new URL(location);
    for (const { name, value } of [find, show]) {
      if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
    }
    try { history.replaceState(null, "", address); } catch { /* a page that may not */ }
    search();
  };
  addEventListener("hashchange", () => follow().catch(() => {}));
  search();
  follow().catch(() => {});
})();
