/* Figures that answer a touch: values read out, runs switched off, another y axis. */
(() => {
  "use strict";
  const page = document, refresh = [], bars = new Map();
  const make = (parent, name, text, look = "") => {
    const node = parent.appendChild(page.createElement(name));
    [node.textContent, node.className] = [text, look];
    return node;
  };
  const sign = (parent, run, name) => {
    make(parent, "i", "● ", run).ariaHidden = true;
    make(parent, "bdi", name);
  };
  const set = (node, name, value) => node.setAttribute(name, value);
  const get = (node, name = "d") => node.getAttribute(name);
  const look = (node) => get(node.parentNode, "class");
  const height = (node) => +(get(node, "y") ?? get(node, "cy") ?? get(node).match(/[\d.]+/g)[1]);

  // What is chosen holds for the page and stays in its address.
  const query = () => new URLSearchParams(location.search);
  const off = new Set(query().getAll("off"));
  let chosen = query().get("y");
  const update = (isPaper) => refresh.forEach((each) => each(isPaper === true));
  const choose = () => {
    const now = query();
    now.delete("off");
    for (const run of off) now.append("off", run);
    if (chosen) now.set("y", chosen);
    try { history.replaceState(null, "", `?${now}${location.hash}`); } catch { /* a file's */ }
    update();
  };

  const tip = make(page.body, "div", "", "tip");
  tip.role = "status";
  const hide = () => {
    tip.hidden = true;
    page.querySelector(".now")?.remove();
  };
  const scales = {
    linear: [(p) => p, (v) => v],
    log: [Math.log, Math.exp],
    logit: [(p) => Math.log(p / (1 - p)), (v) => 1 / (1 + Math.exp(-v))],
  };

  // On another y axis whatever stands for a share moves to its place there.
  const bend = (svg, [, kind, ...ends], [first, last, , ...ticks]) => {
    const [top, bottom, start, end, low, high] = ends.map(Number);
    const [to, from] = scales[kind], [on] = scales[chosen];
    const put = (y) => {
      const p = from(to(low) + (to(high) - to(low)) * (y - start) / (end - start));
      const share = (on(Math.min(Math.max(p, first), last)) - on(first)) / (on(last) - on(first));
      return +(start + (end - start) * share).toFixed(1);
    };
    const nodes = (names) => [...svg.querySelectorAll(names)]
      .filter((node) => height(node) > top - 8 && height(node) < bottom + 1);
    const move = (names, put) => nodes(names).forEach((node, x = 0, y = 0) => {
      set(node, "d", get(node).replace(/([Mlhv])([-\d. ]+)/g, (_, go, by) => {
        const all = by.match(/-?[\d.]+/g), d = [];
        if (go === "M") x = y = 0;
        while (all.length) {
          if (go !== "v") x += +all.shift();
          if (go !== "h") y += +all.shift();
          d.push(x.toFixed(1), put(y));
        }
        return (go === "M" ? go : "L") + d.join(" ");
      }));
    });
    const old = nodes(".grid, .yl, .ld"), tips = {};
    move(".ln, .rb, .re, .wh, .pj, .ran", put);
    move("path.cx", (y) => y > bottom - 5 ? y : put(y - 7) + 7);
    for (const ring of nodes("circle")) set(ring, "cy", put(height(ring)));
    for (const mark of nodes(".mk, .hol:not(.ran)")) {
      set(mark, "d", get(mark).replace(/(M\S+ )([\d.]+)/g, (_, x, y) => x + put(y)));
    }
    for (const line of nodes(".ln")) tips[look(line)] = get(line).split(" ").pop();
    let next = top;
    for (const name of nodes(".lb").sort((a, b) => tips[look(a)] - tips[look(b)])) {
      set(name, "y", next = Math.max(next, tips[look(name)] ?? next));
      next += 14;
    }
    while (ticks.length) {
      const y = ticks.shift(), grid = svg.querySelector(".grid"), line = grid.cloneNode(), text = svg.querySelector(".yl").cloneNode();
      set(text, "y", y - 7);
      text.textContent = ticks.shift();
      set(line, "d", get(grid).replace(/ .*h/, ` ${y}h`));
      grid.before(line, text);
    }
    for (const node of [...old, ...svg.querySelectorAll(".tx")]) node.remove();
  };

  for (const data of page.querySelectorAll(".fig > metadata")) {
    const svg = data.parentNode, whole = svg.cloneNode(true), panels = [], runs = {};
    const [[title, ...ks], xs, ...lines] = data.textContent.split("\n").map((line) => line.split("\t"));
    for (const [head, ...line] of lines) {
      const panel = panels.at(-1);
      if (head === "y") panels.push({ line, axes: {}, rows: [] });
      else if (head in scales) panel.axes[head] = line;
      else {
        panel.rows.push([head, ...line]);
        runs[head] ??= line[0];
      }
    }
    refresh.push((isPaper) => {
      hide();
      svg.replaceChildren(...whole.cloneNode(true).childNodes);
      if (isPaper) return;
      for (const { line, axes } of panels) if (axes[chosen]) bend(svg, line, axes[chosen]);
      for (const run in runs) {
        if (off.has(runs[run])) svg.querySelectorAll(`[class="${run}"], [data-of*="${run}"]`).forEach((node) => node.remove());
      }
    });

    let k = -1;
    const show = (at) => {
      k = Math.min(Math.max(at, 0), xs.length - 1);
      hide();
      const rule = svg.appendChild(svg.querySelector(".axis").cloneNode());
      set(rule, "class", "cx now");
      set(rule, "d", `M${xs[k]} ${panels[0].line[2]}V${panels.at(-1).line[3]}`);
      tip.textContent = title + " = " + ks[k];
      for (const { line, rows } of panels) {
        make(tip, "p", line[0]);
        for (const [run, name, ...texts] of rows) {
          if (!texts[k] || off.has(runs[run])) continue;
          const row = make(tip, "div", "");
          sign(row, run, name);
          make(row, "b", " " + texts[k]);
        }
      }
      tip.hidden = false;
      const { a, e, f } = svg.getScreenCTM(), x = e + a * xs[k];
      tip.style = `left:${scrollX + x}px;top:${scrollY + f}px;translate:${x > innerWidth / 2 ? "calc(-100% - 12px)" : "12px"}`;
    };
    svg.tabIndex = 0;
    svg.onpointermove = svg.onpointerdown = ({ clientX }) => {
      const { a, e } = svg.getScreenCTM(), far = xs.map((x) => Math.abs(e + a * x - clientX));
      show(far.indexOf(Math.min(...far)));
    };
    svg.onpointerleave = svg.onblur = hide;
    svg.onkeydown = (event) => {
      const at = { ArrowRight: k + 1, ArrowLeft: k - 1, Home: 0, End: 1e9 }[event.key];
      if (event.key === "Escape") hide();
      if (at === undefined) return;
      event.preventDefault();
      show(at);
    };
    const place = svg.closest(".panels") || svg.matches(".n") && svg.previousElementSibling || svg;
    bars.set(place, [...bars.get(place) ?? [], { runs, ...panels[0] }]);
  }
  for (const [place, group] of bars) {
    const bar = make(page.body, "div", "", "ctl"), names = {}, own = group[0].line[1];
    place.before(bar);
    const button = (text, isOn, press) => {
      const node = make(bar, "button", text);
      node.onclick = () => { press(); choose(); };
      refresh.push(() => { node.ariaPressed = isOn(); });
      return node;
    };
    for (const { runs } of group) for (const run in runs) names[runs[run]] = run;
    if (Object.keys(names)[1]) for (const name in names) {
      sign(button("", () => !off.has(name), () => off.delete(name) || off.add(name)), names[name], name);
    }
    if (!own) continue;
    for (const kind in scales) button(kind + " y", () => (chosen || own) === kind, () => chosen = kind);
    const note = make(bar, "span", "");
    refresh.push(() => { note.textContent = group.map(({ axes }) => axes[chosen]?.[2]).find(Boolean) ?? ""; });
  }
  addEventListener("beforeprint", () => update(true));
  addEventListener("afterprint", update);
  update();
})();
