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
  const height = (node) => +(get(node, "y") ?? get(node).match(/[\d.]+/g)[1]);

  // What is chosen holds for the page and stays in its address.
  const { searchParams } = new URL(location), off = new Set(searchParams.getAll("off"));
  let chosen = searchParams.get("y");
  const update = (isPaper) => refresh.forEach((each) => each(isPaper));
  const choose = () => {
    const address = new URL(location);
    address.searchParams.delete("off");
    for (const run of off) address.searchParams.append("off", run);
    if (chosen) address.searchParams.set("y", chosen);
    try { history.replaceState(null, "", address); } catch { /* a page that may not */ }
    update();
  };

  const button = (bar, text, isOn, press) => {
    const node = make(bar, "button", text);
    node.onclick = () => { press(); choose(); };
    refresh.push(() => { node.ariaPressed = isOn(); });
    return node;
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
  const bend = (svg, [, kind, ...ends], [first, last, ...ticks]) => {
    const [top, bottom, start, end, low, high] = ends.map(Number);
    const [to, from] = scales[kind], [on] = scales[chosen];
    const put = (y) => {
      const p = from(to(low) + (to(high) - to(low)) * (y - start) / (end - start));
      const share = (on(Math.min(Math.max(p, first), last)) - on(first)) / (on(last) - on(first));
      return +(start + (end - start) * share).toFixed(1);
    };
    const nodes = (names) => [...svg.querySelectorAll(names)]
      .filter((node) => height(node) > top - 8 && height(node) < bottom + 1);
    const move = (names, put, place = /([\d.]+ )([\d.]+)/g) => nodes(names).forEach((node) =>
      set(node, "d", get(node).replace(place, (_, x, y) => x + put(+y))));
    const old = nodes(".grid, .yl, .ld"), tips = {};
    move(".ln, .rb, .re, .wh, .pj, .ran", put);
    move(".mk, .hol:not(.ran), .ring", put, /(M\S+ )([\d.]+)/g);
    move(".cx:not(.ring)", (y) => y > bottom - 5 ? y : put(y - 7) + 7);
    for (const line of nodes(".ln")) tips[look(line)] = get(line).split(" ").pop();
    let next = top;
    for (const name of nodes(".lb").sort((a, b) => tips[look(a)] - tips[look(b)])) {
      set(name, "y", next = Math.max(next, tips[look(name)] ?? next));
      next += 14;
    }
    while (ticks.length) {
      const y = ticks.shift(), grid = svg.querySelector(".grid"), line = grid.cloneNode(), text = svg.querySelector(".yl").cloneNode();
      set(line, "d", `M0 ${y} ${get(grid).split(" ")[2]} ${y}`);
      set(text, "y", y - 7);
      text.textContent = ticks.shift();
      grid.before(line, text);
    }
    for (const node of [...old, ...svg.querySelectorAll(".tx")]) node.remove();
  };

  for (const data of page.querySelectorAll(".fig > metadata")) {
    const svg = data.parentNode, whole = svg.cloneNode(true), runs = {};
    const [[title, ...ks], xs, ...lines] = data.textContent.split("\n").map((line) => line.split("\t"));
    const panels = lines.filter(([head]) => head === "y");
    const series = lines.filter(([head]) => /^[so]/.test(head));
    for (const [run, name] of series) runs[run] ??= name;
    refresh.push((isPaper) => {
      hide();
      svg.replaceChildren(...whole.cloneNode(true).childNodes);
      if (isPaper) return;
      let panel;
      for (const [head, ...line] of lines) {
        if (head === "y") panel = line;
        if (head === chosen && head in scales) bend(svg, panel, line);
      }
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
      set(rule, "d", `M${xs[k]} ${panels[0][3]}V${panels.at(-1)[4]}`);
      tip.textContent = title + " = " + ks[k];
      for (const line of lines) {
        const [run, name, ...texts] = line;
        if (run === "y") make(tip, "p", name);
        if (!series.includes(line) || !texts[k] || off.has(runs[run])) continue;
        const row = make(tip, "div", "");
        sign(row, run, name);
        make(row, "b", " " + texts[k]);
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
    let bar = bars.get(place);
    if (!bar) {
      bar = make(page.body, "div", "", "ctl");
      place.before(bar);
      bars.set(place, bar);
      for (const kind in panels[0][2] && scales) {
        button(bar, kind + " y", () => (chosen || panels[0][2]) === kind, () => chosen = kind);
      }
      const note = make(bar, "span", "");
      refresh.push(() => {
        note.textContent = /^log/.test(chosen) ? "0 and, on logit, 100\u00a0% have no place here; they lie on the edge." : "";
      });
    }
    if (series[1]) for (const run in runs) {
      const name = runs[run];
      if ([...bar.children].some((node) => node.value === name)) continue;
      const node = button(bar, "", () => !off.has(name), () => off.delete(name) || off.add(name));
      node.value = name;
      sign(node, run, name);
    }
  }
  onbeforeprint = () => update(true);
  onafterprint = () => update();
  update();
})();
