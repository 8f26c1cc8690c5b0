/** How much of one XML document is read, besides its bytes, which are bounded with those of any text. */
export const XML_LIMITS = {
  /** Elements in all: some six thousand questions. */
  elements: 300_000,
  /** Elements within each other. */
  depth: 100,
  /** Attributes of one element. */
  attributes: 200,
  /** UTF-16 code units of one attribute: pictures stand in some as `data:` addresses. */
  attributeLength: 2 * 1024 * 1024,
  /** Code units that the parser takes before it is asked again whether it is within the limits. */
  chunk: 64 * 1024,
} as const;
