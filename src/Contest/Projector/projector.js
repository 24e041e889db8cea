import { chart, frontier, histogram } from "/pictures.js";

// What is shown comes from the server's events; nothing here decides who leads.
const api = "/api/v1", turnMs = 10_000, playMs = 9_000, againMs = 2_000;
const states = {
  draft: "not open yet", lobby: "lobby", running: "running", paused: "paused", frozen: "the board stands still", "frozen-paused": "paused",
  finished: "time is over: the last plans are judged", duel: "the best plans run against each other", sealed: "results are revealed from below", published: "final", void: "called off",
};
const find = selector => document.querySelector(selector);
const show = (selector, isShown) => { find(selector).hidden = !isShown; };
const fill = (selector, text) => document.querySelectorAll(selector).forEach(e => { e.textContent = text; });

let competition = null, stale = "", board = null, boardTag = "", winners = [], endsAt = 0, view = "auto", turn = 0, page = 0, played = null;

// ---- theme
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
function theme(name) {
  document.documentElement.dataset.theme = name;
  localStorage.setItem("theme", name);
}
theme(localStorage.getItem("theme") ?? (prefersDark.matches ? "dark" : "light"));

// ---- what comes in
async function fetchJson(path, headers = {}) {
  const answer = await fetch(api + path, { headers, cache: "no-store" });
  return answer.ok ? { value: await answer.json(), tag: answer.headers.get("ETag") ?? "" } : null;
}

// A call that does not get through is made again: the events alone would not tell what was missed.
const waiting = new Set();
async function get(path, headers, take) {
  try {
    const got = await fetchJson(path, headers);
    show("#lost", false);
    if (got) take(got);
  } catch {
    show("#lost", true);
    if (waiting.has(path)) return;
    waiting.add(path);
    setTimeout(() => { waiting.delete(path); get(path, headers, take); }, againMs);
  }
}

const refreshBoard = () => get("/board", boardTag ? { "If-None-Match": boardTag } : {}, got => { [board, boardTag] = [got.value, got.tag]; render(); });
const refresh = () => get("/competition", {}, got => take(got.value));
const refreshWinners = () => get("/winners", {}, got => { winners = got.value; render(); });

function take(snapshot) {
  // What was said while time ran is out of date when it is over.
  if (competition && competition.state !== snapshot.state && ["finished", "duel", "sealed", "published"].includes(snapshot.state)) stale = competition.announcement ?? "";
  competition = snapshot;
  render();
  endsAt = performance.now() + snapshot.remainingMs;
  if (snapshot.state === "published") refreshWinners();
  refreshBoard();
}

function listen() {
  const events = new EventSource(api + "/events");
  events.onopen = () => show("#lost", false);
  events.onerror = () => {
    show("#lost", true);
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, againMs);
  };
  const on = (kind, act) => events.addEventListener(kind, event => act(JSON.parse(event.data)));
  on("snapshot", take);
  on("state", refresh);
  on("board", refreshBoard);
  on("announce", change => { stale = ""; competition = { ...competition, announcement: change.text }; render(); });
  on("player", refresh);
}

// ---- what is shown
function row(cells, kind = "td") {
  const made = document.createElement("tr");
  for (const [text, name, medal] of cells) {
    const cell = document.createElement(kind);
    if (name) cell.className = name;
    if (medal && medal !== "none") {
      const badge = document.createElement("span");
      badge.className = `medal ${medal}`;
      badge.textContent = medal[0].toUpperCase();
      badge.title = medal;
      cell.append(badge);
    }
    cell.append(document.createTextNode(text));
    made.append(cell);
  }
  return made;
}

// As many names as there is room for, and how many more there are.
function renderNames() {
  const names = (board?.rows ?? []).map(cook => cook.name), list = find("#names"), box = find(".names"), most = 120;
  const put = count => list.replaceChildren(...[...names.slice(0, count), ...(count < names.length ? [`and ${names.length - count} more`] : [])].map(text => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }));
  let count = Math.min(most, names.length);
  for (put(count); count > 0 && box.scrollHeight > box.clientHeight; put(count)) count--;
}

// Rows that there is room for: all of them are as high as one that is measured.
function fitting() {
  const section = find("#board"), body = find("#board tbody"), rest = section.clientHeight - find("#board thead").offsetHeight - find(".below").offsetHeight;
  body.replaceChildren(row([["1"], ["Anna", "name"], ["1", "points"], ["1.0", "", "gold"]]));
  return Math.max(3, Math.floor((rest - innerHeight * 0.015) / body.offsetHeight));
}

// While rows are revealed from below, the one that has just been uncovered is in the middle.
const uncovered = () => board.rows.findIndex(r => !r.isCovered);
const isRevealing = () => competition.state === "sealed" && board.rows.some(r => r.isCovered) && uncovered() >= 0;

let before = new Map();
function renderBoard() {
  const head = find("#board thead"), body = find("#board tbody");
  head.replaceChildren(row([["#"], ["cook"], ["points"], ...board.levels.map(l => [l.title])], "th"));
  find("#formula").textContent = board.formula;
  const fits = fitting(), pages = Math.max(1, Math.ceil(board.rows.length / fits));
  page %= pages;
  const first = isRevealing() ? Math.max(0, Math.min(board.rows.length - fits, uncovered() - Math.ceil(fits / 2))) : page * fits;
  const shown = board.rows.slice(first, first + fits);
  body.replaceChildren(...shown.map(r => {
    const text = r.cells.map(c => c.minutes ?? "").join();
    const made = row([
      [r.isCovered || r.rank === 0 ? "·" : String(r.rank)], [r.name, "name"], [r.isCovered ? "…" : String(r.points), "points"],
      ...r.cells.map(c => c.minutes === undefined || c.minutes === null ? [c.attempts > 0 ? `${c.attempts} tried` : ""] : [c.minutes.toFixed(1), "", c.medal]),
    ]);
    if (r.isCovered) made.className = "covered";
    else if (competition.state === "published" && r.rank >= 1 && r.rank <= 3) made.className = `place${r.rank}`;
    else if (before.size > 0 && before.get(r.player) !== text) made.className = "fresh";
    return made;
  }));
  before = new Map(board.rows.map(r => [r.player, r.cells.map(c => c.minutes ?? "").join()]));
  find("#page").textContent = pages > 1 ? `${first + 1}–${Math.min(board.rows.length, first + fits)} of ${board.rows.length}` : "";
}

function renderLevel(turn) {
  const level = board.levels[turn % board.levels.length];
  find("#level h2").textContent = level.title;
  const bars = find("#histogram"), front = find("#frontier");
  bars.querySelector("svg")?.remove();
  front.querySelector("svg")?.remove();
  front.hidden = level.frontier.length === 0;
  front.querySelector("figcaption").textContent = front.hidden ? "" : `nobody is better in both ${level.metrics[0]} and ${level.metrics[1]}`;
  bars.append(histogram(level.histogram, roomIn(bars), letter()));
  if (!front.hidden) front.append(frontier(level.frontier, level.metrics, roomIn(front), letter()));
}

const letter = () => innerHeight * 0.028;

// What a figure has beside its caption.
function roomIn(figure) {
  const caption = figure.querySelector("figcaption")?.offsetHeight ?? 0;
  return { width: Math.max(200, figure.clientWidth), height: Math.max(100, figure.clientHeight - caption) };
}

function renderWinner(turn) {
  const best = winners[turn % winners.length];
  find("#winner h2").textContent = `${best.title}: ${best.name}, ${best.minutes.toFixed(1)} minutes`;
  if (played?.best === best) return;
  const figure = find("#replay"), begun = performance.now();
  figure.querySelector("svg")?.remove();
  const picture = chart(best.trace, roomIn(figure), letter());
  played = { best };
  figure.append(picture.svg);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  requestAnimationFrame(function step(now) {
    if (played?.best !== best) return;
    const share = still ? 1 : Math.min(1, Math.max(0, (now - begun) / playMs));
    picture.show(share);
    if (share < 1) requestAnimationFrame(step);
  });
}

function possible() {
  const isOn = Boolean(board) && !["draft", "lobby", "void"].includes(competition.state);
  return { board: isOn, level: isOn && board.levels.some(l => l.histogram.length > 0), winner: isOn && winners.length > 0 };
}

// What is shown, and the how-manieth time it is: one level after the other has its turn.
function present(can) {
  if (!can.board) return ["lobby", 0];
  if (view !== "auto") return [can[view] ? view : "board", turn];
  const round = ["board", "board", ...(can.level && competition.state !== "sealed" ? ["level"] : []), ...(can.winner ? ["winner"] : [])];
  return [round[turn % round.length], Math.floor(turn / round.length)];
}

function render() {
  if (!competition) return;
  document.body.dataset.state = competition.state;
  find("#title").textContent = competition.title;
  const isLobby = competition.state === "lobby", levels = competition.levelCount === 1 ? "1 level" : `${competition.levelCount} levels`;
  find("#state").textContent = (states[competition.state] ?? competition.state) + (isLobby ? `: ${levels}${competition.isLocked ? ", locked" : ""}` : "");
  const said = competition.announcement ?? "";
  show("#announcement", said !== "" && said !== stale);
  find("#announcement").textContent = said;
  show("#factor", Boolean(competition.factor));
  fill("#factor strong", competition.factor ?? "");
  fill("#arrived", competition.players === 0 ? "Nobody is in yet" : competition.players === 1 ? "1 cook is in" : `${competition.players} cooks are in`);
  const can = possible(), [shown, time] = present(can);
  for (const section of ["lobby", "board", "level", "winner"]) show(`#${section}`, section === shown);
  if (shown !== "winner") played = null;
  if (shown === "lobby") renderNames();
  if (shown === "board") renderBoard();
  if (shown === "level") renderLevel(time);
  if (shown === "winner") renderWinner(time);
  show("#rotate", can.board);
  find("#rotate").setAttribute("aria-pressed", String(view === "auto"));
  document.querySelectorAll("button[data-view]").forEach(b => {
    b.hidden = !can[b.dataset.view];
    b.setAttribute("aria-pressed", String(b.dataset.view === view));
  });
}

setInterval(() => {
  if (!competition) return;
  const left = ["running", "frozen"].includes(competition.state) ? Math.max(0, endsAt - performance.now()) : competition.remainingMs;
  const seconds = Math.ceil(left / 1000), pad = n => String(n).padStart(2, "0");
  find("#clock").textContent = ["lobby", "running", "frozen", "paused", "frozen-paused"].includes(competition.state) ? `${Math.floor(seconds / 60)}:${pad(seconds % 60)}` : "";
}, 250);

setInterval(() => { turn++; page++; if (competition?.factor) refresh(); render(); }, turnMs);

function choose(name) { [view, turn, page] = [name, 0, 0]; render(); }
document.querySelectorAll("button[data-view]").forEach(b => b.addEventListener("click", () => choose(b.dataset.view)));
find("#rotate").addEventListener("click", () => choose("auto"));
find("#theme").addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
addEventListener("keydown", event => {
  const keys = { b: () => choose("board"), l: () => choose("level"), w: () => choose("winner"), r: () => choose("auto"), t: () => find("#theme").click(), ArrowRight: () => { turn++; page++; render(); } };
  keys[event.key]?.();
});
addEventListener("resize", () => { played = null; render(); });

get("/place", {}, got => { fill(".address", got.value.address); fill(".code", got.value.code); });
listen();
