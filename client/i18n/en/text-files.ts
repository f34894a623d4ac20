import type { Translation } from '../language.ts';
import type { textFiles as nb } from '../nb/text-files.ts';

export const textFiles: Translation<typeof nb> = {
  reading: 'Reading the file …',
  read: (name) => `${name} has been read.`,
  mistake: {
    text: 'The file is not plain text. Save it as text or CSV first, or paste its contents.',
    'text.large': 'The file is too large. Choose one smaller than 2 MB.',
    'docx.large': 'The Word file is too large. Save it without pictures, or paste the text.',
    broken: 'The Word file cannot be read. Open it in Word and save it again as .docx, or paste the text.',
    old: 'This kind of file cannot be read. Save the text as .docx from Word, or paste it.',
    slow: 'The Word file took too long to read. Save it without pictures and tables, or paste the text.',
    offline: 'What reads Word files could not be fetched. Check that you are online, and choose the file again.',
  },
  remark: {
    changes: 'Tracked changes are included as if they had been accepted.',
    comments: 'Comments in the margin are left out.',
    tables: 'Tables have become paragraphs, one for each row.',
    notes: 'Footnotes are left out.',
    pictures: 'Pictures are left out.',
  },
};
