import regular from '@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf?url';
import bold from '@expo-google-fonts/noto-serif/700Bold/NotoSerif_700Bold.ttf?url';

/** The bytes at an address of this server. @throws Error when there are none. */
export async function bytesAt(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** The fonts of a PDF (TrueType). */
export async function pdfFonts(): Promise<{ regular: Uint8Array; bold: Uint8Array }> {
  return { regular: await bytesAt(regular), bold: await bytesAt(bold) };
}
