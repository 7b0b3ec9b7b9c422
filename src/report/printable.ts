/*
 * Escape sequences are taken as ECMA-48 has them, opened by ESC and a character or by the one C1 control that stands
 * for both. Node's own stripVTControlCharacters leaves behind part of what it does not expect, such as a link whose
 * address has a space. No pattern looks past a second opening, so that a text is read in linear time, broken or not.
 */
/** Operating system commands (titles, links, the clipboard) and other strings, up to BEL or ST. */
const STRINGS =
  /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0080-\u009f]*(?:\u0007|\u001b\\|\u009c)/g;
/** Control sequences (colours, cursor, screen), up to their final byte. */
const SEQUENCES = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g;
/** Short ones (character sets, reset), and the openings of those that have no end. */
const ESCAPES = /\u001b[ -/]*[0-~]/g;
/** What is left of controls, line ends among them, and the marks that turn the writing direction. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** Printable ASCII, which nearly every text is: nothing in it needs a rule. */
export const PLAIN = /^[ -~]*$/;

/**
 * Outside text made safe to print on one line of a terminal: escape sequences are gone, and control characters and
 * marks that turn the writing direction become a space.
 */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(STRINGS, "").replace(SEQUENCES, "").replace(ESCAPES, "").replace(CONTROLS, " ");
}
