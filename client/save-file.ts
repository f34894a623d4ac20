/** How long the address of a file lasts, in milliseconds: WebKit reads it only after the click. */
const lasting = 60_000;

/** Hands a file that the page has made to whoever asked for it. */
export function saveFile(bytes: Uint8Array<ArrayBuffer> | Blob, name: string, type: string): void {
  const address = URL.createObjectURL(bytes instanceof Blob ? bytes : new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), lasting);
}
