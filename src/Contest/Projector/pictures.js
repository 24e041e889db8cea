// SVG from numbers. Texts become text nodes, never markup.
const space = "http://www.w3.org/2000/svg";

function element(name, attributes, text) {
  const made = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// A picture is as large as its place, so that its letters have the size that the style sheet gives them.
function canvas({ width, height }, label) {
  return element("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, preserveAspectRatio: "xMidYMid meet" });
}

const number = value => String(Math.round(value * 100) / 100);

/** Bars of players by their best time, from fast to slow. A letter is `em` high. */
export function histogram(bins, place, em) {
  const { width, height } = place, floor = height - 1.8 * em, most = Math.max(1, ...bins.map(b => b.count));
  const svg = canvas(place, bins.map(b => `${b.count} between ${number(b.from)} and ${number(b.to)} minutes`).join(", "));
  const step = (width - 20) / Math.max(1, bins.length), each = Math.ceil(3 * em / step);
  bins.forEach((bin, i) => {
    const tall = (floor - 2 * em) * bin.count / most, x = 10 + i * step;
    svg.append(element("rect", { class: "bar", x: x + 2, y: floor - tall, width: step - 4, height: tall }));
    if (bin.count > 0) svg.append(element("text", { x: x + step / 2, y: floor - tall - 0.4 * em, "text-anchor": "middle" }, bin.count));
    if (i % each === 0) svg.append(element("text", { class: "faint", x, y: height - 0.5 * em }, number(bin.from)));
  });
  svg.append(element("path", { class: "axis", d: `M10 ${floor}H${width - 10}` }));
  return svg;
}

/** Results that nobody beats in both of two metrics. */
export function frontier(points, metrics, place, em) {
  const { width, height } = place, left = 3.5 * em, floor = height - 3.2 * em;
  const svg = canvas(place, points.map(p => `${p.name}: ${metrics[0]} ${number(p.x)}, ${metrics[1]} ${number(p.y)}`).join("; "));
  const scale = (values, from, to) => {
    const least = Math.min(...values), most = Math.max(...values), wide = most - least || 1;
    return value => from + (value - least) / wide * (to - from);
  };
  const x = scale(points.map(p => p.x), left + 1.5 * em, width - 2 * em), y = scale(points.map(p => p.y), floor - 1.5 * em, 3.5 * em);
  svg.append(element("path", { class: "axis", d: `M${left} ${1.6 * em}V${floor}H${width - 10}` }));
  for (const point of points) {
    const isRight = x(point.x) > width / 2; // its name goes to the side where there is room
    svg.append(element("circle", { class: "dot", cx: x(point.x), cy: y(point.y), r: 0.4 * em }));
    svg.append(element("text", { x: x(point.x) + (isRight ? 0.4 : -0.4) * em, y: y(point.y) - 0.7 * em, "text-anchor": isRight ? "end" : "start" }, point.name));
    svg.append(element("text", { class: "faint", x: x(point.x), y: floor + 1.2 * em, "text-anchor": "middle" }, number(point.x)));
    svg.append(element("text", { class: "faint", x: left - 0.4 * em, y: y(point.y) + 0.35 * em, "text-anchor": "end" }, number(point.y)));
  }
  svg.append(element("text", { x: width - 10, y: height - 0.5 * em, "text-anchor": "end" }, `${metrics[0]} →`));
  svg.append(element("text", { x: 0, y: em }, `↑ ${metrics[1]}`));
  return svg;
}

const ticksOfMinute = 10000;

const cut = (text, letters) => text.length > letters ? text.slice(0, letters - 1) + "…" : text;

/** A measured run as a chart; `show(share)` moves its hand from 0 to 1. Where the lanes are many, only some have room for their names. */
export function chart(trace, place, em) {
  const { width } = place, letter = 0.58 * em, longest = Math.min(24, Math.floor(width * 0.3 / letter), Math.max(...trace.rows.map(r => r.length)));
  const left = longest * letter + em, end = Math.max(1, trace.end), row = Math.min(3 * em, (place.height - 2 * em) / trace.rows.length), gap = row / 9, height = trace.rows.length * row + 2 * em;
  const at = ticks => left + ticks / end * (width - left - 1.5 * em);
  const svg = canvas({ width, height }, `A run of ${number(trace.end / ticksOfMinute)} minutes on ${trace.rows.length} lanes`), each = Math.ceil(1.1 * em / row);
  trace.rows.forEach((name, i) => {
    if (i % each === 0) svg.append(element("text", { x: left - 0.5 * em, y: (i + 0.5) * row + 0.35 * em, "text-anchor": "end" }, cut(name, longest)));
    svg.append(element("path", { class: "axis", d: `M${left} ${(i + 1) * row}H${width - 1.5 * em}` }));
  });
  const spans = trace.spans.toSorted((one, other) => (one[3] === "working") - (other[3] === "working")); // who waits while the cook works is behind
  const bars = spans.map(([line, task, , state, from, to]) => {
    const group = element("g", {}), kind = state === "working" || state === "waiting" ? state : "other", wide = Math.max(1, at(to) - at(from) - 1);
    const title = element("title", {}, `${task < 0 ? trace.rows[line] : trace.tasks[task]}: ${state}, ${number(from / ticksOfMinute)} to ${number(to / ticksOfMinute)}`);
    group.append(title, element("rect", { class: kind, x: at(from), y: line * row + gap, width: wide, height: row - 2 * gap }));
    const letters = Math.floor((wide - 0.4 * em) / (0.55 * em));
    if (kind === "working" && task >= 0 && letters >= 3 && row > 1.2 * em) group.append(element("text", { class: "label", x: at(from) + 0.2 * em, y: (line + 0.5) * row + 0.3 * em }, cut(trace.tasks[task], letters)));
    svg.append(group);
    return { group, from };
  });
  for (let minute = 0, step = niceStep(end / ticksOfMinute); minute * ticksOfMinute <= end; minute += step)
    svg.append(element("text", { class: "faint", x: at(minute * ticksOfMinute), y: height - 0.4 * em, "text-anchor": "middle" }, number(minute)));
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
