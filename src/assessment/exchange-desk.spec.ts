import { everyQuestion } from '../../test/support/the-bank';
import { AnalysisDesk } from './data/analysis-desk';
import type { ExportedSource } from './domain/exchange/exchange';
import { ExchangeDesk } from './exchange-desk';
import { EXCHANGE_FORMATS, formatOf } from './exchange-formats';

/** More than are written without a thread; with a picture among them. */
const SOURCES = everyQuestion()
  .filter(({ image }) => !image)
  .slice(0, 40)
  .map((definition): ExportedSource => ({ name: definition.slug, definition, tags: ['one'], media: [] }));
const LARGE = 70 * 1024;

describe('Given a file of questions that takes long', () => {
  const threads = new AnalysisDesk();
  const desk = new ExchangeDesk(threads);
  afterAll(() => threads.onApplicationShutdown());

  it.each(EXCHANGE_FORMATS)(
    'when %s is written and read in a thread, then it is what it would be without',
    async (format) => {
      const inline = formatOf(format).write.export(SOURCES);
      const written = await desk.write(format, SOURCES);
      expect(written.report).toEqual(inline.report);
      expect([written.fileName, written.mediaType]).toEqual([inline.fileName, inline.mediaType]);
      // A package of QTI carries the moment at which it was packed.
      if (format !== 'qti') expect(Buffer.from(written.bytes).equals(Buffer.from(inline.bytes))).toBe(true);
      const read = await threads.run({ kind: 'read', format, bytes: written.bytes });
      expect(read).toEqual(await formatOf(format).read(inline.bytes));
    },
    60_000,
  );

  it('when a large file cannot be read, then it says so as a small one does', async () => {
    const bytes = Buffer.from(`<quiz>${'<question type="essay">'.repeat(LARGE / 20)}`);
    const refusal = async (reading: unknown) =>
      Promise.resolve(reading).catch(({ code, message }) => ({ code, message }));
    const small = await refusal((async () => formatOf('moodle-xml').read(bytes))());
    expect(small).toHaveProperty('code');
    expect(await refusal(desk.read('moodle-xml', bytes))).toEqual(small);
  }, 60_000);
});
