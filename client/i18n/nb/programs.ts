export const programs = {
  title: 'For programmer',
  lede: 'Alt siden gjør, kan et program gjøre. Her er adressene, hva de tar imot, og hva de svarer. Beskrivelsene er på engelsk.',
  document: 'Hele beskrivelsen som OpenAPI 3.1',
  addresses: 'Adresser',
  access: 'Hvem',
  anyone: 'alle',
  member: 'innlogget',
  body: 'Sender',
  response: 'Svar',
  problems: 'Grunner til avslag',
  problemsLede: 'Et avslag er et problem etter RFC 9457. Feltet code er en av disse.',
  status: 'Status',
};
