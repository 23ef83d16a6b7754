// The commands as forms: which sheets, which options, which kinds of report. No rule of the program stands here.
const REPORT = ["html", "xlsx", "docx", "md", "json"];
const MISSING = ["", "lowest", "zero", "items"];
const GROUPS = ["", "kementerian", "lpnk", "lns", "instansi lainnya", "provinsi", "kabupaten", "kota"];

const text = (option, given = {}) => ({ option, kind: "text", ...given });
const whole = (option, given = {}) => ({ option, kind: "number", ...given });
const flag = (option, on = false) => ({ option, kind: "flag", on });
const one = (option, choices) => ({ option, kind: "choice", choices });
const sheet = (option) => ({ option, kind: "sheet" });
const file = (option, given = {}) => ({ option, kind: "file", ...given });
const ASSIGN = { option: "--assign", kind: "assign" };
const BACK = [text("--due"), text("--contact")];
const STAGES = ["", "Penilaian Mandiri", "Penilaian Dokumen", "Penilaian Interviu", "Penilaian Visitasi"];

// `command` where a form is not called as its command; `always` is what it adds to it.
export const FORMS = {
  batch: {
    folder: true, kinds: REPORT, base: "rekap",
    evidence: true, fields: [ASSIGN, flag("--latest", true), flag("--mark", true), ...BACK, one("--missing", MISSING)],
  },
  score: {
    prefix: "laporan", sheets: ["sheet"], kinds: [...REPORT, "csv"], evidence: true,
    fields: [text("--target"), sheet("--previous"), one("--missing", MISSING), flag("--mark", true), ...BACK],
  },
  plan: {
    prefix: "rencana", sheets: ["sheet"], kinds: REPORT,
    fields: [text("--target", { value: true, needed: true }), whole("--max-step"), whole("--phases"), text("--lock"), ASSIGN],
  },
  progress: { command: "plan", prefix: "kemajuan", sheets: ["sheet"], kinds: REPORT, fields: [file("--progress", { needed: true }), ASSIGN] },
  risk: { prefix: "risiko", sheets: ["sheet"], kinds: REPORT, fields: [text("--downgrade", { value: true }), ASSIGN] },
  interview: { command: "risk", prefix: "interviu", sheets: ["sheet"], kinds: REPORT, always: ["--interview"], fields: [sheet("--previous"), ASSIGN] },
  simulate: { prefix: "simulasi", sheets: ["sheet"], kinds: REPORT, fields: [text("--set", { needed: true })] },
  compare: { prefix: "perbandingan", sheets: ["sheetOld", "sheetNew"], more: "sheetMore", kinds: REPORT, fields: [flag("--detail")] },
  falls: {
    command: "compare", prefix: "turun", sheets: ["sheetClaimed", "sheetAssessed"], kinds: REPORT,
    always: ["--to-agencies", "surat"], fields: [{ ...ASSIGN, needed: true }, ...BACK],
  },
  benchmark: {
    prefix: "kedudukan", sheets: ["sheet"], optional: true, kinds: REPORT,
    fields: [text("--institution"), one("--group", GROUPS), whole("--year")],
  },
  portal: { prefix: "portal", sheets: ["sheet"], kinds: REPORT, evidence: true, fields: [one("--stage", STAGES), ASSIGN] },
  fill: { prefix: "terisi", sheets: ["sheet"], kinds: [], fields: [file("form", { needed: true }), flag("--overwrite")] },
  merge: {
    folder: true, kinds: ["xlsx"], base: "gabungan",
    fields: [ASSIGN, flag("--latest", true), one("--on-conflict", ["", "owner", "lowest", "highest"]), flag("--skip-invalid")],
  },
  template: {
    kinds: ["xlsx"], base: "jawaban",
    fields: [
      whole("--year", { value: new Date().getFullYear() }), text("--institution"), ASSIGN, text("--opd"), text("--only"),
      ...BACK, text("--stage"), sheet("--from"), { option: "-i", kind: "edition" }, flag("--items"),
    ],
  },
  explain: { words: true, base: "penjelasan", kinds: ["md", "json"], fields: [{ option: "-i", kind: "edition" }] },
};

export const TOOLS = ["plan", "progress", "risk", "interview", "simulate", "compare", "falls", "benchmark", "portal", "fill", "merge"];

// What a form says as a command line; `outputs` are the endings that are written at once.
export function argvOf(name, { sheets = [], words = [], values = {}, language, evidence, outputs = [] }) {
  const form = FORMS[name];
  const argv = [form.command ?? name, ...(form.folder ? ["masuk"] : sheets), ...words];
  const back = form.folder || outputs.some((path) => path.startsWith("kembali/"));
  for (const { option, kind } of form.fields) {
    const value = kind === "flag" ? values[option] : values[option]?.trim?.();
    if (!value || option === "--mark" && !back) continue;
    argv.push(...(option.startsWith("-") ? [option] : []), ...(kind === "flag" ? [] : [value]));
  }
  argv.push(...form.always ?? []);
  if (form.evidence && evidence) argv.push("--evidence", "bukti");
  if (name === "batch") argv.push("--corrections", "kembali");
  if (language !== "id") argv.push("--lang", language);
  for (const file of outputs) argv.push("-o", file);
  return argv;
}
