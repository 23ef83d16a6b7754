// The page: takes files, builds command lines, has them run, shows what came of them.
import { $, ask, busy, inTurn, launch, LIMIT, run, say, SHEETS, starting, state, stop, word } from "./engine.js";
import { chosen, dropped, memory } from "./files.js";
import { argvOf, FORMS } from "./forms.js";
import { PANELS, tray } from "./panels.js";
import { button, el, short, show } from "./result.js";
import { WORDS } from "./words.js";

export async function perform(name, given, more = {}) {
  const form = FORMS[name] ?? {};
  const base = form.base ?? `${form.prefix ?? name}-${short(given.sheets?.at(-1) ?? given.values?.["--institution"] ?? "spbe").replace(/\.[^.]*$/, "").replace(/[^\w]+/g, "-").toLowerCase()}`;
  const at = (kind) => `hasil/${base}.${kind}`;
  const outputs = more.outputs ?? (form.kinds ?? []).filter((kind) => kind === "html" || kind === "json").map(at);
  const rest = { ...given, language: state.language, evidence: state.evidence.length };
  const argv = more.argv ?? argvOf(name, { ...rest, outputs });
  await busy(async () => {
    const made = await run(argv);
    const page = {
      word: word(), language: state.language, kinds: made.code === 2 || !outputs.every((one) => one.includes(".")) ? [] : form.kinds, base, docx: state.docx,
      take: (path) => ask("take", { path }), bundle: (paths) => ask("bundle", { paths }), explain,
      rerun: (kind, path) => run(argvOf(name, { ...rest, outputs: [path] })), title: more.title ?? (name === "score" ? short(given.sheets[0]) : undefined), next,
    };
    if (name === "score" && made.code === 1) await addCorrection(made, given, rest);
    state.last = () => perform(name, given, more);
    const doc = await show($("result"), made, page);
    state.shown.set(place(), [...$("result").childNodes]);
    if (name === "merge" && made.code !== 2) for (const { path } of made.made) state.files.set(path, await ask("take", { path }));
    document.documentElement.dataset.done = made.argv.join(" ");
    $("result").focus({ preventScroll: true });
    $("result").scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    tray();
    if (state.docx === undefined && form.kinds?.includes("docx") && name !== "batch" && doc && made.code === 0) tryWord(name, rest);
    return made;
  });
}

// What goes back to the sender: in their own workbook where the program can do so.
async function addCorrection(made, given, rest) {
  const path = `kembali/perbaikan-${short(given.sheets[0]).replace(/\.[^.]*$/, "").replace(/\//g, "-")}.xlsx`;
  const argv = argvOf("score", { ...rest, outputs: [path] });
  let sent = await run(argv);
  if (!sent.made.length) sent = await run(argv.filter((one) => one !== "--mark"));
  made.made.push(...sent.made);
}

// Word documents are offered where the program can write them; it is asked once.
async function tryWord(name, rest) {
  const path = "hasil/coba.docx";
  const made = await run(argvOf(name, { ...rest, outputs: [path] })).catch(() => null);
  state.docx = Boolean(made?.made.some((one) => one.path === path));
  if (state.docx) await ask("drop", { path });
  for (const shown of document.querySelectorAll('[data-kind="docx"]')) shown.hidden = !state.docx;
}

const explain = (code) => {
  choose("ask");
  return perform("explain", { words: [code], values: {} }, { title: code });
};

// What one does after this result.
function next(made) {
  const name = made.argv[0];
  const go = name === "batch" && made.code !== 2 ? button(word().mergeAll, () => perform("merge", { values: state.values.batch ?? {} }, { outputs: ["hasil/gabungan.xlsx"] }))
    : name === "merge" && made.made.length ? button(word().scoreMerged, () => checkOne("hasil/gabungan.xlsx"), { className: "main" })
      : null;
  return go && el("div", { className: "card" }, el("h3", {}, word().next), el("div", { className: "actions" }, go));
}

// --- Files ----------------------------------------------------------------------------------
async function receive(found) {
  const wanted = found.filter(({ path }) => !/(^|[\\/])(\.[^.\\/]|~\$)|(^|\/)(Thumbs\.db|desktop\.ini)$/.test(path));
  if (!wanted.length) return say(word().empty);
  const tops = new Set(wanted.map(({ path }) => path.includes("/") ? path.split("/")[0] : null));
  const strip = tops.size === 1 && !tops.has(null);
  const fresh = [], failed = [];
  await busy(async () => {
    say(state.ready ? `${word().step.read} …` : word().waiting);
    for (const { file, path } of wanted) {
      const name = (strip ? path.slice(path.indexOf("/") + 1) : path).replace(/^masuk\//, "");
      const yaml = /\.ya?ml$/i.test(name);
      const assignment = yaml || /\.xlsx$/i.test(name) && /penugasan|assign/i.test(name);
      const bytes = new Uint8Array(await file.slice(0, LIMIT).arrayBuffer());
      await starting;
      let put;
      try {
        put = await ask("put", { path: assignment ? name.split("/").pop() : `masuk/${name}`, bytes });
      } catch (fault) {
        failed.push(`${name}: ${fault.message}`);
        continue;
      }
      state.files.set(put, bytes);
      if (assignment) assign(put);
      else fresh.push(put);
    }
    await keep();
  });
  tray();
  if (failed.length) say(`${word().fault} ${failed.join("; ")}`);
  const sheets = fresh.filter((path) => SHEETS.test(path));
  if (sheets.length === 1 || fresh.length === 1) await checkOne(sheets[0] ?? fresh[0]);
  else if (fresh.length) await checkAll();
}

// A file for one field of a form: not an answer, so it lies apart from them.
export async function lend(name, option, { file, path }) {
  await starting;
  const bytes = new Uint8Array(await file.slice(0, LIMIT).arrayBuffer());
  const put = await ask("put", { path: option === "--assign" ? path : `lain/${path}`, bytes });
  state.files.set(put, bytes);
  if (option === "--assign") assign(put);
  else state.values[name][option] = put;
  await keep();
  draw();
}

// The assignment that came last is the one that every form begins with.
export function assign(path) {
  state.assign = path;
  for (const values of Object.values(state.values)) delete values["--assign"];
}

export async function receiveEvidence(found) {
  await starting;
  // Only whether a file of this name holds something is of interest.
  state.evidence = found.map(({ file, path }) => ({ path: `bukti/${path.slice(path.indexOf("/") + 1)}`, bytes: new Uint8Array(file.size ? 1 : 0) }));
  for (const one of state.evidence) await ask("put", one);
  draw();
}

export const sheetsHere = () => [...state.files.keys()].filter((path) => SHEETS.test(path) && (path.startsWith("masuk/") || path === "hasil/gabungan.xlsx"));
export const severalHere = () => sheetsHere().filter((path) => path.startsWith("masuk/")).length > 1 || Boolean(state.assign);
export const checkOne = (path) => perform("score", { sheets: [path], values: { "--mark": true, ...state.values[severalHere() ? "batch" : "score"] } });
export const checkAll = () => perform("batch", { values: { "--latest": true, "--mark": true, "--assign": state.assign, ...state.values.batch } },
  { outputs: ["hasil/rekap.html", "hasil/rekap.json", "hasil/rekap.xlsx"] });

export const keep = async () => {
  if (!state.remember) return;
  try {
    await memory.keep({ files: [...state.files], assign: state.assign, language: state.language });
  } catch {
    state.remember = false;
    say(word().noMemory);
  }
};

export async function remember(event) {
  const box = event.target;
  state.remember = box.checked;
  if (state.remember) await keep();
  else await memory.wipe().catch(() => {});
  box.checked = state.remember;
}

export async function wipe() {
  if (!confirm(word().wipeAsk)) return;
  state.files.clear();
  Object.assign(state, { assign: "", evidence: [], remember: false, last: null, values: {} });
  await memory.wipe().catch(() => {});
  await starting;
  await inTurn(() => ask("wipe"));
  state.shown.clear();
  choose(state.tab);
  say(word().wiped);
}

// Every part and every form keeps its own result.
const place = () => state.tab === "work" ? state.tool : state.tab;

export function choose(tab, focus = false) {
  state.tab = tab;
  $("result").replaceChildren(...(state.shown.get(place()) ?? []));
  $("result").hidden = !state.shown.has(place());
  draw();
  if (focus) $(`tab-${tab}`).focus();
}

export function draw() {
  const html = document.documentElement;
  html.lang = state.language;
  document.title = word().title;
  for (const shown of document.querySelectorAll("[data-word]")) shown.textContent = word()[shown.dataset.word];
  $("languages").replaceChildren(...Object.entries(WORDS).map(([language, { lang }]) => button(language.toUpperCase(), () => speak(language), {
    "aria-pressed": String(language === state.language), "aria-label": `${language.toUpperCase()} ${lang}`, lang: language, title: lang,
  })));
  $("theme").setAttribute("aria-label", word().theme);
  $("theme").title = word().theme;
  $("tabs").setAttribute("aria-label", word().tabs);
  $("bar").setAttribute("aria-label", word().step.run);
  $("tabs").replaceChildren(...Object.keys(PANELS).map((tab) => button(word().tab[tab], () => choose(tab, true), {
    role: "tab", id: `tab-${tab}`, "aria-selected": String(tab === state.tab), "aria-controls": `panel-${tab}`, tabIndex: tab === state.tab ? 0 : -1,
  })));
  for (const tab of Object.keys(PANELS)) $(`panel-${tab}`).hidden = tab !== state.tab;
  PANELS[state.tab]($(`panel-${state.tab}`));
}

// In another language the program speaks anew, too.
function speak(language) {
  state.language = language;
  draw();
  document.querySelector(`#languages [lang="${language}"]`).focus();
  if (!state.pending) say(state.ready ? word().ready : "");
  if (state.last) state.last();
}

function theme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  $("theme").setAttribute("aria-pressed", String(dark));
}

// --- Begin ----------------------------------------------------------------------------------
const over = (event, on) => {
  event.preventDefault();
  $("drop").classList.toggle("over", on);
  $("drop-title").textContent = on ? word().drop2 : word().drop;
};
addEventListener("dragover", (event) => over(event, true));
addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(event, false); });
addEventListener("drop", async (event) => {
  over(event, false);
  const found = await dropped(event.dataTransfer);
  if (state.tab !== "check") choose("check");
  receive(found);
});
for (const [pick, input] of [["pick-file", "file"], ["pick-folder", "folder"]]) {
  $(pick).addEventListener("click", () => $(input).click());
  $(input).addEventListener("change", async (event) => {
    const found = chosen(event.target);
    await receive(found);
    event.target.value = "";
  });
}
// A phone knows no folders.
if (!("webkitdirectory" in $("folder")) || matchMedia("(hover: none) and (pointer: coarse)").matches) $("pick-folder").hidden = true;
$("to-blank").addEventListener("click", () => choose("blank", true));
$("stop").addEventListener("click", stop);
$("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme !== "dark"));
$("tabs").addEventListener("keydown", (event) => {
  const tabs = Object.keys(PANELS);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const to = step ? tabs[(tabs.indexOf(state.tab) + step + tabs.length) % tabs.length]
    : { Home: tabs[0], End: tabs.at(-1) }[event.key];
  if (to) {
    event.preventDefault();
    choose(to, true);
  }
});

theme(matchMedia("(prefers-color-scheme: dark)").matches);
draw();
launch().then(async () => {
  document.documentElement.dataset.state = "idle";
  const kept = await memory.recall().catch(() => null);
  if (!kept || state.files.size) return;
  Object.assign(state, { remember: true, assign: kept.assign, language: kept.language });
  for (const [path, bytes] of kept.files) state.files.set(await ask("put", { path, bytes }), bytes);
  draw();
  say(word().recalled);
}, () => {});
