import type { Person } from '../../server/demo/person.ts';
import { Stage } from '../support/browser.ts';
import { resolveText } from '../support/hall.ts';
import { minutes, outside } from './after.ts';
import { found, lookAt, openAlbum } from './album.ts';
import { ballot, resolution } from './ballot.ts';
import { appoint, beforeTheMeeting, secretary } from './before.ts';
import { county } from './county.ts';
import { hearings } from './hearing.ts';
import { amendments, constituting, methods } from './matter.ts';
import { party } from './party.ts';
import { programs } from './programs.ts';
import { secret } from './secret.ts';

// Holds a whole meeting on the running product and takes its pictures; fails where text is cut, covered or wider than the page.
const stage = await Stage.open();
try {
  await openAlbum();
  const cast = await beforeTheMeeting(stage);
  const { desk, hall } = cast;
  const { administrator, slug, meeting } = hall;
  await secretary(cast);
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'open' });
  await resolveText(hall, 'Bybane til Åsane\n\n1. Bygg banen i dagen.\n2. Start i år.');
  await resolveText(hall, 'Leksefri skole\n\n1. Prøv leksefri skole i to år.\n2. Styrk leksehjelpen.');
  const [first, second] = hall.people as [Person, Person];
  await appoint(hall, [cast.phone, first], [cast.phone, first, second]);
  await desk.open(`/lag/${slug}/styr`);
  await desk.page.getByRole('button', { name: 'Start sak 1' }).waitFor();
  await lookAt(desk, 'chair-item');
  await constituting(cast);
  await methods(cast, await amendments(cast));
  await secret(cast);
  await ballot(cast);
  const number = await resolution(cast);
  await hearings(cast);
  await programs(cast);
  await party(cast);
  await minutes(cast);
  await outside(cast, number);
  await county(cast, number);
} finally {
  await stage.end();
}
if (found.length > 0) {
  process.stderr.write(`${found.length} faults on the pages\n`);
  process.exitCode = 1;
}
