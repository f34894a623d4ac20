/** The address of a font among the built files. */
declare module '*.ttf?url' {
  const address: string;
  export default address;
}
