// Compiles a zip of Python source to one of bytecode with the Python of the page itself.
// node compile.mjs FOLDER_OF_PYODIDE STDLIB.zip OUT.zip SITE.zip OUT.zip
// Nobody reads the docstrings of the libraries there: without them they are a fifth smaller.  Those of
// the program are in its JSON Schema.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, ...pairs] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
// With one seed for all, sets come out in one order: the same source, the same bytes.
const python = await loadPyodide({ indexURL: folder, env: { HOME: "/", PYTHONHASHSEED: "0" } });
python.runPython(`
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash

def compile_zip():
    with zipfile.ZipFile("/in.zip") as given, zipfile.ZipFile("/out.zip", "w") as made:
        for name in sorted(given.namelist()):
            content = given.read(name)
            if name.endswith(".py"):
                level = 0 if name.startswith("spbe_cli/") else 2
                code = compile(content, name, "exec", dont_inherit=True, optimize=level)
                content = bytes(_code_to_hash_pyc(code, source_hash(content), checked=False))
                name += "c"
            made.writestr(zipfile.ZipInfo(name), content)
`);
for (let i = 0; i < pairs.length; i += 2) {
  python.FS.writeFile("/in.zip", new Uint8Array(readFileSync(pairs[i])));
  python.runPython("compile_zip()");
  writeFileSync(pairs[i + 1], python.FS.readFile("/out.zip"));
}
