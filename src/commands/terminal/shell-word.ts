/** A text as one word of a POSIX shell's: as it is where nothing in it means anything there, or else in single quotes. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
