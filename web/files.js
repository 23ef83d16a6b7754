// Files in and out: what is dropped, chosen, remembered and handed out.

// All files of what was dropped, folders with all that is in them, each with its path.
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, path: file.name }));
  const found = [];
  const walk = async (entry) => {
    if (entry.isFile) {
      const file = await new Promise((give, refuse) => entry.file(give, refuse));
      found.push({ file, path: entry.fullPath.replace(/^\//, "") });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((give, refuse) => reader.readEntries(give, refuse));
      if (!some.length) return;
      for (const one of some) await walk(one);
    }
  };
  for (const entry of entries) await walk(entry);
  return found;
}

export const chosen = (input) => [...input.files].map((file) => ({
  file, path: file.webkitRelativePath || file.name,
}));

const KINDS = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html;charset=utf-8", md: "text/markdown;charset=utf-8", txt: "text/plain;charset=utf-8",
  json: "application/json", csv: "text/csv;charset=utf-8", zip: "application/zip",
};

export function save(name, bytes) {
  const kind = KINDS[name.split(".").pop()] ?? "application/octet-stream";
  const url = URL.createObjectURL(new Blob([bytes], { type: kind }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name.split("/").pop() });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

// What is remembered lies in this browser only, and only if the user says so.
const database = () => new Promise((give, refuse) => {
  const asked = indexedDB.open("spbe", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("files");
  asked.onsuccess = () => give(asked.result);
  asked.onerror = () => refuse(asked.error);
});

async function stored(mode, work) {
  const base = await database();
  try {
    const deal = base.transaction("files", mode);
    const asked = work(deal.objectStore("files"));
    await new Promise((give, refuse) => {
      deal.oncomplete = give;
      deal.onabort = deal.onerror = () => refuse(deal.error);
    });
    return asked?.result;
  } finally {
    base.close();
  }
}

export const memory = {
  keep: (state) => stored("readwrite", (store) => store.put(state, "state")),
  recall: () => stored("readonly", (store) => store.get("state")),
  wipe: () => stored("readwrite", (store) => store.clear()),
};

// As a shell takes a line apart: words, 'quoted' and "quoted" ones.
export function split(typed) {
  const found = [];
  const pattern = /(?:"((?:\\.|[^"\\])*)"|'([^']*)'|([^\s"']+))(\s*)/g;
  let open = false;
  for (const [, double, single, bare, space] of typed.trim().matchAll(pattern)) {
    const text = double?.replace(/\\(["\\])/g, "$1") ?? single ?? bare;
    if (open) found[found.length - 1] += text;
    else found.push(text);
    open = !space;
  }
  return found;
}

export const line = (argv) => ["spbe", ...argv]
  .map((word) => /^[\w.,:=/@%+-]+$/.test(word) ? word : `"${word.replace(/(["\\])/g, "\\$1")}"`)
  .join(" ");
