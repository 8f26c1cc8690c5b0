/** How much of anything is read from a file of questions. Whatever is larger is refused with a reason. */
export const EXCHANGE_LIMITS = {
  /** Bytes of a text file: GIFT, Aiken, CSV or one XML document. */
  textBytes: 16 * 1024 * 1024,
  /** Bytes of a ZIP package as sent, and of all that it unpacks to. */
  packageBytes: 64 * 1024 * 1024,
  unpackedBytes: 256 * 1024 * 1024,
  packageFiles: 20_000,
  /** Bytes of one picture or other medium. */
  mediumBytes: 16 * 1024 * 1024,
  questions: 20_000,
  /** UTF-16 code units of one text of the definition: a prompt, an option, a feedback; and of its HTML in the file. */
  textLength: 20_000,
  htmlLength: 200_000,
  /** Options, answers, pairs or gaps of one question. */
  parts: 50,
  /** Code units of a topic. */
  topicLength: 200,
  /** Elements within each other, in XML and in HTML texts. */
  nesting: 100,
  /** Code units of a question's name. */
  nameLength: 255,
  /** Code units of a tag; how many a question has. */
  tagLength: 100,
  tags: 50,
  /** Notes on one question; further ones are counted in a last one. */
  notes: 100,
} as const;
