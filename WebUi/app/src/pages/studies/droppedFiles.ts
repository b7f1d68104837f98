import type { UploadFile } from './uploadQueue.ts';

/** Files of an input, with their folder where a folder was chosen. */
export const chosenFiles = (files: Iterable<File>): UploadFile[] =>
  Array.from(files, file => ({ name: file.webkitRelativePath || file.name, size: file.size, content: file }));

/** Files of a drop, folders opened all the way down. Must be called during the drop event: the list is empty after it. */
export async function droppedFiles(transfer: DataTransfer): Promise<UploadFile[]> {
  const dropped = Array.from(transfer.items, item => item.webkitGetAsEntry() ?? item.getAsFile());
  const files: UploadFile[] = [];
  for (const each of dropped) {
    if (each instanceof File) files.push(...chosenFiles([each]));
    else if (each) await collect(each, files);
  }
  return files;
}

async function collect(entry: FileSystemEntry, files: UploadFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    files.push({ name: entry.fullPath.replace(/^\//, ''), size: file.size, content: file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) { // a reader hands out its entries in portions, an empty one last
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return;
    for (const child of portion) await collect(child, files);
  }
}
