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

let competition = null, board = null, boardTag = "", winners = [], endsAt = 0, view = "auto", turn = 0, page = 0, played = null;

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
  on("announce", change => { competition = { ...competition, announcement: change.text }; render(); });
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

let before = new Map();
function renderBoard() {
  const head = find("#board thead"), body = find("#board tbody");
  head.replaceChildren(row([["#"], ["cook"], ["points"], ...board.levels.map(l => [l.title])], "th"));
  const height = innerHeight / 100 * 6.3, fits = Math.max(3, Math.floor((innerHeight * 0.62) / height)), pages = Math.max(1, Math.ceil(board.rows.length / fits));
  page %= pages;
  const shown = board.rows.slice(page * fits, (page + 1) * fits);
  body.replaceChildren(...shown.map(r => {
    const text = r.cells.map(c => c.minutes ?? "").join();
    const made = row([
      [r.isCovered || r.rank === 0 ? "·" : String(r.rank)], [r.name, "name"], [r.isCovered ? "…" : String(r.points), "points"],
      ...r.cells.map(c => c.minutes === undefined || c.minutes === null ? [c.attempts > 0 ? `${c.attempts} tried` : ""] : [c.minutes.toFixed(1), "", c.medal]),
    ]);
    if (r.isCovered) made.className = "covered";
    else if (before.size > 0 && before.get(r.player) !== text) made.className = "fresh";
    return made;
  }));
  before = new Map(board.rows.map(r => [r.player, r.cells.map(c => c.minutes ?? "").join()]));
  find("#formula").textContent = board.formula;
  find("#page").textContent = pages > 1 ? `${page * fits + 1}–${Math.min(board.rows.length, (page + 1) * fits)} of ${board.rows.length}` : "";
}

function renderLevel() {
  const level = board.levels[turn % board.levels.length];
  find("#level h2").textContent = level.title;
  const bars = find("#histogram"), front = find("#frontier");
  bars.querySelector("svg")?.remove();
  front.querySelector("svg")?.remove();
  bars.append(histogram(level.histogram));
  front.hidden = level.frontier.length === 0;
  front.querySelector("figcaption").textContent = front.hidden ? "" : `nobody is better in both ${level.metrics[0]} and ${level.metrics[1]}`;
  if (!front.hidden) front.append(frontier(level.frontier, level.metrics));
}

function renderWinner() {
  const best = winners[turn % winners.length];
  find("#winner h2").textContent = `${best.title}: ${best.name}, ${best.minutes.toFixed(1)} minutes`;
  if (played?.best === best) return;
  const picture = chart(best.trace), begun = performance.now();
  played = { best };
  find("#replay").replaceChildren(picture.svg);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  requestAnimationFrame(function step(now) {
    if (played?.best !== best) return;
    const share = still ? 1 : Math.min(1, Math.max(0, (now - begun) / playMs));
    picture.show(share);
    if (share < 1) requestAnimationFrame(step);
  });
}

function present() {
  if (["draft", "lobby", "void"].includes(competition.state)) return "lobby";
  if (!board) return "lobby";
  const can = { board: true, level: board.levels.some(l => l.histogram.length > 0), winner: winners.length > 0 };
  if (view !== "auto") return can[view] ? view : "board";
  const round = ["board", "board", ...(can.level && competition.state !== "sealed" ? ["level"] : []), ...(can.winner ? ["winner"] : [])];
  return round[turn % round.length];
}

function render() {
  if (!competition) return;
  document.body.dataset.state = competition.state;
  find("#title").textContent = competition.title;
  find("#state").textContent = (states[competition.state] ?? competition.state) + (competition.isLocked && competition.state === "lobby" ? ", locked" : "");
  show("#announcement", Boolean(competition.announcement));
  find("#announcement").textContent = competition.announcement ?? "";
  show("#factor", Boolean(competition.factor));
  fill("#factor strong", competition.factor ?? "");
  fill("#arrived", competition.players === 0 ? "Nobody is in yet" : competition.players === 1 ? "1 cook is in" : `${competition.players} cooks are in`);
  find("#names").replaceChildren(...(board?.rows ?? []).slice(0, 60).map(cook => { const item = document.createElement("li"); item.textContent = cook.name; return item; }));
  const shown = present();
  for (const section of ["lobby", "board", "level", "winner"]) show(`#${section}`, section === shown);
  if (shown !== "winner") played = null;
  if (shown === "board") renderBoard();
  if (shown === "level") renderLevel();
  if (shown === "winner") renderWinner();
  find("#rotate").setAttribute("aria-pressed", String(view === "auto"));
  document.querySelectorAll("button[data-view]").forEach(b => b.setAttribute("aria-pressed", String(b.dataset.view === view)));
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
addEventListener("resize", render);

get("/place", {}, got => { fill(".address", got.value.address); fill(".code", got.value.code); });
listen();
