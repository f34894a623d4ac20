import { area } from './language.ts';
import { secretaryMeeting as nb } from './nb/secretary-meeting.ts';

/** Strings of the secretary's page for the meeting itself: attendance, standings, agenda, settings. */
export const secretaryMeeting = area<typeof nb>({
  nb,
  nn: () => import('./nn/secretary-meeting.ts').then((file) => file.secretaryMeeting),
  en: () => import('./en/secretary-meeting.ts').then((file) => file.secretaryMeeting),
});
