// The page: takes files, builds command lines, has them run, shows what came of them.
import { chosen, dropped, memory, split } from "./files.js";
import { argvOf, FORMS, TOOLS } from "./forms.js";
import { button, el, short, show } from "./result.js";
import { WORDS } from "./words.js";

const $ = (id) => document.getElementById(id);
const SHEETS = /\.(xlsx|xlsm|xls|xlsb|ods|csv)$/i;
const LIMIT = 50_000_001; // one byte more than the program reads: what lies beyond, it never sees
const state = {
  language: "id", tab: "check", tool: "plan", files: new Map(), evidence: 0, assign: "", remember: false,
  values: {}, shown: new Map(), options: false, editions: null, docx: undefined, ready: false, last: null,
};
const word = () => WORDS[state.language];

// --- The worker -----------------------------------------------------------------------------
let worker, asked = new Map(), sequence = 0, starting;

function ask(deed, given = {}, transfer = []) {
  return new Promise((give, refuse) => {
    asked.set(++sequence, { give, refuse });
    worker.postMessage({ id: sequence, deed, ...given }, transfer);
  });
}

function launch() {
  const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
  worker = new Worker(url);
  worker.onmessage = ({ data }) => {
    if (data.progress) return progress(data.progress);
    const waiting = asked.get(data.id);
    asked.delete(data.id);
    if (data.fault === undefined) waiting.give(data.value);
    else waiting.refuse(new Error(data.fault));
  };
  worker.onerror = (event) => {
    for (const { refuse } of asked.values()) refuse(new Error(event.message || "worker"));
    asked.clear();
  };
  const payload = Object.fromEntries([...document.querySelectorAll("script[data-part]")].map((part) => [part.dataset.part, part.textContent]));
  starting = ask("start", { payload }).then(() => {
    URL.revokeObjectURL(url);
    state.ready = true;
    say(word().ready);
    bar(null);
  });
  starting.catch((fault) => {
    console.error(fault);
    document.documentElement.dataset.state = "broken";
    bar(null);
    say(word().broken);
  });
  return starting;
}

// A command that takes too long goes with its Python; what was read is handed over anew.
async function stop() {
  worker.terminate();
  for (const { refuse } of asked.values()) refuse(new Error("stopped"));
  asked = new Map();
  state.ready = false;
  $("stop").hidden = true;
  say(word().stopped);
  await launch();
  for (const [path, bytes] of state.files) await ask("put", { path, bytes });
  say(word().stopped);
}

// --- What is said while one waits -----------------------------------------------------------
const say = (text) => { $("said").textContent = text; };

function bar(share) {
  const shown = $("bar");
  shown.hidden = share === null;
  shown.classList.toggle("busy", share === undefined);
  if (share === undefined) shown.removeAttribute("aria-valuenow");
  else shown.setAttribute("aria-valuenow", Math.round((share ?? 0) * 100));
  shown.firstElementChild.style.width = `${Math.round((share ?? 0) * 100)}%`;
}

function progress({ step, share, text }) {
  if (text !== undefined) return void ($("step").textContent = text);
  bar(share);
  if (!state.pending) say(`${word().step[step]} …`);
}

// --- Running --------------------------------------------------------------------------------
const columns = () => Math.max(36, Math.min(96, Math.floor(($("main").clientWidth - 90) / (innerWidth < 640 ? 7 : 8.4))));
let turn = Promise.resolve();

// One after the other: who asks twice gets two answers, in this order.
function inTurn(work) {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
}

async function run(argv) {
  await starting;
  return inTurn(() => ask("run", { argv, columns: columns(), language: state.language }));
}

async function perform(name, given, more = {}) {
  const form = FORMS[name] ?? {};
  const base = form.base ?? `${form.prefix ?? name}-${short(given.sheets?.at(-1) ?? given.values?.["--institution"] ?? "spbe").replace(/\.[^.]*$/, "").replace(/[^\w]+/g, "-").toLowerCase()}`;
  const at = (kind) => `hasil/${base}.${kind}`;
  const outputs = more.outputs ?? (form.kinds ?? []).filter((kind) => kind === "html" || kind === "json").map(at);
  const rest = { ...given, language: state.language };
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
    state.shown.set(state.tab, [...$("result").childNodes]);
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
  if (state.marks === undefined) state.marks = (await run(["help", "score"])).out.includes("--mark");
  let sent = await run(state.marks ? [...argv, "--mark"] : argv);
  if (state.marks && !sent.made.length) sent = await run(argv);
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

async function busy(work) {
  state.pending = true;
  document.documentElement.dataset.state = "busy";
  const shown = state.ready;
  say(shown ? `${word().step.run} …` : word().waiting);
  if (shown) bar(undefined);
  $("stop").hidden = !shown;
  starting.then(() => { $("stop").hidden = !state.pending; }, () => {});
  try {
    await work();
    say("");
  } catch (fault) {
    if (fault.message !== "stopped" && document.documentElement.dataset.state !== "broken") {
      say(`${word().fault} ${fault.message.split("\n").filter(Boolean).pop()}`);
    }
  } finally {
    $("step").textContent = "";
    state.pending = false;
    if (document.documentElement.dataset.state !== "broken") document.documentElement.dataset.state = "idle";
    if (state.ready) bar(null);
    $("stop").hidden = true;
  }
}

const explain = (code) => {
  choose("ask");
  return perform("explain", { words: [code], values: {} }, { title: code });
};

// What one does after this result.
function next(made) {
  const name = made.argv[0];
  const go = name === "batch" && made.code !== 2 ? button(word().mergeAll, () => perform("merge", { values: state.values.batch ?? {} }, { outputs: ["hasil/gabungan.xlsx"] }))
    : name === "merge" && made.made.length ? button(word().scoreMerged, () => perform("score", { sheets: ["hasil/gabungan.xlsx"] }), { className: "main" })
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

// The assignment that came last is the one that every form begins with.
function assign(path) {
  state.assign = path;
  for (const values of Object.values(state.values)) delete values["--assign"];
}

async function receiveEvidence(found) {
  await starting;
  for (const { file, path } of found) {
    // Only whether a file of this name holds something is of interest.
    await ask("put", { path: `bukti/${path.slice(path.indexOf("/") + 1)}`, bytes: new Uint8Array(file.size ? 1 : 0) });
  }
  state.evidence = found.length;
  tray();
}

const sheetsHere = () => [...state.files.keys()].filter((path) => SHEETS.test(path) && (path.startsWith("masuk/") || path === "hasil/gabungan.xlsx"));
const evidence = () => state.evidence ? { "--evidence": "bukti" } : {};
const checkOne = (path) => perform("score", { sheets: [path], values: evidence() });
const checkAll = () => perform("batch", { values: { "--latest": true, "--assign": state.assign, ...evidence(), ...state.values.batch } },
  { outputs: ["hasil/rekap.html", "hasil/rekap.json", "hasil/rekap.xlsx"] });

const keep = async () => {
  if (!state.remember) return;
  try {
    await memory.keep({ files: [...state.files], assign: state.assign, language: state.language });
  } catch {
    state.remember = false;
    say(word().noMemory);
  }
};

async function wipe() {
  if (!confirm(word().wipeAsk)) return;
  state.files.clear();
  Object.assign(state, { assign: "", evidence: 0, remember: false, last: null, values: {} });
  await memory.wipe().catch(() => {});
  await starting;
  await inTurn(() => ask("wipe"));
  state.shown.clear();
  choose(state.tab);
  say(word().wiped);
}

// --- The parts of the page ------------------------------------------------------------------
function field(name, given) {
  const values = state.values[name] ??= {};
  const { option, kind } = given;
  const label = word().option[option] ?? option;
  const set = (value) => { values[option] = value; };
  const id = `${name}${option}`;
  if (kind === "flag") {
    values[option] ??= given.on;
    return el("label", { className: "tick" }, el("input", { type: "checkbox", checked: values[option], onchange: (event) => set(event.target.checked) }),
      el("span", {}, label, " ", el("small", {}, option)));
  }
  const listed = {
    choice: () => given.choices.map((one) => [one, word().choice[one] ?? one]),
    assign: () => ["", ...[...state.files.keys()].filter((path) => /\.(ya?ml|xlsx)$/i.test(path) && !path.startsWith("hasil/"))].map((path) => [path, path ? short(path) : word().none]),
    sheet: () => ["", ...sheetsHere()].map((path) => [path, path ? short(path) : word().none]),
    edition: () => [["", word().choice[""]], ...(state.editions ?? []).map(({ id: edition, title }) => [edition, title])],
  }[kind];
  if (kind === "assign") values[option] ??= state.assign;
  const input = listed
    ? el("select", { id, onchange: (event) => set(event.target.value) }, listed().map(([value, text]) => el("option", { value, selected: value === (values[option] ?? "") }, text)))
    : el("input", { id, type: kind, min: kind === "number" ? 1 : null, required: given.needed, autocomplete: "off", placeholder: word().example[option] ?? "", oninput: (event) => set(event.target.value) });
  if (!listed) {
    values[option] ??= given.value === true ? word().example[option] : String(given.value ?? "");
    input.value = values[option];
  }
  return el("label", { className: "field", htmlFor: id }, el("span", {}, label, " ", el("small", {}, option)), input);
}

function sheetField(name, key, at) {
  const chosenNow = (state.values[name] ??= {}).sheets ??= [];
  const sheets = sheetsHere();
  const optional = FORMS[name].optional;
  if (!optional && !sheets.includes(chosenNow[at])) chosenNow[at] = sheets[Math.min(at, sheets.length - 1)];
  const options = [...(optional ? [["", word().noFile]] : []), ...sheets.map((path) => [path, short(path)])];
  if (optional && chosenNow[at] === undefined) chosenNow[at] = sheets[0] ?? "";
  return el("label", { className: "field", htmlFor: `${name}-${key}` }, word()[key], el("select", { id: `${name}-${key}`, onchange: (event) => { chosenNow[at] = event.target.value; } },
    options.map(([value, text]) => el("option", { value, selected: value === chosenNow[at] }, text))));
}

function formOf(name, submit) {
  const form = FORMS[name];
  const keys = form.sheets ?? [];
  const fields = [...keys.map((key, at) => sheetField(name, key, at)), ...form.fields.map((given) => field(name, given))];
  const go = (event) => {
    event.preventDefault();
    const values = state.values[name] ?? {};
    submit({ sheets: (values.sheets ?? []).filter(Boolean), values });
  };
  return el("form", { className: "stack", onsubmit: go }, el("p", { className: "quiet" }, word().about[name]), el("div", { className: "fields" }, fields),
    el("div", { className: "actions" }, el("button", { className: "main", type: "submit" }, word().run[name])));
}

const PANELS = {
  check() { tray(); },
  work(panel) {
    const chips = el("div", { className: "chips", role: "group", "aria-label": word().work }, TOOLS.map((name) => button(word().tool[name], () => {
      state.tool = name;
      draw();
      document.querySelector('.chips [aria-pressed="true"]').focus();
    }, { "aria-pressed": String(name === state.tool) })));
    const form = FORMS[state.tool];
    const lacking = !form.optional && sheetsHere().length < (form.sheets?.length || 1);
    panel.replaceChildren(el("div", { className: "card" }, el("h2", {}, word().work), chips, lacking
      ? el("p", {}, word().about[state.tool], " ", button(word().needSheet, () => choose("check", true), { className: "link" }))
      : formOf(state.tool, (given) => perform(state.tool, given, state.tool === "merge" ? { outputs: ["hasil/gabungan.xlsx"] } : {}))));
  },
  blank(panel) {
    panel.replaceChildren(el("div", { className: "card" }, el("h2", {}, word().blank), formOf("template", (given) => {
      const all = given.values["--assign"];
      const year = given.values["--year"]?.trim();
      return perform("template", given, { outputs: [all ? "hasil/lembar" : `hasil/jawaban${year ? `-${year}` : ""}.xlsx`] });
    })));
  },
  ask(panel) {
    const input = el("input", { id: "question", type: "text", required: true, placeholder: word().questionExample, autocomplete: "off" });
    const go = (event) => {
      event.preventDefault();
      perform("explain", { words: split(input.value), values: state.values.explain ?? {} }, { outputs: [] });
    };
    panel.replaceChildren(el("div", { className: "card" }, el("h2", {}, word().ask),
      el("form", { className: "stack", onsubmit: go }, el("p", { className: "quiet" }, word().about.explain),
        el("div", { className: "fields" }, el("label", { className: "field", htmlFor: "question" }, word().question, input), field("explain", FORMS.explain.fields[0])),
        el("div", { className: "actions" }, el("button", { className: "main", type: "submit" }, word().run.explain),
          button(word().about.instruments, () => perform("instruments", {}, { argv: withLanguage(["instruments"]) }))))));
    if (!state.editions) editions().then(() => state.tab === "ask" && document.activeElement?.id !== "question" && draw());
  },
  line(panel) {
    const input = el("input", { id: "typed", type: "text", required: true, value: state.typed ?? "spbe --help", autocomplete: "off", spellcheck: false, autocapitalize: "none", oninput: (event) => { state.typed = event.target.value; } });
    const go = (event) => {
      event.preventDefault();
      const argv = split(input.value).filter((one, i) => i || one !== "spbe");
      perform("line", {}, { argv: argv.length ? argv : ["--help"], title: word().said });
    };
    panel.replaceChildren(el("div", { className: "card" }, el("h2", {}, word().line), el("form", { className: "stack", onsubmit: go },
      el("p", { className: "quiet" }, word().about.line), el("label", { className: "field", htmlFor: "typed" }, word().typed, input),
      el("div", { className: "actions" }, el("button", { className: "main", type: "submit" }, word().run.line)))));
  },
};

const withLanguage = (argv) => state.language === "id" ? argv : [...argv, "--lang", state.language];

async function editions() {
  const made = await run(["instruments", "-f", "json"]);
  state.editions = JSON.parse(made.out).instruments ?? [];
}

function tray() {
  const shown = [...state.files.keys()];
  const small = shown.length > 0;
  $("drop").classList.toggle("small", small);
  $("drop-hint").textContent = small ? word().again : word().dropHint;
  $("blank-offer").hidden = small;
  $("tray").hidden = !small;
  if (!small) return $("tray").replaceChildren();
  const sheets = shown.filter((path) => SHEETS.test(path) && path.startsWith("masuk/"));
  const rows = shown.map((path) => el("li", {}, el("span", {}, short(path)), el("span", { className: "actions" },
    SHEETS.test(path) && path !== state.assign && sheets.length > 1 && button(word().check, () => checkOne(path), { className: "link", "aria-label": `${word().checkOne}: ${short(path)}` }),
    button(word().remove, async () => {
      state.files.delete(path);
      if (state.assign === path) assign("");
      await ask("drop", { path });
      await keep();
      draw();
    }, { className: "link", "aria-label": `${word().remove}: ${short(path)}` }))));
  const folder = el("input", { type: "file", hidden: true, multiple: true, webkitdirectory: true, onchange: (event) => receiveEvidence(chosen(event.target)) });
  folder.webkitdirectory = true;
  const many = sheets.length > 1 || state.assign;
  $("tray").replaceChildren(el("div", { className: "card" },
    el("details", { open: shown.length < 6 }, el("summary", {}, `${word().files} (${shown.length})`), el("ul", { className: "files", tabIndex: shown.length > 6 ? 0 : null }, rows)),
    many && el("details", { open: state.options, ontoggle: (event) => { state.options = event.target.open; } }, el("summary", {}, word().options), el("div", { className: "stack" },
      el("div", { className: "fields" }, FORMS.batch.fields.map((given) => field("batch", given))),
      el("div", {}, button(state.evidence ? `${word().evidence}: ${state.evidence}` : word().evidence, () => folder.click()), folder))),
    el("div", { className: "actions" },
      many && button(word().checkAll, checkAll, { className: "main" }),
      button(word().wipe, wipe, {})),
    el("label", { className: "tick" }, el("input", { type: "checkbox", checked: state.remember, onchange: async (event) => {
      state.remember = event.target.checked;
      if (state.remember) await keep();
      else await memory.wipe().catch(() => {});
      event.target.checked = state.remember;
    } }), el("span", {}, word().remember))));
}

// Every part keeps its own result.
function choose(tab, focus = false) {
  state.tab = tab;
  $("result").replaceChildren(...(state.shown.get(tab) ?? []));
  $("result").hidden = !state.shown.has(tab);
  draw();
  if (focus) $(`tab-${tab}`).focus();
}

function draw() {
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
