// The parts of the page: the forms, and the tray with the files.
import { $, ask, run, SHEETS, state, word } from "./engine.js";
import { chosen, split } from "./files.js";
import { FORMS, TOOLS } from "./forms.js";
import { assign, checkAll, checkOne, choose, draw, keep, lend, perform, receiveEvidence, remember, severalHere, sheetsHere, wipe } from "./page.js";
import { button, el, ending, short } from "./result.js";

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
    file: () => ["", ...[...state.files.keys()].filter((path) => /\.xls[xm]$/i.test(path) && !path.startsWith("hasil/"))].map((path) => [path, path ? short(path) : word().none]),
    edition: listEditions,
  }[kind];
  if (kind === "assign") values[option] ??= state.assign;
  const input = listed
    ? el("select", { id, required: given.needed, "data-edition": kind === "edition", onchange: (event) => set(event.target.value) }, listed().map(([value, text]) => el("option", { value, selected: value === (values[option] ?? "") }, text)))
    : el("input", { id, type: kind, min: kind === "number" ? 1 : null, required: given.needed, autocomplete: "off", placeholder: word().example[option] ?? "", oninput: (event) => set(event.target.value) });
  if (!listed) {
    values[option] ??= given.value === true ? word().example[option] : String(given.value ?? "");
    input.value = values[option];
  }
  const named = el("label", { className: "field", htmlFor: id }, el("span", {}, label, " ", el("small", {}, option.startsWith("-") ? option : "")), input);
  if (kind !== "file" && kind !== "assign") return named;
  const pick = el("input", { type: "file", hidden: true, "data-for": id, onchange: (event) => lend(name, option, chosen(event.target)[0]) });
  return el("div", { className: "lend" }, named, button("…", () => pick.click(), { "aria-label": `${word().otherFile}: ${label}`, title: word().otherFile }), pick);
}

function sheetField(name, key, at, more) {
  const chosenNow = (state.values[name] ??= {}).sheets ??= [];
  const sheets = sheetsHere();
  const optional = FORMS[name].optional || more;
  if (more && !sheets.includes(chosenNow[at])) chosenNow[at] = "";
  if (!optional && !sheets.includes(chosenNow[at])) chosenNow[at] = sheets[Math.min(at, sheets.length - 1)];
  const options = [...(optional ? [["", word().noFile]] : []), ...sheets.map((path) => [path, short(path)])];
  if (optional && chosenNow[at] === undefined) chosenNow[at] = sheets[0] ?? "";
  const id = `${name}-${key}${more ? at : ""}`;
  const set = (event) => {
    chosenNow[at] = event.target.value;
    if (!more) return;
    draw();
    $(id)?.focus();
  };
  return el("label", { className: "field", htmlFor: id }, word()[key], el("select", { id, onchange: set },
    options.map(([value, text]) => el("option", { value, selected: value === chosenNow[at] }, text))));
}

function formOf(name, submit) {
  const form = FORMS[name];
  const keys = form.sheets ?? [];
  const sheets = keys.map((key, at) => sheetField(name, key, at));
  // One place more than is filled, as long as there are sheets.
  for (let at = keys.length; form.more && at < sheetsHere().length && (at === keys.length || state.values[name].sheets[at - 1]); at++) sheets.push(sheetField(name, form.more, at, true));
  const fields = [...sheets, ...form.fields.map((given) => field(name, given))];
  const go = (event) => {
    event.preventDefault();
    const values = state.values[name] ?? {};
    submit({ sheets: (values.sheets ?? []).filter(Boolean), values });
  };
  return el("form", { className: "stack", onsubmit: go }, el("p", { className: "quiet" }, word().about[name]), el("div", { className: "fields" }, fields),
    el("div", { className: "actions" }, el("button", { className: "main", type: "submit" }, word().run[name])));
}

export const PANELS = {
  check() { tray(); },
  work(panel) {
    const chips = el("div", { className: "chips", role: "group", "aria-label": word().work }, TOOLS.map((name) => button(word().tool[name], () => {
      state.tool = name;
      choose("work");
      document.querySelector('.chips [aria-pressed="true"]').focus();
    }, { "aria-pressed": String(name === state.tool) })));
    const form = FORMS[state.tool];
    const outputs = {
      merge: () => ["hasil/gabungan.xlsx"],
      fill: ({ values: { form: blank } }) => [`hasil/terisi-${short(blank).replace(/\.[^.]*$/, "").replace(/[^\w]+/g, "-")}.${ending(blank)}`],
    }[state.tool];
    const lacking = !form.optional && sheetsHere().length < (form.sheets?.length || 1);
    panel.replaceChildren(el("div", { className: "card" }, el("h2", {}, word().work), chips, lacking
      ? el("p", {}, word().about[state.tool], " ", button(word().needSheet, () => choose("check", true), { className: "link" }))
      : formOf(state.tool, (given) => perform(state.tool, given, outputs ? { outputs: outputs(given) } : {}))));
  },
  blank(panel) {
    panel.replaceChildren(el("div", { className: "card" }, el("h2", {}, word().blank), formOf("template", (given) => {
      const all = given.values["--assign"];
      const year = given.values["--year"]?.trim();
      return perform("template", given, { outputs: [all ? "hasil/lembar" : `hasil/jawaban${year ? `-${year}` : ""}.xlsx`] });
    })));
    editions();
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
    editions();
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

const listEditions = () => [["", word().choice[""]], ...(state.editions ?? []).map(({ id, title }) => [id, title])];

// Asked for once; what is being typed meanwhile stays.
async function editions() {
  if (state.editions) return;
  state.editions = [];
  const made = await run(["instruments", "-f", "json"]);
  state.editions = JSON.parse(made.out).instruments ?? [];
  for (const select of document.querySelectorAll("select[data-edition]")) select.append(...listEditions().slice(1).map(([value, text]) => el("option", { value }, text)));
}

export function tray() {
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
  const folder = el("input", { type: "file", hidden: true, multiple: true, id: "evidence", webkitdirectory: true, onchange: (event) => receiveEvidence(chosen(event.target)) });
  folder.webkitdirectory = true;
  const many = severalHere();
  const of = many ? "batch" : "score";
  $("tray").replaceChildren(el("div", { className: "card" },
    el("details", { open: shown.length > 1 && shown.length < 6 }, el("summary", {}, `${word().files} (${shown.length})`), el("ul", { className: "files", tabIndex: shown.length > 6 ? 0 : null }, rows)),
    el("details", { open: state.options, ontoggle: (event) => { state.options = event.target.open; } }, el("summary", {}, word().options), el("div", { className: "stack" },
      el("div", { className: "fields" }, FORMS[of].fields.map((given) => field(of, given))),
      el("div", {}, button(state.evidence.length ? `${word().evidence}: ${state.evidence.length}` : word().evidence, () => folder.click()), folder),
      !many && sheets.length > 0 && el("div", {}, button(word().checkOne, () => checkOne(sheets[0]), { className: "main" })))),
    el("div", { className: "actions" },
      many && button(word().checkAll, checkAll, { className: "main" }),
      button(word().wipe, wipe),
      el("label", { className: "tick" }, el("input", { type: "checkbox", checked: state.remember, onchange: remember }), el("span", {}, word().remember)))));
}
