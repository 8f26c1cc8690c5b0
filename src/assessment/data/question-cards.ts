import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { cursorKey, DEFAULT_LIMIT, Listing, PageRequest, pageOf } from '../../kernel/listing';
import { type ReviewState, stateOf } from '../domain/review-state';
import { folded, wordsOf } from '../domain/question-words';
import { QuestionCard } from './question-card.entity';
import { QuestionIdentity } from './question.entity';
import { QuestionTag } from './question-tag.entity';
import { QuestionVersion } from './question-version.entity';
import { QuestionVersionEvent } from './question-version-event.entity';

/** By what questions are looked for; all of it must hold. */
export interface QuestionFacets {
  readonly programme?: string;
  readonly type?: string;
  readonly topic?: string;
  readonly level?: string;
  readonly competency?: string;
  readonly tags?: readonly string[];
  /** Of the newest version. */
  readonly state?: ReviewState;
  /** Words, in any order, in what a candidate reads. */
  readonly text?: string;
}

/** A question that may be asked: its newest approved version. */
export interface ApprovedQuestion {
  readonly id: string;
  readonly questionId: string;
  readonly topic: string;
  readonly level: string | null;
}

type Query = SelectQueryBuilder<QuestionCard>;

/** The newest step of a version; a version of a package has none and is approved. */
const STATE = `COALESCE((SELECT "event"."toState" FROM "question_version_event" "event"
  WHERE "event"."questionVersionId" = %."id" AND "event"."sequence" = (SELECT MAX("last"."sequence")
  FROM "question_version_event" "last" WHERE "last"."questionVersionId" = %."id")), 'approved')`;
const stateOn = (alias: string) => STATE.replaceAll('%', `"${alias}"`);

/** The moment at which a version was written, and its id. */
const CURSOR = /^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z~[0-9a-f-]{36}$/;

/** Finds versions of questions by what they are about. A card is made of its version, and is made again where it is missing. */
@Injectable()
export class QuestionCards {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Belongs inside the action that enters the versions. */
  async enter(programme: string, versions: readonly QuestionVersion[]): Promise<void> {
    const rows = versions.map(({ id, questionId, number, content, recordedAt }): QuestionCard => ({
      id,
      questionId,
      number,
      programme,
      type: content.type,
      topic: content.topic,
      level: content.level ?? null,
      safetyCritical: content.safetyCritical,
      competencies: ` ${content.competencies.join(' ')} `,
      words: wordsOf(content),
      recordedAt,
    }));
    if (rows.length > 0) await this.cards.insert(rows);
  }

  /** Makes the cards that are missing; how many there were. */
  async fillMissing(): Promise<number> {
    const missing = await this.manager
      .getRepository(QuestionVersion)
      .createQueryBuilder('version')
      .leftJoin(QuestionCard, 'card', 'card.id = version.id')
      .where('card.id IS NULL')
      .getMany();
    const programmes = new Map<string, QuestionVersion[]>();
    for (const version of missing) {
      const { programme } = await this.manager.getRepository(QuestionIdentity).findOneByOrFail({ id: version.questionId });
      programmes.set(programme, [...(programmes.get(programme) ?? []), version]);
    }
    for (const [programme, versions] of programmes) await this.enter(programme, versions);
    return missing.length;
  }

  /** The newest version of each question that fits, the one written last first. */
  async list(facets: QuestionFacets, page: PageRequest): Promise<Listing<QuestionCard>> {
    const query = this.newest(facets);
    const after = cursorKey(page, (key) => CURSOR.test(key));
    if (after !== null) {
      const [recordedAt, id] = after.split('~');
      query.andWhere('(card.recordedAt < :recordedAt OR (card.recordedAt = :recordedAt AND card.id > :id))', {
        recordedAt,
        id,
      });
    }
    const rows = await query
      .orderBy('card.recordedAt', 'DESC')
      .addOrderBy('card.id', 'ASC')
      .take((page.limit ?? DEFAULT_LIMIT) + 1)
      .getMany();
    return pageOf(rows, page, ({ recordedAt, id }) => `${recordedAt.toISOString()}~${id}`);
  }

  /** How many questions fit. */
  count(facets: QuestionFacets): Promise<number> {
    return this.newest(facets).getCount();
  }

  /** The words and values by which the questions of a programme, or all of them, could be narrowed. */
  async facetsOf(programme?: string): Promise<{ topics: string[]; tags: string[]; competencies: string[] }> {
    const rows = await this.matching({ programme })
      .andWhere(NEWEST)
      .select(['card.id', 'card.topic', 'card.competencies'])
      .getMany();
    const sorted = (values: Iterable<string>) =>
      [...new Set(values)].filter((value) => value !== '').sort((one, other) => one.localeCompare(other, 'en'));
    const tags = this.manager.getRepository(QuestionTag).createQueryBuilder('tag').select('tag.tag', 'tag').distinct(true);
    if (programme) {
      tags
        .innerJoin(QuestionIdentity, 'question', 'question.id = tag.questionId')
        .where('question.programme = :programme', { programme });
    }
    return {
      topics: sorted(rows.map(({ topic }) => topic)),
      tags: sorted((await tags.getRawMany<{ tag: string }>()).map(({ tag }) => tag)),
      competencies: sorted(rows.flatMap(({ competencies }) => competencies.split(' '))),
    };
  }

  /** Of each question its newest approved version, where that fits. */
  async approved(facets: QuestionFacets & { readonly programme: string }): Promise<ApprovedQuestion[]> {
    const rows = await this.matching(facets)
      .andWhere(`${stateOn('card')} = 'approved'`)
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM "question_card" "newer" WHERE "newer"."questionId" = "card"."questionId"
          AND "newer"."number" > "card"."number" AND ${stateOn('newer')} = 'approved')`,
      )
      .orderBy('card.id', 'ASC')
      .getMany();
    return rows.map(({ id, questionId, topic, level }) => ({ id, questionId, topic, level }));
  }

  /** Where each version stands. */
  async statesOf(versionIds: readonly string[]): Promise<Map<string, ReviewState>> {
    const steps = new Map<string, QuestionVersionEvent[]>(versionIds.map((id) => [id, []]));
    for (let from = 0; from < versionIds.length; from += 500) {
      const rows = await this.manager
        .getRepository(QuestionVersionEvent)
        .createQueryBuilder('event')
        .where('event.questionVersionId IN (:...ids)', { ids: versionIds.slice(from, from + 500) })
        .getMany();
      for (const row of rows) steps.get(row.questionVersionId)?.push(row);
    }
    return new Map([...steps].map(([id, events]) => [id, stateOf(events)]));
  }

  private newest(facets: QuestionFacets): Query {
    const query = this.matching(facets).andWhere(NEWEST);
    if (facets.state) query.andWhere(`${stateOn('card')} = :state`, { state: facets.state });
    return query;
  }

  private matching({ programme, type, topic, level, competency, tags = [], text }: QuestionFacets): Query {
    const query = this.cards.createQueryBuilder('card').where('1 = 1');
    for (const [name, value] of Object.entries({ programme, type, topic, level })) {
      if (value !== undefined) query.andWhere(`card.${name} = :${name}`, { [name]: value });
    }
    if (competency !== undefined) like(query, 'competencies', ` ${competency} `, 'competency');
    for (const [index, tag] of tags.entries()) {
      query.andWhere(
        `EXISTS (SELECT 1 FROM "question_tag" "tag" WHERE "tag"."questionId" = "card"."questionId" AND "tag"."tag" = :tag${index})`,
        { [`tag${index}`]: tag },
      );
    }
    for (const [index, word] of folded(text ?? '').split(' ').slice(0, 20).entries()) {
      if (word !== '') like(query, 'words', word, `word${index}`);
    }
    return query;
  }

  private get cards() {
    return this.manager.getRepository(QuestionCard);
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}

const NEWEST = `NOT EXISTS (SELECT 1 FROM "question_card" "later" WHERE "later"."questionId" = "card"."questionId"
  AND "later"."number" > "card"."number")`;

function like(query: Query, column: 'words' | 'competencies', part: string, name: string): void {
  const escaped = part.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  query.andWhere(`card.${column} LIKE :${name} ESCAPE '\\'`, { [name]: `%${escaped}%` });
}
