import { decode } from './decode.ts';
import type { DocxReading, DocxRemark } from './docx.ts';

/** The largest files that are read, in bytes: plain text, and Word documents with their pictures. */
const largest = { text: 2_000_000, docx: 20_000_000 };
/** How long a Word document may take, in milliseconds. */
const patience = 20_000;

export type TextFile =
  | { ok: true; text: string; remarks: DocxRemark[] }
  /** `text`: no plain text; `old`: a .doc, .pdf or .odt; `offline`: what reads Word documents could not be fetched. */
  | { ok: false; why: 'text' | 'text.large' | 'docx.large' | 'broken' | 'old' | 'slow' | 'offline' };

/** The text of a file of plain text, Markdown or, where `docx` says so, Word. It is read on the device; nothing is sent. */
export async function readTextFile(file: File, docx: boolean): Promise<TextFile> {
  if (docx && /\.docx$/iu.test(file.name)) {
    if (file.size > largest.docx) return { ok: false, why: 'docx.large' };
    const reading = await readBeside(new Uint8Array(await file.arrayBuffer()));
    if (reading === 'slow' || reading === 'offline') return { ok: false, why: reading };
    if (reading.ok) return reading;
    return { ok: false, why: reading.why === 'large' ? 'docx.large' : 'broken' };
  }
  if (docx && /\.(?:doc|dot|odt|rtf|pdf|pages)$/iu.test(file.name)) return { ok: false, why: 'old' };
  if (file.size > largest.text) return { ok: false, why: 'text.large' };
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  return text === null ? { ok: false, why: 'text' } : { ok: true, text, remarks: [] };
}

function readBeside(bytes: Uint8Array): Promise<DocxReading | 'slow' | 'offline'> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./docx-worker.ts', import.meta.url), { type: 'module' });
    const end = (reading: DocxReading | 'slow' | 'offline'): void => {
      clearTimeout(timer);
      worker.terminate();
      resolve(reading);
    };
    const timer = setTimeout(() => end('slow'), patience);
    worker.addEventListener('message', ({ data }: MessageEvent<DocxReading>) => end(data));
    worker.addEventListener('error', () => end('offline'));
    worker.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
  });
}
