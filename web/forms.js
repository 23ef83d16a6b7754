// The commands as forms: which sheets, which options, which kinds of report. No rule of the program stands here.
const REPORT = ["html", "xlsx", "docx", "md", "json"];
const GROUPS = ["", "kementerian", "lpnk", "lns", "instansi lainnya", "provinsi", "kabupaten", "kota"];

const text = (option, given = {}) => ({ option, kind: "text", ...given });
const whole = (option, given = {}) => ({ option, kind: "number", ...given });
const flag = (option, on = false) => ({ option, kind: "flag", on });
const one = (option, choices) => ({ option, kind: "choice", choices });
const ASSIGN = { option: "--assign", kind: "assign" };

export const FORMS = {
  batch: {
    folder: true, kinds: REPORT, base: "rekap",
    fields: [ASSIGN, flag("--latest", true), text("--due"), text("--contact"), one("--missing", ["", "lowest", "zero"])],
  },
  score: { prefix: "laporan", sheets: ["sheet"], kinds: [...REPORT, "csv"], fields: [] },
  plan: {
    prefix: "rencana", sheets: ["sheet"], kinds: REPORT,
    fields: [text("--target", { value: true, needed: true }), whole("--max-step"), whole("--phases"), text("--lock"), ASSIGN],
  },
  risk: { prefix: "risiko", sheets: ["sheet"], kinds: REPORT, fields: [text("--downgrade", { value: true }), ASSIGN] },
  simulate: { prefix: "simulasi", sheets: ["sheet"], kinds: REPORT, fields: [text("--set", { needed: true })] },
  compare: { prefix: "perbandingan", sheets: ["sheetOld", "sheetNew"], kinds: REPORT, fields: [flag("--detail")] },
  benchmark: {
    prefix: "kedudukan", sheets: ["sheet"], optional: true, kinds: REPORT,
    fields: [text("--institution"), one("--group", GROUPS), whole("--year")],
  },
  merge: {
    folder: true, kinds: ["xlsx"], base: "gabungan",
    fields: [ASSIGN, flag("--latest", true), one("--on-conflict", ["", "owner", "lowest", "highest"]), flag("--skip-invalid")],
  },
  template: {
    kinds: ["xlsx"], base: "jawaban",
    fields: [
      whole("--year", { value: new Date().getFullYear() }), text("--institution"), ASSIGN, text("--opd"), text("--only"),
      text("--due"), text("--contact"), text("--stage"), { option: "--from", kind: "sheet" },
    ],
  },
  explain: { words: true, base: "penjelasan", kinds: ["md", "json"], fields: [{ option: "-i", kind: "edition" }] },
};

export const TOOLS = ["plan", "risk", "simulate", "compare", "benchmark", "merge"];

// What a form says as a command line; `outputs` are the endings that are written at once.
export function argvOf(name, { sheets = [], words = [], values = {}, language, outputs = [] }) {
  const form = FORMS[name];
  const argv = [name, ...(form.folder ? ["masuk"] : sheets), ...words];
  for (const { option, kind } of form.fields) {
    const value = values[option];
    if (kind === "flag" ? value : value?.trim?.()) argv.push(option, ...(kind === "flag" ? [] : [value.trim()]));
  }
  if (values["--evidence"]) argv.push("--evidence", "bukti");
  if (name === "batch") argv.push("--corrections", "kembali");
  if (language !== "id") argv.push("--lang", language);
  for (const file of outputs) argv.push("-o", file);
  return argv;
}
