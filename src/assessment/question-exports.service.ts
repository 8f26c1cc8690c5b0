import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { figureSize, Programmes } from '../catalogue/programmes.service';
import type { QuestionDefinition } from '../catalogue/question-definition';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { sha256Hex } from '../kernel/canonical-json';
import { TooManyQuestions } from './authoring.errors';
import { QuestionCards, type QuestionFacets } from './data/question-cards';
import { QuestionShelf } from './data/question-shelf';
import type { QuestionVersion } from './data/question-version.entity';
import { type ExportedSource, type ExportResult, sentenceOf } from './domain/exchange/exchange';
import { ExchangeDesk } from './exchange-desk';
import type { KnownFormat } from './exchange-formats';
import type { ExportedQuestion, ExportReport } from './export-report';
import { Pictures } from './pictures.service';

/** Questions of one file. */
export const MOST_EXPORTED = 5_000;
const PAGE = 200;
/** Pictures of a programme's package, as its authors name them. */
const FIGURES = 'figures/';

/** Questions of the bank, going out to other programs: the newest version of each. */
@Injectable()
export class QuestionExports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly programmes: Programmes,
    private readonly desk: ExchangeDesk,
    private readonly shelf: QuestionShelf,
    private readonly cards: QuestionCards,
    private readonly pictures: Pictures,
    private readonly audit: AuditTrail,
  ) {}

  /** The questions that fit, as a file. @throws TooManyQuestions rather than leave any out */
  async export(actor: PersonActor, format: KnownFormat, facets: QuestionFacets): Promise<ExportResult> {
    const found = await this.cards.count(facets);
    if (found > MOST_EXPORTED) throw new TooManyQuestions(found, MOST_EXPORTED);
    const sources: ExportedSource[] = [];
    for await (const page of this.pages(facets)) sources.push(...page.map(({ source }) => source));
    const result = await this.desk.write(format, sources);
    const leftOut = result.report.filter(({ outcome }) => outcome === 'refused').length;
    const facts = { format, questions: sources.length - leftOut, leftOut };
    await this.unitOfWork.run(() =>
      this.audit.record('questions.exported', actor, { type: 'person', id: actor.id }, facts),
    );
    return result;
  }

  /** What the file would keep, change and leave out. Nothing leaves, so nothing is recorded. */
  async report(format: KnownFormat, facets: QuestionFacets): Promise<ExportReport> {
    const found = await this.cards.count(facets);
    const about = { format, found, most: MOST_EXPORTED };
    if (found > MOST_EXPORTED) {
      const refusal = new TooManyQuestions(found, MOST_EXPORTED).message;
      return { ...about, exported: 0, changed: 0, refused: 0, refusal, questions: [] };
    }
    const questions: ExportedQuestion[] = [];
    for await (const page of this.pages(facets)) {
      const { report } = await this.desk.write(
        format,
        page.map(({ source }) => source),
      );
      questions.push(
        ...report.map(({ name, type, outcome, notes }, index) => {
          const { questionId, source } = page[index];
          return { questionId, name, prompt: source.definition.prompt, type, outcome, notes: notes.map(sentenceOf) };
        }),
      );
    }
    const having = (wanted: ExportedQuestion['outcome']) =>
      questions.filter(({ outcome }) => outcome === wanted).length;
    const [changed, refused] = [having('changed'), having('refused')];
    return { ...about, found: questions.length, exported: questions.length - refused, changed, refused, questions };
  }

  private async *pages(facets: QuestionFacets): AsyncIterable<{ questionId: string; source: ExportedSource }[]> {
    let cursor: string | undefined;
    do {
      const { items, next } = await this.cards.list(facets, { limit: PAGE, cursor });
      const versions = await this.shelf.versionsOf(items.map(({ id }) => id));
      const byId = new Map(versions.map((version) => [version.id, version]));
      const tags = await this.shelf.tagsOf(items.map(({ questionId }) => questionId));
      const page = [];
      for (const { id, questionId } of items) {
        const version = byId.get(id);
        if (!version) throw new Error(`The card ${id} is of no version`);
        const { definition, figure } = await this.withFigure(version);
        const kept = await this.mediaOf(JSON.stringify(definition));
        const media = [...figure, ...kept.filter(({ path }) => path !== figure[0]?.path)];
        const source = { name: definition.slug, definition, tags: tags.get(questionId) ?? [], media };
        page.push({ questionId, source });
      }
      yield page;
      cursor = next ?? undefined;
    } while (cursor !== undefined);
  }

  /**
   * A question of a package's quiz names its picture as its author does: outside it is known by its bytes, as every other.
   * They are those of the programme as it runs now.
   */
  private async withFigure({ content: definition, programme }: QuestionVersion & { programme: string }) {
    const { image } = definition;
    if (!image?.src.startsWith(FIGURES)) return { definition, figure: [] };
    const running = (await this.programmes.list()).find(({ slug }) => slug === programme);
    const name = image.src.slice(FIGURES.length);
    const svg = running && Object.hasOwn(running.content.figures, name) ? running.content.figures[name] : null;
    if (svg === null) return { definition, figure: [] };
    const bytes = Buffer.from(svg);
    const path = `media/${sha256Hex(bytes)}`;
    const known = { ...definition, image: { ...figureSize(svg), ...image, src: path } } as QuestionDefinition;
    return { definition: known, figure: [{ path, bytes, mediaType: 'image/svg+xml' }] };
  }

  private async mediaOf(text: string) {
    const named = [...new Set(text.match(/media\/[0-9a-f]{64}/g) ?? [])];
    const kept = await this.pictures.among(named);
    return [...kept].map(([path, { type, content }]) => ({ path, bytes: content, mediaType: type }));
  }
}
