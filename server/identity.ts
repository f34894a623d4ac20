import { findBranch } from '../db/branch.ts';
import type { Engine, Reader, Writer } from '../db/engine.ts';
import type { Branch } from './branch.ts';
import { type BranchKey, type Keyring, signJws } from './keys.ts';
import { Problem } from './problem.ts';

/** Who a branch is in one state of its database: what it signs as there. */
export interface Identity {
  id: string;
  name: string;
  level: string;
  parent: string | null;
  key: BranchKey;
}

/**
 * Who the branch is in the state that a command or a reader sees, which a command may have just changed.
 * @throws Error when the key in the database was not opened.
 */
export async function identityIn(reader: Reader, { keyring }: { keyring: Keyring }): Promise<Identity> {
  const row = await findBranch(reader);
  if (row === undefined) throw new Error('the database holds no branch');
  const { id, name, level, parent, kid } = row;
  const key = keyring.find(kid);
  if (key === undefined) throw new Error(`the key ${kid} of ${id} is not open`);
  return { id, name, level, parent, key };
}

/** @throws Problem branch.closed once the branch has closed down. */
export async function mustNotBeClosed(reader: Reader): Promise<void> {
  const closed = (await findBranch(reader))?.closed_at ?? null;
  if (closed !== null) throw new Problem('branch.closed', `the branch closed down at ${closed}`);
}

/** A compact JWS as `signJws` makes it, by the key that the branch has in this state of its database. */
export async function signAsBranch(
  reader: Reader,
  branch: Branch,
  typ: string,
  payload: unknown,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { key } = await identityIn(reader, branch);
  return signJws(key, typ, payload, header);
}

/** An engine, and the way for a command that runs on it to say that it changes who the branch is. */
export interface Followed {
  engine: Engine;
  changed(): void;
}

/**
 * An engine whose commands may change who the branch is: `follow` runs when such a command is committed, before it is
 * answered, and for no other.
 */
export function followed(engine: Engine, follow: () => Promise<void>): Followed {
  let mark: (() => void) | undefined;
  return {
    engine: {
      ...engine,
      async transact<T>(fn: (writer: Writer) => Promise<T>): Promise<T> {
        let changed = false;
        const value = await engine.transact(async (writer) => {
          mark = () => {
            changed = true;
          };
          return fn(writer);
        });
        if (changed) await follow();
        return value;
      },
    },
    changed() {
      mark?.();
    },
  };
}
