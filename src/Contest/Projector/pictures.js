// SVG from numbers. Texts become text nodes, never markup.
const space = "http://www.w3.org/2000/svg";

function element(name, attributes, text) {
  const made = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function canvas(width, height, label) {
  return element("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, preserveAspectRatio: "xMidYMid meet" });
}

const number = value => String(Math.round(value * 100) / 100);

/** Bars of players by their best time, from fast to slow. */
export function histogram(bins) {
  const width = 900, height = 560, floor = height - 60, most = Math.max(1, ...bins.map(b => b.count));
  const svg = canvas(width, height, bins.map(b => `${b.count} between ${number(b.from)} and ${number(b.to)} minutes`).join(", "));
  const step = (width - 20) / Math.max(1, bins.length);
  bins.forEach((bin, i) => {
    const tall = (floor - 50) * bin.count / most, x = 10 + i * step;
    svg.append(element("rect", { class: "bar", x: x + 2, y: floor - tall, width: step - 4, height: tall }));
    if (bin.count > 0) svg.append(element("text", { x: x + step / 2, y: floor - tall - 10, "text-anchor": "middle" }, bin.count));
    if (i % Math.ceil(bins.length / 8) === 0) svg.append(element("text", { class: "faint", x, y: height - 20 }, number(bin.from)));
  });
  svg.append(element("path", { class: "axis", d: `M10 ${floor}H${width - 10}` }));
  return svg;
}

/** Results that nobody beats in both of two metrics. */
export function frontier(points, metrics) {
  const width = 900, height = 560, left = 90, floor = height - 90;
  const svg = canvas(width, height, points.map(p => `${p.name}: ${metrics[0]} ${number(p.x)}, ${metrics[1]} ${number(p.y)}`).join("; "));
  const scale = (values, from, to) => {
    const least = Math.min(...values), most = Math.max(...values), wide = most - least || 1;
    return value => from + (value - least) / wide * (to - from);
  };
  const x = scale(points.map(p => p.x), left + 40, width - 160), y = scale(points.map(p => p.y), floor - 40, 60);
  svg.append(element("path", { class: "axis", d: `M${left} 20V${floor}H${width - 10}` }));
  for (const point of points) {
    svg.append(element("circle", { class: "dot", cx: x(point.x), cy: y(point.y), r: 12 }));
    svg.append(element("text", { x: x(point.x) + 20, y: y(point.y) + 8 }, point.name));
    svg.append(element("text", { class: "faint", x: x(point.x), y: floor + 36, "text-anchor": "middle" }, number(point.x)));
    svg.append(element("text", { class: "faint", x: left - 12, y: y(point.y) + 8, "text-anchor": "end" }, number(point.y)));
  }
  svg.append(element("text", { x: width - 10, y: height - 12, "text-anchor": "end" }, `${metrics[0]} →`));
  svg.append(element("text", { x: 10, y: 30 }, `↑ ${metrics[1]}`));
  return svg;
}

const ticksOfMinute = 10000;

/** A measured run as a chart; `show(share)` moves its hand from 0 to 1. */
export function chart(trace) {
  const left = 330, width = 1800, row = 52, height = trace.rows.length * row + 60, end = Math.max(1, trace.end);
  const at = ticks => left + ticks / end * (width - left - 20);
  const svg = canvas(width, height, `A run of ${number(trace.end / ticksOfMinute)} minutes on ${trace.rows.length} lanes`);
  trace.rows.forEach((name, i) => {
    svg.append(element("text", { x: left - 14, y: i * row + 34, "text-anchor": "end" }, name.length > 24 ? name.slice(0, 23) + "…" : name));
    svg.append(element("path", { class: "axis", d: `M${left} ${(i + 1) * row}H${width - 20}` }));
  });
  const bars = trace.spans.map(([line, task, , state, from, to]) => {
    const group = element("g", {}), kind = state === "working" || state === "waiting" ? state : "other", wide = Math.max(1, at(to) - at(from) - 1);
    const title = element("title", {}, `${task < 0 ? trace.rows[line] : trace.tasks[task]}: ${state}, ${number(from / ticksOfMinute)} to ${number(to / ticksOfMinute)}`);
    group.append(title, element("rect", { class: kind, x: at(from), y: line * row + 6, width: wide, height: row - 12 }));
    const name = task < 0 ? "" : trace.tasks[task], letters = Math.floor(wide / 14);
    if (kind === "working" && letters >= 3) group.append(element("text", { class: "label", x: at(from) + 6, y: line * row + 34 }, name.length > letters ? name.slice(0, letters - 1) + "…" : name));
    svg.append(group);
    return { group, from };
  });
  for (let minute = 0, step = niceStep(end / ticksOfMinute); minute * ticksOfMinute <= end; minute += step)
    svg.append(element("text", { class: "faint", x: at(minute * ticksOfMinute), y: height - 16 }, number(minute)));
  const hand = element("path", { class: "now" });
  svg.append(hand);
  return { svg, show(share) {
    const now = share * end;
    hand.setAttribute("d", `M${at(now)} 0V${trace.rows.length * row}`);
    for (const bar of bars) bar.group.setAttribute("opacity", bar.from <= now ? 1 : 0.15);
  } };
}

function niceStep(minutes) {
  const rough = minutes / 12, power = 10 ** Math.floor(Math.log10(Math.max(rough, 0.01)));
  return [1, 2, 5, 10].map(n => n * power).find(n => n >= rough);
}
