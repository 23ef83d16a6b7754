// Runs the program: Python in a thread of its own, with a file system in memory.
// Pyodide stands before it in the same script: Safari lets no worker of a local file load another one.
// What comes in are commands and bytes; what goes out are texts and bytes. Nothing else leaves.
const WORK = "/kerja";
const OWN = /^(hasil|kembali)\//;
let python, program;

const BOOT = `
import errno, io, os, shutil, sys, zipfile
from pathlib import Path

if not hasattr(os, "link"):
    def _link(*_, **__):
        raise OSError(errno.ENOTSUP, "no second names here, as on a memory stick")
    os.link = _link

class Screen(io.TextIOWrapper):
    """What the program takes for a terminal, as wide as the page."""
    def isatty(self):
        return True

class Progress(Screen):
    def __init__(self, tell):
        super().__init__(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
        self.tell = tell
    def write(self, text):
        if text.startswith("\\r"):
            self.tell(text[1:].removeprefix("\\x1b[K"))
            return len(text)
        return super().write(text)

def command(arguments, columns, language, tell):
    from spbe_cli.cli.program import run
    os.environ.update(COLUMNS=str(columns), SPBE_LANG=language, NO_COLOR="1", TERM="xterm")
    kept = sys.stdout, sys.stderr
    out = Screen(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    err = Progress(tell)
    sys.stdout, sys.stderr = out, err
    try:
        code = run(list(arguments))
    except SystemExit as end:
        code = end.code or 0
    finally:
        sys.stdout, sys.stderr = kept
    return code, *(screen.buffer.getvalue().decode() for screen in (out, err))

def files():
    return [(str(path), path.stat().st_size, path.stat().st_mtime_ns)
            for path in sorted(Path().rglob("*")) if path.is_file()]

def vacate(path):
    path = Path(path)
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

def wipe():
    for path in list(Path().iterdir()):
        vacate(path)
    for folder in ("hasil", "kembali"):
        Path(folder).mkdir()

def bundle(paths):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path)
    return made.getvalue()
`;

// A name is what somebody else chose: no path of it leaves the work folder, and none is hidden.
function safe(path) {
  const parts = String(path).normalize("NFC").split(/[\\/]+/)
    .map((part) => part.replace(/[\u0000-\u001f\u007f<>:"|?*]/g, "_").replace(/^[.\s~-]+|[.\s]+$/g, "").slice(-120))
    .filter(Boolean).slice(-6);
  return parts.length ? parts.join("/") : "tanpa-nama";
}

const tell = (progress) => postMessage({ progress });

async function start({ parts }) {
  // Pyodide asks for its parts by address: it gets them from memory, whatever the address.
  self.fetch = async (url) => String(url.url ?? url).endsWith(".wasm")
    ? new Response(parts["pyodide.asm.wasm"], { headers: { "content-type": "application/wasm" } })
    : new Response(parts["stdlib-compiled.zip"]);
  tell({ step: "python", share: 0.35 });
  const info = { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" };
  python = await loadPyodide({
    createPyodideModule: _createPyodideModule,
    indexURL: "https://spbe.invalid/",
    stdLibURL: "https://spbe.invalid/python_stdlib.zip",
    lockFileContents: JSON.stringify({ info, packages: {} }),
    env: { HOME: WORK, PYTHONHASHSEED: "0", LANG: "C.UTF-8", TZ: Intl.DateTimeFormat().resolvedOptions().timeZone },
    stdout() {}, stderr() {},
  });
  tell({ step: "program", share: 0.7 });
  python.unpackArchive(parts["site-compiled.zip"], "zip", { extractDir: "/lib/python3.14/site-packages" });
  python.FS.mkdirTree(WORK);
  python.FS.chdir(WORK);
  program = python.toPy({});
  python.runPython(BOOT, { globals: program });
  call("wipe");
  tell({ step: "warm", share: 0.85 });
  // The first command loads most of the program while the user looks for the file.
  const { code, err } = run({ argv: ["explain", "1"] });
  if (code) throw new Error(err);
}

const call = (name, ...given) => {
  const function_ = program.get(name);
  const made = function_(...given);
  function_.destroy();
  if (!made?.toJs) return made;
  const plain = made.toJs();
  made.destroy();
  return plain;
};

function run({ argv, columns = 80, language = "id" }) {
  // What the page had written before gives way to the new one; nothing else ever does.
  argv.forEach((word, i) => {
    if (argv[i - 1] === "--to-agencies" && word === "surat") call("vacate", word);
    if (argv[i - 1] !== "-o" || !OWN.test(word) || word.includes("..")) return;
    for (const path of [word, word.replace(/^(kembali\/.*)\.xlsx$/, "$1.txt")]) call("vacate", path);
  });
  const before = new Map(call("files").map(([path, ...state]) => [path, state.join()]));
  const started = performance.now();
  const [code, out, err] = call("command", argv, columns, language, (text) => tell({ text }));
  // What knows which texts are ours is nothing to send.
  const made = call("files").filter(([path, ...state]) => !path.endsWith("SHA256SUMS") && before.get(path) !== state.join())
    .map(([path, size]) => ({ path, size: Number(size) }));
  return { argv, code, out, err, made, ms: performance.now() - started };
}

const DEEDS = {
  start, run,
  put({ path, bytes }) {
    const name = safe(path);
    const folder = name.split("/").slice(0, -1).join("/");
    python.FS.mkdirTree(`${WORK}/${folder}`);
    python.FS.writeFile(`${WORK}/${name}`, new Uint8Array(bytes));
    return name;
  },
  take: ({ path }) => python.FS.readFile(`${WORK}/${safe(path)}`),
  bundle: ({ paths }) => call("bundle", paths),
  drop: ({ path }) => python.FS.unlink(`${WORK}/${safe(path)}`),
  wipe() { call("wipe"); },
};

onmessage = async ({ data: { id, deed, ...given } }) => {
  try {
    postMessage({ id, value: await DEEDS[deed](given) });
  } catch (fault) {
    postMessage({ id, fault: String(fault?.message ?? fault).slice(0, 2000) });
  }
};
