/** A file with the name it is sent under: its folder and its own. */
export interface Picked {
  name: string;
  file: File;
}

/** Everything that was dropped, folders opened. */
export async function filesOf(data: DataTransfer): Promise<Picked[]> {
  const entries = [...data.items]
    .map((i) => i.webkitGetAsEntry?.())
    .filter((e) => e !== null && e !== undefined);
  if (entries.length === 0) return [...data.files].map((file) => ({ name: file.name, file }));
  const out = await Promise.all(entries.map((e) => walk(e, "")));
  return out.flat();
}

async function walk(entry: FileSystemEntry, path: string): Promise<Picked[]> {
  const name = path ? `${path}/${entry.name}` : entry.name;
  if (entry.isFile) {
    const file = await new Promise<File>((ok, no) => (entry as FileSystemFileEntry).file(ok, no));
    return entry.name.startsWith(".") ? [] : [{ name, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const out: Picked[] = [];
  // A reader gives a hundred at a time, until it gives none.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((ok, no) => reader.readEntries(ok, no));
    if (some.length === 0) return out;
    for (const e of some) out.push(...(await walk(e, name)));
  }
}

/** Bytes as people write them. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(0)} KB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(2)} GB`;
}
