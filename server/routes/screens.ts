import type { Reader, Writer } from '../../db/engine.ts';
import { appendEntry, journalSize } from '../../db/journal.ts';
import { insertScreen, pairedScreens, pairScreen, removePaired, setShow } from '../../db/screens.ts';
import { type ScreensInfo, Show } from '../api/show.ts';
import type { Branch } from '../branch.ts';
import { command, query, type Routes, steps } from '../mount.ts';
import { Problem } from '../problem.ts';
import { hashOfText } from '../rules/canonical.ts';
import { codeOf, readCode } from '../rules/screen.ts';
import { giveScreen, pairedLife, screenOf, waitingLife } from '../screen-session.ts';
import { hallOf } from './screen-hall.ts';

/** Most screens that wait to be paired at once: anybody can make one. */
const mostWaiting = 20;

/** The big screens: pairing them, and what they show. */
export function screenRoutes(routes: Routes): void {
  const { branch } = routes;

  steps(routes, 'openScreen', async ({ context, at }) => {
    const token = branch.surroundings.random(32);
    const made = await branch.engine.transact(async (writer) => {
      if ((await screenOf(writer, branch, context)) !== undefined) return false;
      const code = codeOf(branch.surroundings.random(32));
      const screen = { tokenHash: hashOfText(token), code, expiresAt: later(branch, waitingLife), now: at };
      await insertScreen(writer, screen, mostWaiting);
      return true;
    });
    if (made) giveScreen(branch, context, token);
    return {};
  });

  query(routes, 'screenSnapshot', async (reader, { context, at }) => {
    const screen = await screenOf(reader, branch, context);
    if (screen === undefined) throw new Problem('session.missing', 'the request does not come from a screen');
    const front = {
      index: await journalSize(reader),
      at,
      branch: { name: branch.name, level: branch.level },
      code: screen.code,
    };
    if (screen.paired_at === null) return { ...front, hall: null };
    return { ...front, hall: await hallOf(reader, branch, showOf(screen.show)) };
  });

  // Wrong codes are not counted: twenty of 31^6 codes are valid at most, each for an hour, and only officers may try.
  command(routes, 'pairScreen', async (writer, { body, at }) => {
    const show = (await pairedScreens(writer, at))[0]?.show ?? null;
    const life = { now: at, expiresAt: later(branch, pairedLife), show };
    if (!(await pairScreen(writer, readCode(body.code), life)))
      throw new Problem('screen.code', 'no screen of this branch shows that code now');
    return changed(writer, at);
  });

  command(routes, 'unpairScreens', async (writer, { at }) => {
    return (await removePaired(writer)) === 0 ? {} : changed(writer, at);
  });

  command(routes, 'showOnScreen', async (writer, { body, at }) => {
    const told = await setShow(writer, body.show === 'auto' ? null : body.show);
    return told === 0 ? {} : changed(writer, at);
  });
}

/** The screens, for those who tell them what to show. */
export async function screensNow(reader: Reader, at: string): Promise<ScreensInfo> {
  const paired = await pairedScreens(reader, at);
  return { paired: paired.length, show: showOf(paired[0]?.show ?? null) };
}

function showOf(stored: string | null): Show {
  return Show.options.find((show) => show === stored) ?? 'auto';
}

async function changed(writer: Writer, at: string): Promise<Record<string, never>> {
  await appendEntry(writer, { type: 'screen.changed', paired: (await pairedScreens(writer, at)).length }, at);
  return {};
}

function later({ surroundings }: Branch, milliseconds: number): string {
  return new Date(surroundings.now() + milliseconds).toISOString();
}
