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

  it('when the same is written again, then no thread works twice; when anything differs, then it is written anew', async () => {
    const run = jest.spyOn(threads, 'run');
    const [first, beside] = await Promise.all([desk.write('csv', SOURCES), desk.write('csv', SOURCES.slice())]);
    expect([beside, await desk.write('csv', SOURCES)]).toEqual([first, first]);
    const before = run.mock.calls.length;
    const [head, ...rest] = SOURCES;
    const reworded = { ...head.definition, prompt: 'Reworded' };
    const other = await desk.write('csv', [{ ...head, definition: reworded }, ...rest]);
    expect(run.mock.calls.length).toBe(before + 1);
    expect(Buffer.from(other.bytes).toString()).toContain('Reworded');
    await desk.write('csv', [{ ...head, tags: ['two'] }, ...rest]);
    expect(run.mock.calls.length).toBe(before + 2);
  }, 60_000);

  it('when a large file cannot be read, then it says so as a small one does', async () => {
    const bytes = Buffer.from(`<quiz>${'<question type="essay">'.repeat(LARGE / 20)}`);
    const refusal = async (reading: unknown) =>
      Promise.resolve(reading).catch(({ code, message }) => ({ code, message }));
    const small = await refusal((async () => formatOf('moodle-xml').read(bytes))());
    expect(small).toHaveProperty('code');
    expect(await refusal(desk.read('moodle-xml', bytes))).toEqual(small);
  }, 60_000);
});
