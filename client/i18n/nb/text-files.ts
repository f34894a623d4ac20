/** Words of the field in which a file of text is chosen. */
export const textFiles = {
  reading: 'Leser filen …',
  read: (name: string) => `${name} er lest.`,
  mistake: {
    text: 'Filen er ikke ren tekst. Lagre den som tekst eller CSV først, eller lim inn innholdet.',
    'text.large': 'Filen er for stor. Velg en som er mindre enn 2 MB.',
    'docx.large': 'Word-filen er for stor. Lagre den uten bilder, eller lim inn teksten.',
    broken: 'Word-filen kan ikke leses. Åpne den i Word og lagre den på nytt som .docx, eller lim inn teksten.',
    old: 'Denne filtypen kan ikke leses. Lagre teksten som .docx fra Word, eller lim den inn.',
    slow: 'Word-filen tok for lang tid å lese. Lagre den uten bilder og tabeller, eller lim inn teksten.',
    offline: 'Det som leser Word-filer, kunne ikke hentes. Se om du er på nett, og velg filen igjen.',
  },
  remark: {
    changes: 'Sporede endringer er tatt med som om de var godtatt.',
    comments: 'Kommentarene i margen er ikke med.',
    tables: 'Tabeller er gjort om til avsnitt, ett for hver rad.',
    notes: 'Fotnoter er ikke med.',
    pictures: 'Bilder er ikke med.',
  },
};
