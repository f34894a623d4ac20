export const party = {
  pages: 'Laget og partiet',
  page: {
    organisasjon: 'Organisasjonen',
    innboks: 'Innboks',
    utboks: 'Sendt',
    horinger: 'Høringer',
    utvalg: 'Utvalg',
    programmer: 'For programmer',
  },
};
