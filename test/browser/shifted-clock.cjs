/* Loaded before a server of the tests: it lives so much later, or earlier, than everybody else. */
const shift = Number(process.env.CLOCK_SHIFT_MILLISECONDS ?? 0);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + shift] : given));
  }

  static now() {
    return RealDate.now() + shift;
  }
};
