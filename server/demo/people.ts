const firstNames = [
  'Kari',
  'Ola',
  'Ingrid',
  'Per',
  'Anne',
  'Lars',
  'Solveig',
  'Knut',
  'Marit',
  'Odd',
  'Berit',
  'Terje',
  'Hilde',
  'Arne',
  'Randi',
  'Geir',
  'Turid',
  'Svein',
  'Åse',
  'Øyvind',
  'Amina',
  'Yusuf',
  'Leyla',
  'Ahmed',
];
const lastNames = [
  'Hansen',
  'Olsen',
  'Larsen',
  'Berge',
  'Nilsen',
  'Kvamme',
  'Haugen',
  'Lie',
  'Dale',
  'Sætre',
  'Tveit',
  'Myhre',
  'Solberg',
  'Ødegård',
  'Vik',
  'Aase',
  'Fjeld',
  'Moen',
  'Ali',
  'Rahman',
];

/** Names that nobody has to be: n of them, none twice, as a CSV of members. */
export function memberCsv(n: number): string {
  const rows = Array.from({ length: n }, (_, i) => {
    const first = firstNames[i % firstNames.length];
    const last = lastNames[(i * 7 + Math.floor(i / firstNames.length)) % lastNames.length];
    const round = Math.floor(i / (firstNames.length * lastNames.length));
    return `${1001 + i};${first} ${last}${round > 0 ? ` ${round + 1}` : ''}`;
  });
  return ['medlemsnummer;navn', ...rows].join('\n');
}
