/* Figures that answer a touch: values read out, runs switched off, another y axis. */
(() => {
  "use strict";
  const figures = [], buttons = [], bars = new Map(), html = document;
  const make = (parent, name, text, look = "") => {
    const node = parent.appendChild(html.createElement(name));
    [node.textContent, node.className] = [text, look];
    return node;
  };
  const sign = (parent, run, name) => {
    make(parent, "i", "● ", run).ariaHidden = true;
    make(parent, "bdi", name);
  };
  const set = (node, name, value) => node.setAttribute(name, value);
  const get = (node, name) => node.getAttribute(name);

  // What is chosen holds for the page and stays in its address.
  const query = () => new URLSearchParams(location.search);
  const off = new Set(query().getAll("off"));
  let chosen = query().get("y");
  const choose = () => {
    const now = query();
    now.delete("off");
    for (const run of off) now.append("off", run);
    if (chosen) now.set("y", chosen);
    try { history.replaceState(null, "", `?${now}${location.hash}`); } catch { /* a file's */ }
    update();
  };

  // Another y axis: whatever stands for a share moves to its place there.
  const scales = {
    linear: [(p) => p, (v) => v],
    log: [Math.log, Math.exp],
    logit: [(p) => Math.log(p / (1 - p)), (v) => 1 / (1 + Math.exp(-v))],
  };
  const look = (node) => get(node.parentNode, "class");
  const height = (node) => +(get(node, "y") ?? get(node, "cy") ?? get(node, "d").match(/-?[\d.]+/g)[1]);
  const bend = (svg, { kind, ends: [top, bottom, start, end, low, high], axes }) => {
    const [first, last, , ...ticks] = axes[chosen];
    const [[to, from], [on]] = [scales[kind], scales[chosen]];
    const put = (y) => {
      const p = from(to(low) + (to(high) - to(low)) * (y - start) / (end - start));
      const share = (on(Math.min(Math.max(p, first), last)) - on(first)) / (on(last) - on(first));
      return +(start + (end - start) * share).toFixed(1);
    };
    const move = (node, put, x = 0, y = 0) => set(node, "d", get(node, "d").replace(/([Mlhv])([-\d. ]+)/g, (_, go, by) => {
      const all = by.match(/-?[\d.]+/g).map(Number);
      let d = go === "M" ? "M" : "L";
      if (go === "M") x = y = 0;
      while (all.length) {
        if (go !== "v") x += all.shift();
        if (go !== "h") y += all.shift();
        d += `${x.toFixed(1)} ${put(y)} `;
      }
      return d;
    }));
    const nodes = (names) => [...svg.querySelectorAll(names)]
      .filter((node) => height(node) > top - 8 && height(node) < bottom - 4);
    const tips = {}, old = nodes(".grid, .yl, .ld"), [grid, label] = old;
    for (const line of nodes(".ln, .rb, .re, .wh, .pj, .ran")) {
      move(line, put);
      if (line.matches(".ln")) tips[look(line)] = +/\S+ $/.exec(get(line, "d"))[0];
    }
    for (const mark of nodes(".mk, .hol:not(.ran)")) {
      set(mark, "d", get(mark, "d").replace(/(M\S+ )([-\d.]+)/g, (_, x, y) => x + put(y)));
    }
    for (const ring of nodes("circle")) set(ring, "cy", put(height(ring)));
    for (const rule of nodes("path.cx")) move(rule, (y) => y > bottom - 1 ? y : put(y - 7) + 7);
    let next = top;
    for (const name of nodes(".lb").sort((a, b) => tips[look(a)] - tips[look(b)])) {
      set(name, "y", next = Math.max(next, tips[look(name)] ?? next));
      next += 14;
    }
    while (ticks.length) {
      const y = +ticks.shift(), text = label.cloneNode(), line = grid.cloneNode();
      set(text, "y", y - 7);
      text.textContent = ticks.shift();
      set(line, "d", `M0 ${y}` + /h[\d.]+/.exec(get(grid, "d")));
      grid.before(line, text);
    }
    for (const node of [...old, ...svg.querySelectorAll(".tx")]) node.remove();
  };
  const update = (isPaper) => {
    tip.hidden = true;
    for (const { svg, whole, panels, runs } of figures) {
      svg.replaceChildren(...whole.cloneNode(true).childNodes);
      if (isPaper === true) continue;
      for (const panel of panels) if (panel.axes[chosen]) bend(svg, panel);
      for (const [run, name] of runs) {
        if (off.has(name)) svg.querySelectorAll(`[class="${run}"], [data-of*="${run}"]`).forEach((node) => node.remove());
      }
    }
    for (const refresh of buttons) refresh();
  };

  const tip = make(html.body, "div", "", "tip");
  tip.role = "status";
  const hide = () => {
    tip.hidden = true;
    html.querySelector(".now")?.remove();
  };
  const show = (figure, at) => {
    const { svg, name, ks, xs, panels, runs } = figure;
    const k = figure.k = Math.min(Math.max(at, 0), xs.length - 1);
    hide();
    const rule = svg.appendChild(svg.querySelector(".axis").cloneNode());
    set(rule, "class", "cx now");
    set(rule, "d", `M${xs[k]} ${panels[0].ends[0]}V${panels.at(-1).ends[1]}`);
    tip.textContent = name + " = " + ks[k];
    for (const { words, rows } of panels) {
      make(tip, "p", words);
      for (const [run, name, ...texts] of rows) {
        if (!texts[k] || off.has(runs.get(run))) continue;
        const line = make(tip, "div", "");
        sign(line, run, name);
        make(line, "b", " " + texts[k]);
      }
    }
    tip.hidden = false;
    const { a, e, f } = svg.getScreenCTM(), x = e + a * xs[k];
    tip.style.translate = x > innerWidth / 2 ? "calc(-100% - 12px)" : "12px";
    tip.style.left = scrollX + x + "px";
    tip.style.top = scrollY + f + "px";
  };

  for (const data of html.querySelectorAll("svg.fig > metadata")) {
    const svg = data.parentNode, [[name, ...ks], xs, ...lines] = data.textContent.split("\n").map((line) => line.split("\t"));
    const panels = [], runs = new Map(), figure = { svg, name, ks, xs, panels, runs, k: -1, whole: svg.cloneNode(true) };
    for (const [head, ...rest] of lines) {
      const [words, kind, ...ends] = rest;
      if (head === "y") panels.push({ words, kind, ends: ends.map(Number), axes: {}, rows: [] });
      else if (head in scales) panels.at(-1).axes[head] = rest;
      else {
        panels.at(-1).rows.push([head, ...rest]);
        if (!runs.has(head)) runs.set(head, words);
      }
    }
    figures.push(figure);
    svg.tabIndex = 0;
    svg.onpointermove = svg.onpointerdown = ({ clientX }) => {
      const { a, e } = svg.getScreenCTM(), far = xs.map((x) => Math.abs(e + a * x - clientX));
      show(figure, far.indexOf(Math.min(...far)));
    };
    svg.onpointerleave = svg.onblur = hide;
    svg.onkeydown = (event) => {
      const at = { ArrowRight: figure.k + 1, ArrowLeft: figure.k - 1, Home: 0, End: 1e9 }[event.key];
      if (event.key === "Escape") hide();
      if (at === undefined) return;
      event.preventDefault();
      show(figure, at);
    };
    const place = svg.closest(".panels") || svg.matches(".n") && svg.previousElementSibling || svg;
    bars.set(place, [...bars.get(place) ?? [], figure]);
  }
  for (const [place, group] of bars) {
    const bar = make(html.body, "div", "", "ctl");
    place.before(bar);
    const button = (text, isOn, press) => {
      const node = make(bar, "button", text);
      node.onclick = () => { press(); choose(); };
      buttons.push(() => { node.ariaPressed = isOn(); });
      return node;
    };
    const names = new Map(group.flatMap(({ runs }) => [...runs].map(([run, name]) => [name, run])));
    if (names.size > 1) for (const [name, run] of names) {
      sign(button("", () => !off.has(name), () => off.delete(name) || off.add(name)), run, name);
    }
    const first = group.map(({ panels }) => panels[0]), own = first[0].kind;
    if (!own) continue;
    for (const kind in scales) button(kind + " y", () => (chosen in scales ? chosen : own) === kind, () => chosen = kind);
    const note = make(bar, "span", "");
    buttons.push(() => { note.textContent = first.map(({ axes }) => axes[chosen]?.[2]).find(Boolean) ?? ""; });
  }
  addEventListener("beforeprint", () => update(true));
  addEventListener("afterprint", update);
  update();
})();
