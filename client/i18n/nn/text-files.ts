import type { Translation } from '../language.ts';
import type { textFiles as nb } from '../nb/text-files.ts';

export const textFiles: Translation<typeof nb> = {
  reading: 'Les fila …',
  read: (name) => `${name} er lesen.`,
  mistake: {
    text: 'Fila er ikkje rein tekst. Lagre ho som tekst eller CSV først, eller lim inn innhaldet.',
    'text.large': 'Fila er for stor. Vel ei som er mindre enn 2 MB.',
    'docx.large': 'Word-fila er for stor. Lagre ho utan bilete, eller lim inn teksten.',
    broken: 'Word-fila kan ikkje lesast. Opne ho i Word og lagre ho på nytt som .docx, eller lim inn teksten.',
    old: 'Denne filtypen kan ikkje lesast. Lagre teksten som .docx frå Word, eller lim han inn.',
    slow: 'Word-fila tok for lang tid å lese. Lagre ho utan bilete og tabellar, eller lim inn teksten.',
    offline: 'Det som les Word-filer, kunne ikkje hentast. Sjå om du er på nett, og vel fila igjen.',
  },
  remark: {
    changes: 'Spora endringar er tekne med som om dei var godtekne.',
    comments: 'Kommentarane i margen er ikkje med.',
    tables: 'Tabellar er gjorde om til avsnitt, eitt for kvar rad.',
    notes: 'Fotnotar er ikkje med.',
    pictures: 'Bilete er ikkje med.',
  },
};
