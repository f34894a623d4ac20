import type { Engine, Reader, Writer } from '../../db/engine.ts';
import { appendEntry, journalFault, journalSize } from '../../db/journal.ts';

/** An engine over a fresh database, and the next time that its alarm rings. */
export interface EngineBench {
  engine: Engine;
  rings(): Promise<void>;
}

/** What an engine must do: work on a fresh database, and what comes out of it, as JSON. */
export interface Behaviour {
  run(bench: EngineBench): Promise<unknown>;
  expected: unknown;
}

const at = '2026-11-23T18:00:00.000Z';
const day = 24 * 60 * 60 * 1000;

function insert(writer: Writer, id: string): Promise<unknown> {
  return writer.insertInto('member').values({ id, name: id, number: id, leader: 0, created_at: at }).execute();
}

/** The ids of all members, the rows that the behaviours write. */
export async function membersOf(reader: Reader): Promise<string[]> {
  const rows = await reader.selectFrom('member').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** Lets all else run that can, several times over. */
async function elsewhere(): Promise<void> {
  for (let i = 0; i < 3; i += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** The message of the error that work ends with, or null when it ends well. */
async function failure(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** All that a branch would keep of the behaviours' commands. */
function kept(engine: Engine): Promise<{ members: string[]; journal: number; fault: number | null }> {
  return engine.read(async (reader) => ({
    members: await membersOf(reader),
    journal: await journalSize(reader),
    fault: await journalFault(reader),
  }));
}

/** A promise, and what keeps it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Writes one member and one journal entry, each after an await. */
export async function admit(writer: Writer, id: string): Promise<void> {
  await elsewhere();
  await insert(writer, id);
  await elsewhere();
  await appendEntry(writer, { type: 'branch.created' }, at);
}

/** The behaviours by their names in people's words; every engine has all of them. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  'a command that throws half way leaves nothing': {
    async run({ engine }) {
      const error = await failure(
        engine.transact(async (writer) => {
          await insert(writer, 'a');
          throw new Error('half way');
        }),
      );
      return { error, ...(await kept(engine)) };
    },
    expected: { error: 'half way', members: [], journal: 0, fault: null },
  },
  'a command that throws after it has waited for something else leaves nothing, and the next one is not touched': {
    async run({ engine }) {
      const failing = failure(
        engine.transact(async (writer) => {
          await admit(writer, 'a');
          await elsewhere();
          await insert(writer, 'b');
          await elsewhere();
          throw new Error('after an await');
        }),
      );
      await engine.transact((writer) => admit(writer, 'c'));
      return { error: await failing, ...(await kept(engine)) };
    },
    expected: { error: 'after an await', members: ['c'], journal: 1, fault: null },
  },
  'a command that the database refuses half way leaves nothing': {
    async run({ engine }) {
      const error = await failure(
        engine.transact(async (writer) => {
          await admit(writer, 'a');
          await insert(writer, 'a');
        }),
      );
      return { refused: error !== null, ...(await kept(engine)) };
    },
    expected: { refused: true, members: [], journal: 0, fault: null },
  },
  'of commands that come at once, each is whole or leaves nothing': {
    async run({ engine }) {
      const ids = Array.from({ length: 12 }, (_, i) => `m${String(i).padStart(2, '0')}`);
      const errors = await Promise.all(
        ids.map((id, i) =>
          failure(
            engine.transact(async (writer) => {
              await admit(writer, id);
              await elsewhere();
              if (i % 3 === 0) throw new Error(id);
            }),
          ),
        ),
      );
      return { errors: errors.filter((error) => error !== null), ...(await kept(engine)) };
    },
    expected: {
      errors: ['m00', 'm03', 'm06', 'm09'],
      members: ['m01', 'm02', 'm04', 'm05', 'm07', 'm08', 'm10', 'm11'],
      journal: 8,
      fault: null,
    },
  },
  'commands that come at once never interleave': {
    async run({ engine }) {
      const steps: string[] = [];
      const next = async (writer: Writer): Promise<void> => {
        const id = String((await membersOf(writer)).length);
        steps.push(`begin ${id}`);
        await elsewhere();
        await admit(writer, id);
        await elsewhere();
        steps.push(`end ${id}`);
      };
      await Promise.all(Array.from({ length: 6 }, () => engine.transact(next)));
      return { steps, ...(await kept(engine)) };
    },
    expected: {
      steps: ['0', '1', '2', '3', '4', '5'].flatMap((id) => [`begin ${id}`, `end ${id}`]),
      members: ['0', '1', '2', '3', '4', '5'],
      journal: 6,
      fault: null,
    },
  },
  'a reader sees none or all of a command, and all once it is acknowledged': {
    async run({ engine }) {
      const begun = gate();
      const writing = engine.transact(async (writer) => {
        await insert(writer, 'a');
        begun.open();
        await elsewhere();
        await insert(writer, 'b');
        await elsewhere();
      });
      await begun.opened;
      const during = await engine.read(membersOf);
      await writing;
      return { half: during.length === 1, after: await engine.read(membersOf) };
    },
    expected: { half: false, after: ['a', 'b'] },
  },
  'a reader never sees what a command wrote that then failed': {
    async run({ engine }) {
      const begun = gate();
      const writing = failure(
        engine.transact(async (writer) => {
          await insert(writer, 'a');
          begun.open();
          await elsewhere();
          throw new Error('too late');
        }),
      );
      await begun.opened;
      const during = await engine.read(membersOf);
      return { during, error: await writing, after: await engine.read(membersOf) };
    },
    expected: { during: [], error: 'too late', after: [] },
  },
  'a reader stays on one state while it waits': {
    async run({ engine }) {
      const begun = gate();
      const reading = engine.read(async (reader) => {
        const before = await membersOf(reader);
        begun.open();
        await elsewhere();
        return [before, await membersOf(reader)];
      });
      await begun.opened;
      const writing = engine.transact((writer) => insert(writer, 'a'));
      const states = await reading;
      await writing;
      return { states, after: await engine.read(membersOf) };
    },
    expected: { states: [[], []], after: ['a'] },
  },
  'a reader that throws holds nothing up': {
    async run({ engine }) {
      const error = await failure(
        engine.read(async () => {
          throw new Error('misread');
        }),
      );
      await engine.transact((writer) => admit(writer, 'a'));
      return { error, ...(await kept(engine)) };
    },
    expected: { error: 'misread', members: ['a'], journal: 1, fault: null },
  },
  'listeners hear that the journal has grown when it can be read, and of nothing else': {
    async run({ engine }) {
      const heard: number[] = [];
      const readable: Promise<number>[] = [];
      const stop = engine.listen((size) => {
        heard.push(size);
        readable.push(engine.read(journalSize));
      });
      await failure(
        engine.transact(async (writer) => {
          await admit(writer, 'a');
          throw new Error('unheard');
        }),
      );
      await engine.transact((writer) => insert(writer, 'b'));
      await engine.transact(async (writer) => {
        await admit(writer, 'c');
        await admit(writer, 'd');
      });
      await elsewhere();
      stop();
      await engine.transact((writer) => admit(writer, 'e'));
      return { heard, readable: await Promise.all(readable), journal: await engine.read(journalSize) };
    },
    expected: { heard: [2], readable: [2], journal: 3 },
  },
  'an alarm that a command asks for rings when it is done, and one that somebody else asks for meanwhile rings though it fails':
    {
      async run({ engine, rings }) {
        const first = rings();
        await engine.transact(async (writer) => {
          engine.alarm(Date.now());
          await admit(writer, 'a');
        });
        await first;
        const begun = gate();
        const second = rings();
        const failing = failure(
          engine.transact(async () => {
            begun.open();
            await elsewhere();
            throw new Error('undone');
          }),
        );
        await begun.opened;
        engine.alarm(Date.now());
        await second;
        return { error: await failing, ...(await kept(engine)) };
      },
      expected: { error: 'undone', members: ['a'], journal: 1, fault: null },
    },
  'once it is being closed, what runs ends well, all else is refused, and who listens is called once more': {
    async run({ engine }) {
      const heard: number[] = [];
      engine.listen((size) => heard.push(size));
      const begun = gate();
      const going = gate();
      const running = failure(
        engine.transact(async (writer) => {
          begun.open();
          await going.opened;
          await admit(writer, 'a');
        }),
      );
      await begun.opened;
      const closed = engine.close();
      const waiting = failure(engine.read(membersOf));
      going.open();
      await closed;
      const late = [engine.read(membersOf), engine.transact((writer) => admit(writer, 'b'))];
      await engine.close();
      return { running: await running, refused: [await waiting, ...(await Promise.all(late.map(failure)))], heard };
    },
    expected: { running: null, refused: Array(3).fill('the branch is closed'), heard: [1, 1] },
  },
  'the alarm rings at the earliest time asked for, whichever was asked for first': {
    async run({ engine, rings }) {
      const first = rings();
      engine.alarm(Date.now() + day);
      engine.alarm(Date.now());
      await first;
      const second = rings();
      engine.alarm(Date.now());
      engine.alarm(Date.now() + day);
      await second;
      return 'twice';
    },
    expected: 'twice',
  },
};
