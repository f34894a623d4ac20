import { jwsHeader, openJws, parseJson } from './jws.ts';
import { type Checked, pass, type RefusalCode } from './refusals.ts';
import { PromiseStatement } from './statements.ts';

/** The `typ` of a promise. */
export const promiseType = 'vedtak-promise+jwt';

/** A promise that was read, and the id of the key that signed it; nothing of it is verified. */
export interface ReadPromise {
  kid: string;
  promise: PromiseStatement;
}

/** Reads a promise without verifying it. @param code what a promise is refused with that is none. */
export function readPromise(jws: string, code: RefusalCode): Checked<ReadPromise> {
  const opened = openJws(jws, jwsHeader(promiseType), code);
  if (!opened.ok) return opened;
  const { header, bytes } = opened.value;
  const read = parseJson(bytes, PromiseStatement, code, 'the promise');
  return read.ok ? pass({ kid: header.kid, promise: read.value }) : read;
}
