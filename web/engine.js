// What the page knows, its worker, and what is said while one waits.
import { WORDS } from "./words.js";

export const $ = (id) => document.getElementById(id);
export const SHEETS = /\.(xlsx|xlsm|xls|xlsb|ods|csv)$/i;
export const LIMIT = 50_000_001; // one byte more than the program reads: what lies beyond, it never sees
export const state = {
  language: "id", tab: "check", tool: "plan", files: new Map(), evidence: [], assign: "", remember: false,
  values: {}, shown: new Map(), options: false, editions: null, docx: undefined, ready: false, last: null,
};
export const word = () => WORDS[state.language];

// --- The worker -----------------------------------------------------------------------------
let worker, asked = new Map(), sequence = 0;
export let starting;

export function ask(deed, given = {}, transfer = []) {
  return new Promise((give, refuse) => {
    asked.set(++sequence, { give, refuse });
    worker.postMessage({ id: sequence, deed, ...given }, transfer);
  });
}

function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

// Not by way of a Blob: Safari reads none where the page is a local file.
async function inflate(text) {
  const stream = new Response(bytesOf(text)).body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function start() {
  progress({ step: "unpack", share: 0.1 });
  const packed = [...document.querySelectorAll("script[data-part]")];
  const { "pyodide.js": pyodide, ...parts } = Object.fromEntries(await Promise.all(
    packed.map(async ({ dataset, textContent }) => [dataset.part, await inflate(textContent)])));
  const url = URL.createObjectURL(new Blob([pyodide, WORKER], { type: "text/javascript" }));
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
  await ask("start", { parts }, Object.values(parts).map((part) => part.buffer));
  URL.revokeObjectURL(url);
  state.ready = true;
  say(word().ready);
  bar(null);
}

export function launch() {
  starting = start();
  starting.catch((fault) => {
    console.error(fault);
    document.documentElement.dataset.state = "broken";
    bar(null);
    say(word().broken);
  });
  return starting;
}

// A command that takes too long goes with its Python; what was read is handed over anew.
export async function stop() {
  worker.terminate();
  for (const { refuse } of asked.values()) refuse(new Error("stopped"));
  asked = new Map();
  state.ready = false;
  $("stop").hidden = true;
  say(word().stopped);
  await launch();
  for (const [path, bytes] of state.files) await ask("put", { path, bytes });
  for (const one of state.evidence) await ask("put", one);
  say(word().stopped);
}

// --- What is said while one waits -----------------------------------------------------------
export const say = (text) => { $("said").textContent = text; };

export function bar(share) {
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
export function inTurn(work) {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
}

export async function run(argv) {
  await starting;
  return inTurn(() => ask("run", { argv, columns: columns(), language: state.language }));
}

export async function busy(work) {
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
