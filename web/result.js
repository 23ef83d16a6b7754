// Shows what a command gave: nothing is computed here, only laid out.
import { line, save } from "./files.js";

export function el(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(given)) {
    if (value === false || value === undefined || value === null) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && !key.includes("-") && key !== "list") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const button = (text, onclick, given = {}) => el("button", { type: "button", onclick, ...given }, text);
export const filled = (text, facts) => text.replace(/\{(\w+)\}/g, (_, key) => facts[key]);
export const ending = (path) => path.split(".").pop().toLowerCase();
export const short = (path) => path.replace(/^(masuk|hasil|kembali|surat|lain)\//, "");
const number = (value, language) => value.toFixed(2).replace(".", language === "id" ? "," : ".");

export async function copy(text, pressed, word) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = el("textarea", { value: text, className: "skip" });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    pressed.focus();
  }
  const before = pressed.textContent;
  pressed.textContent = word;
  setTimeout(() => { pressed.textContent = before; }, 1500);
}

const pill = (text, kind = "") => el("span", { className: `pill ${kind}` }, text);

function counts(findings, word) {
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const warnings = findings.length - errors;
  return [
    errors && pill(filled(word.errors, { n: errors }), "bad"),
    warnings && pill(filled(word.warnings, { n: warnings }), "care"),
    !findings.length && pill(word.clean, "good"),
  ].filter(Boolean);
}

// The first thing one sees: the number, or what stands in its way.
function verdict(run, doc, { word, language }) {
  const big = (text) => el("span", { className: "figure" }, text);
  const index = (of) => [big(number(of.value, language)), of.predicate && pill(of.predicate)];
  if (run.code === 2) return [pill(word.refused, "bad")];
  if (!doc) return [];
  if (doc.index) return [...index(doc.index), ...counts(doc.findings, word)];
  if (doc.before?.value !== undefined && doc.after?.value !== undefined) {
    return [big(number(doc.before.value, language)), el("span", { className: "quiet" }, word.to), ...index(doc.after)];
  }
  if (doc.summary?.files !== undefined && doc.results) {
    const { files, scored, partial, invalid, skipped } = doc.summary;
    return [
      big(String(files)), el("span", {}, filled(word.batchHead, { n: "" }).trim()),
      scored && pill(`${scored} ${word.scored}`, "good"), partial && pill(`${partial} ${word.partials}`, "good"),
      invalid && pill(`${invalid} ${word.invalid}`, "bad"), skipped && pill(`${skipped} ${word.skipped}`),
    ];
  }
  if (doc.status === "partial") {
    const a = doc.indicators.filter((one) => one.level !== null).length;
    return [big(filled(word.filled, { a, b: doc.indicators.length })), ...counts(doc.findings, word)];
  }
  return doc.findings ? counts(doc.findings, word) : [];
}

// What the program says of the whole stands after the findings.
const sum = ({ err, out }) => [...err.trim().split("\n\n").slice(1), out].join("\n").split("\n")
  .filter((one) => !one.includes("hasil/")).join(" ").trim();

function findingList(findings, { word, explain }) {
  return el("ol", { className: "findings" }, findings.map((finding) => el(
    "li", { className: finding.severity },
    el("span", { className: "cell" }, finding.cell
      ? `${finding.sheet ?? ""}!${finding.cell}`.replace(/^!/, "") : finding.line ? `${finding.line}:${finding.column}` : word.whole),
    el("span", {}, el("span", { className: "kind" }, word[finding.severity] ?? finding.severity), " ",
      button(finding.code, () => explain(finding.code), {
        className: "code", "aria-label": filled(word.explainCode, { code: finding.code }),
      })),
    el("span", { className: "text" }, finding.message),
  )));
}

// Findings of one sheet at once; of many, file by file, those with errors first and open.
function findings(doc, page) {
  // A document of many sheets names what is wrong in them once more as a whole.
  const named = [...(doc.findings ?? []), ...(doc.results ?? []).flatMap((result) => result.findings)];
  const all = [...new Map(named.map((one) => [JSON.stringify(one), one])).values()];
  if (!all.length) return null;
  const byFile = Map.groupBy ? Map.groupBy(all, (one) => one.file) : all.reduce(
    (files, one) => files.set(one.file, [...(files.get(one.file) ?? []), one]), new Map());
  const heading = el("h3", {}, page.word.findings);
  if (!doc.results) return el("div", { className: "card" }, heading, findingList(all, page));
  const faulty = (some) => some.some((one) => one.severity === "error");
  const sorted = [...byFile].sort(([, a], [, b]) => faulty(b) - faulty(a));
  return el("div", { className: "card" }, heading, sorted.map(([file, some]) => el(
    "details", { open: faulty(some) && sorted.length < 12 },
    el("summary", {}, `${short(file ?? "")} `, counts(some, page.word)), findingList(some, page),
  )));
}

// What goes back: every sheet with its text, ready to be sent.
async function letters(run, page) {
  const { word } = page;
  const sheets = run.made.filter(({ path }) => /^(kembali|surat)\/.*\.xlsx$/.test(path));
  if (!sheets.length) return null;
  const fallen = sheets[0].path.startsWith("surat/");
  const card = el("div", { className: "card" }, el("h3", {}, fallen ? word.fallen : word.corrections),
    el("p", { className: "quiet" }, fallen ? word.fallenHint : word.correctionsHint));
  const list = el("div", { className: "letters" });
  for (const { path } of sheets) {
    const letter = run.made.find((one) => one.path === path.replace(/xlsx$/, "txt"));
    const text = letter && new TextDecoder().decode(await page.take(letter.path)).replace(/^\ufeff/, "");
    const name = short(path);
    const label = (what) => `${what}: ${name}`;
    const acts = [
      button(fallen ? word.agencySheet : word.markedSheet, async () => save(name, await page.take(path)),
        { className: sheets.length === 1 ? "main" : "", "aria-label": label(fallen ? word.agencySheet : word.markedSheet) }),
      text && button(word.copyText, (event) => copy(text, event.currentTarget, word.copied), { "aria-label": label(word.copyText) }),
    ];
    list.append(el("div", { className: "letter stack" }, el("b", {}, name), el("div", { className: "actions" }, acts),
      text && el("details", { open: sheets.length === 1 }, el("summary", {}, word.kind.txt), el("pre", { className: "wrap", tabIndex: 0 }, text))));
  }
  card.append(list);
  if (sheets.length > 1) {
    const paths = run.made.map(({ path }) => path).filter((path) => /^(kembali|surat)\//.test(path));
    card.append(el("div", { className: "actions" }, button(word.all, async () => save(fallen ? "surat.zip" : "perbaikan.zip", await page.bundle(paths)), { className: "main" })));
  }
  return card;
}

// The texts for the application of the ministry, one by one.
function texts(doc, { word }) {
  if (doc?.stage === undefined || !doc.indicators?.length) return null;
  return el("div", { className: "card" }, el("h3", {}, word.texts), el("p", { className: "quiet" }, word.textsHint),
    el("div", { className: "letters" }, doc.indicators.map(({ code, name, level, explanation, files, todo, agency }) => el("div", { className: "letter stack" },
      el("b", {}, `${code} ${name}`),
      el("div", { className: "actions" },
        level !== null && pill(`${word.level} ${level}`),
        todo.length > 0 && pill(word.open, "care"),
        explanation && button(word.copyText, (event) => copy(explanation, event.currentTarget, word.copied), { "aria-label": `${word.copyText}: ${code}` })),
      explanation && el("pre", { className: "wrap", tabIndex: 0 }, explanation),
      files.length > 0 && el("ul", { className: "plain" }, files.map((file) => el("li", {}, file.name))),
      todo.length > 0 && el("p", { className: "quiet" }, [agency, todo.join("; ")].filter(Boolean).join(": "))))));
}

// What is done before a sheet is sent: the table of the report, in its own words.
function checklist(doc, html, { word }) {
  if (!doc?.checklist?.length || !html) return null;
  const tables = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("table")];
  const table = tables.find((one) => one.tBodies[0]?.rows.length === doc.checklist.length && one.querySelector("td .good, td .poor"));
  if (!table) return null;
  const done = doc.checklist.filter((one) => one.done).length;
  return el("div", { className: "card" },
    el("h3", {}, word.beforeSent), el("div", { className: "verdict" }, pill(`${done}/${doc.checklist.length}`, done === doc.checklist.length ? "good" : "care")),
    el("ul", { className: "checks" }, doc.checklist.map((one, at) => {
      const [what, state, lacking] = [...table.tBodies[0].rows[at].cells].map((cell) => cell.textContent.trim());
      return el("li", { className: one.done ? "done" : "open" }, el("span", {}, what), el("span", {}, pill(state, one.done ? "good" : "care")), lacking && el("small", {}, lacking));
    })));
}

function report(html, page, open) {
  if (!html) return null;
  // Its own policy and the sandbox hold: nothing in it can run or ask for anything.
  const frame = el("iframe", { title: page.word.report, sandbox: "", srcdoc: html });
  const print = button(page.word.print, () => {
    const url = URL.createObjectURL(new Blob([html], { type: "text/html;charset=utf-8" }));
    window.open(url, "_blank", "noopener");
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  });
  return el("details", { className: "card", open }, el("summary", {}, page.word.report), el("div", { className: "stack" }, frame, el("div", {}, print)));
}

function downloads(run, page) {
  const { word, kinds, base } = page;
  const handed = run.made.filter(({ path }) => !path.startsWith("surat/") && (!path.startsWith("kembali/") || run.argv[0] !== "batch" && !/perbaikan/.test(path)));
  const made = new Map(handed.filter(({ path }) => path.startsWith("hasil/")).map(({ path }) => [ending(path), path]));
  const row = el("div", { className: "actions" });
  const note = el("p", { className: "quiet", role: "status" });
  // A command that wrote nothing of this kind, and had to, would write nothing now either.
  for (const kind of run.code === 0 || made.size ? kinds ?? [] : []) {
    const path = made.get(kind) ?? `hasil/${base}.${kind}`;
    const hand = async (event) => {
      const pressed = event.currentTarget;
      if (!made.has(kind)) {
        pressed.disabled = true;
        const again = await page.rerun(kind, path);
        pressed.disabled = false;
        if (!again.made.some((one) => one.path === path)) {
          note.textContent = again.err.trim();
          return;
        }
        made.set(kind, path);
      }
      save(short(path), await page.take(path));
    };
    row.append(button(word.kind[kind] ?? kind, hand, { hidden: kind === "docx" && page.docx === false, "data-kind": kind }));
  }
  const others = handed.filter(({ path }) => ![...made.values()].includes(path) || !(kinds ?? []).includes(ending(path)));
  if (others.length > 1) {
    row.append(button(word.all, async () => save(`${base ?? "spbe"}.zip`, await page.bundle(others.map(({ path }) => path))), { className: "main" }));
  }
  if (others.length <= 6) {
    for (const { path } of others) row.append(button(path.split("/").pop(), async () => save(path, await page.take(path))));
  }
  return row.childElementCount ? el("div", { className: "card" }, el("h3", {}, word.downloads), row, note) : null;
}

export function command(run, { word, language }) {
  const text = line(run.argv);
  return el("div", { className: "card" },
    el("h3", {}, word.command), el("p", { className: "quiet" }, word.commandHint),
    el("div", { className: "command" }, el("code", {}, text),
      button(word.copy, (event) => copy(text, event.currentTarget, word.copied))),
    el("p", { className: "quiet" }, filled(word.took, { s: (run.ms / 1000).toFixed(1).replace(".", language === "id" ? "," : ".") })));
}

// The whole of a result; `doc` is the JSON document, where the command writes one.
export async function show(target, run, page) {
  const { word } = page;
  const json = run.made.find(({ path }) => /^hasil\/[^/]*\.json$/.test(path));
  let doc = null;
  if (json && run.code !== 2) doc = JSON.parse(new TextDecoder().decode(await page.take(json.path)));
  const identity = doc?.sheet?.identity;
  const of = [identity?.perangkat_daerah, identity?.instansi, identity?.tahun].filter(Boolean).join(" · ");
  const first = verdict(run, doc, page).filter(Boolean);
  const head = el("div", { className: "card" },
    el("h2", { id: "result-title" }, page.title ?? word.result), of && el("p", { className: "quiet" }, of),
    first.length > 0 && el("div", { className: "verdict" }, first),
    doc?.status === "invalid" && el("p", { className: "quiet" }, sum(run)),
    doc?.status === "partial" && !doc.findings.length && el("p", {}, word.partial));
  const talk = [run.err.trim() && el("pre", { className: "say", tabIndex: 0 }, run.err.trim()), run.out.trim() && el("pre", { tabIndex: 0 }, run.out.trim())].filter(Boolean);
  head.append(...(doc ? [el("details", {}, el("summary", {}, word.said), talk)] : talk));
  // Of many sheets one wants the table first, of a faulty one what is wrong.
  const written = run.made.find(({ path }) => /^hasil\/[^/]*\.html$/.test(path));
  // A report brings a script for its own buttons, which may not run here: the page has buttons itself.
  const html = written && new TextDecoder().decode(await page.take(written.path)).replace(/<script>[^]*?<\/script>/g, "");
  const parts = [doc && findings(doc, page), await letters(run, page), texts(doc, page), checklist(doc, html, page), page.next?.(run, doc)];
  const paper = report(html, page, doc?.status !== "invalid" && doc?.stage === undefined);
  if (doc?.results) parts.unshift(paper);
  else parts.push(paper);
  target.replaceChildren(...[head, ...parts, downloads(run, page), command(run, page)].filter(Boolean));
  target.setAttribute("aria-labelledby", "result-title");
  target.hidden = false;
  return doc;
}
