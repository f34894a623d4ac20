import { readDocx } from './docx.ts';

/** Reads a Word document beside the page, which can end it where it takes too long. */
addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
  void readDocx(data).then((reading) => postMessage(reading));
});
