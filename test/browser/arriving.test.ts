import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doorCodeAt } from '../../server/door-code.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall } from '../support/hall.ts';
import { joinHall } from '../support/newcomers.ts';

describe('coming to the meeting with a code', () => {
  let stage: Stage;
  let hall: Hall;
  let phone: Device;
  let member = '';

  /** The code that stands on the screen now. */
  const codeNow = (): string => {
    const [row] = hall.server.select<{ door_secret: string }>(
      hall.slug,
      'SELECT door_secret FROM meeting ORDER BY ordinal DESC',
    );
    return doorCodeAt(row?.door_secret ?? '', Date.now()).code;
  };
  const type = async (code: string): Promise<void> => {
    await phone.fill('Skriv koden fra storskjermen', code);
  };

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 3);
    ({ device: phone, member } = await joinHall(stage, hall, '6001', 'Siv Sein', { screen: 'small' }));
  });
  afterAll(() => stage?.end());

  test('a code that is too short or not on the screen is explained, and what was typed stays', async () => {
    await phone.sees('Du er ikke sjekket inn');
    await type('abc');
    await phone.press('Sjekk inn');
    await phone.sees('Koden har seks tegn. Se på storskjermen og prøv igjen.');
    await type('222 222');
    await phone.press('Sjekk inn');
    await phone.sees('Koden er ikke den som står på skjermen nå.');
    expect(await phone.page.getByLabel('Skriv koden fra storskjermen').inputValue()).toBe('222 222');
    expect.soft(await inspect(phone, 'wrong code')).toEqual([]);
  });

  test('the code is taken in small letters and with a space, and the phone says what comes next', async () => {
    const code = codeNow().toLowerCase();
    await type(`${code.slice(0, 3)} ${code.slice(3)}`);
    await phone.press('Sjekk inn');
    await phone.sees('Du får stemmerett når referenten har signert manntallet med deg i. Du trenger ikke gjøre noe.');
    await phone.sees('Du er delegat: Du har talerett, forslagsrett og stemmerett.');
  });

  test('on leave the phone says so, and the code brings back', async () => {
    const { administrator, slug, meeting } = hall;
    await administrator.call('changeAttendance', { slug, meeting }, { member, change: 'leave' });
    await phone.sees('Du har permisjon');
    await type(codeNow());
    await phone.press('Jeg er tilbake');
    await phone.sees('Du er sjekket inn');
  });

  test('an observer is told that it is one', async () => {
    const { administrator, slug, meeting } = hall;
    await administrator.call('setStanding', { slug, meeting }, { member, kind: 'observer', placeOf: null });
    await phone.sees('Du er observatør: Du kan følge møtet, men ikke ta ordet, sende forslag eller stemme.');
    expect(await phone.page.getByRole('region', { name: 'Send inn' }).count()).toBe(0);
  });
});
