/** What the minutes say, word for word, of the item that `test/browser/meeting.test.ts` treats; every time of day is 19.00. */
export const minutesOfTheEvening = `## Sak 7: Uttalelser og valg

### Forslag 1: Busser som går

Forslaget lød:

> ## Busser som går
>
> Bergen trenger bedre buss.
>
> 1. Avganger hvert kvarter.
> 2. Gratis overgang.
> 3. Egen felt for buss.
> 4. Flere nattbusser.

#### Endringsforslag 1

Fremmet av Kari Hansen. Endring: punkt 1 endres til:

> Avganger hvert tiende minutt.

Falt mot endringsforslag 2 i avstemning 3.

#### Endringsforslag 2

Fremmet av Ola Lie. Endring: punkt 1 endres til:

> Avganger hvert femte minutt, hele døgnet.

Vedtatt med 6 mot 2 stemmer. Avstemning 4.

#### Endringsforslag 3

Fremmet av Ingrid Vik. Stryking: punkt 3 strykes:

> Egen felt for buss.

Falt med 3 mot 5 stemmer. Avstemning 6.

#### Endringsforslag 4

Fremmet av Per Olsen. Tillegg etter punkt 4:

> Lavere pris for unge.

Vedtatt med 7 mot 0 stemmer, 1 blank. Avstemning 7.

#### Endringsforslag 5

Fremmet av Anne Dale. Endring: avsnitt 1 endres til:

> Hele Vestland trenger bedre buss.

Enstemmig vedtatt. Avstemning 1.

#### Endringsforslag 6

Fremmet av Lars Aase. Endring: punkt 2 endres til:

> Gratis overgang i to timer.

Falt ved stemmelikhet, 4 mot 4 stemmer. Avstemning 5.

#### Voteringsorden

Møteleder la fram denne voteringsordenen, og møtet godtok den kl. 19.00:

- Trinn 1: Endringsforslag 5 (utelukker ingen andre).
- Trinn 2: Endringsforslag 1 mot endringsforslag 2 (to som utelukker hverandre, mot hverandre).
- Trinn 3: Endringsforslag 6 (utelukker ingen andre).
- Trinn 4: Endringsforslag 3 (utelukker ingen andre).
- Trinn 5: Endringsforslag 4 (tillegg).
- Trinn 6: Teksten som den da står (til slutt).

#### Avstemninger

Avstemning 1, kl. 19.00: endringsforslag 5. 8 av 9 stemmeberettigede stemte. Krever flere for enn mot.

Enstemmig vedtatt.

Avstemning 2, kl. 19.00: endringsforslag 1 mot endringsforslag 2. Avstemningen ble avbrutt og teller ikke. Grunn: Ordlyden sto feil på skjermen. Den ble tatt om igjen som avstemning 3.

Avstemning 3, kl. 19.00: endringsforslag 1 mot endringsforslag 2. Avstemning 2 ble tatt om igjen her. 8 av 9 stemmeberettigede stemte. Krever mer enn halvparten av stemmene for alternativene.

Endringsforslag 2 fikk flertall med 5 mot 3 stemmer.

Avstemning 4, kl. 19.00: endringsforslag 2. 8 av 9 stemmeberettigede stemte. Krever flere for enn mot.

Vedtatt med 6 mot 2 stemmer.

Avstemning 5, kl. 19.00: endringsforslag 6. 8 av 9 stemmeberettigede stemte. Krever flere for enn mot.

Falt ved stemmelikhet, 4 mot 4 stemmer.

Avstemning 6, kl. 19.00: endringsforslag 3. 8 av 9 stemmeberettigede stemte. Krever flere for enn mot.

Falt med 3 mot 5 stemmer.

Avstemning 7, kl. 19.00: endringsforslag 4. 8 av 9 stemmeberettigede stemte. Krever flere for enn mot.

Vedtatt med 7 mot 0 stemmer, 1 blank.

Avstemning 8, kl. 19.00: forslaget «Busser som går» som det sto. 8 av 9 stemmeberettigede stemte. Krever flere for enn mot.

Vedtatt med 7 mot 1 stemme.

#### Vedtatt tekst

> ## Busser som går
>
> Hele Vestland trenger bedre buss.
>
> 1. Avganger hvert femte minutt, hele døgnet.
> 2. Gratis overgang.
> 3. Egen felt for buss.
> 4. Flere nattbusser.
> 5. Lavere pris for unge.

### Forslag 2: Kontingent

Forslaget lød:

> ## Kontingent
>
> Kontingenten er 300 kroner.

Avstemning 9, kl. 19.00: forslaget «Kontingent». Møteleder foreslo at møtet var enstemmig, og ingen ville ha votering. 9 hadde stemmerett.

Enstemmig vedtatt.

### Forslag 3: Hvem leder valgkomiteen?

Fremmet av Astrid Haugland.

Forslaget lød:

> 1. Anna Aas
> 2. Berit Bø
> 3. Carl Dahl

Avstemning 10, kl. 19.00: Hvem leder valgkomiteen?: Anna Aas, Berit Bø og Carl Dahl. 8 av 9 stemmeberettigede stemte. Krever mer enn halvparten av stemmene for alternativene.

Ingen fikk flertall: stemmelikhet. Det ble ny avstemning mellom dem med flest stemmer, avstemning 11.

| Alternativ | Stemmer |
| --- | --- |
| Anna Aas | 3 |
| Berit Bø | 3 |
| Carl Dahl | 2 |
| Blanke | 0 |

Avstemning 11, kl. 19.00: Hvem leder valgkomiteen?: Anna Aas og Berit Bø. 8 av 9 stemmeberettigede stemte. Krever mer enn halvparten av stemmene for alternativene.

Anna Aas fikk flertall med 5 mot 3 stemmer.

Saken ble ikke ferdigbehandlet.

## Signerte vedtak

- Vedtak nr. 1: Busser som går. Ikke signert da protokollen ble laget.
- Vedtak nr. 2: Kontingent. Ikke signert da protokollen ble laget.

`;
