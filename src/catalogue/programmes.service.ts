import { Injectable, Logger } from '@nestjs/common';
import { systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import { digestOf } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { Conflict, NotFound } from '../kernel/errors';
import { Ids, idOfName } from '../kernel/ids';
import { ProgrammeShelf } from './data/programme-shelf';
import type { ProgrammeVersion as StoredVersion } from './data/programme-version.entity';
import { sizeOfFigure } from './domain/figure';
import { lessonPage } from './domain/lesson-page';
import { readPackage } from './domain/package-reader';
import { schemaCheck, SchemaCheck } from './domain/schema-check';
import {
  CourseModule,
  LessonSource,
  Lesson,
  LoadReport,
  PackageFault,
  PlacedLesson,
  ProgrammePackage,
  ProgrammeVersion,
  lessonsOf,
} from './programme';
import { ProgrammeFolders } from './programme-folders';

const LOADER = systemActor('catalogue');
/** Instances that start together may activate at the same moment: the loser looks again. */
const TRIES = 5;

/** Where a figure of a version is served. */
export const figureUrl = (versionId: string, name: string) => `/api/v1/figures/${versionId}/${name}`;

/** Width and height in the figure's own units; `null` where it does not say. */
export const figureSize = (svg: string) => sizeOfFigure(svg);

/** What is taught, in which version. A version never changes, so each is made ready once and kept in memory. */
@Injectable()
export class Programmes {
  private readonly logger = new Logger(Programmes.name);
  private readonly opened = new Map<string, Promise<ProgrammeVersion>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly shelf: ProgrammeShelf,
    private readonly folders: ProgrammeFolders,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Reads every programme folder. The same content changes nothing; other content begins to run; a folder with faults is
   * refused whole, and what ran before goes on running. A programme whose folder is gone goes on running too: people are
   * enrolled on it.
   */
  async load(): Promise<LoadReport[]> {
    const check = schemaCheck(await this.folders.schemas());
    const reports: LoadReport[] = [];
    for (const folder of await this.folders.list()) {
      const report = await this.loadFolder(folder, check);
      reports.push(report);
      this.tell(report);
    }
    if (reports.length === 0)
      this.logger.error('No programme was found: COURSES_DIR holds no folder with a programme.yaml.');
    return reports;
  }

  /** The version that a person who enrols now begins. @throws NotFound */
  async running(slug: string): Promise<ProgrammeVersion> {
    const activation = await this.shelf.findRunning(slug);
    if (!activation) throw new NotFound('That programme');
    return this.version(activation.versionId);
  }

  /** @throws NotFound */
  version(id: string): Promise<ProgrammeVersion> {
    let version = this.opened.get(id);
    if (!version) {
      version = this.open(id);
      this.opened.set(id, version);
      version.catch(() => this.opened.delete(id));
    }
    return version;
  }

  /** Differs whenever another version of any programme began to run since. One cheap query. */
  revision(): Promise<string> {
    return this.shelf.revision();
  }

  /** The running version of every programme, by slug. */
  async list(): Promise<ProgrammeVersion[]> {
    const versions: ProgrammeVersion[] = [];
    for (const { versionId } of await this.shelf.listRunning()) versions.push(await this.version(versionId));
    return versions;
  }

  /** A lesson where it stands in a version, or null where that version does not have it. */
  placeOf(version: ProgrammeVersion, lessonId: string): PlacedLesson | null {
    return lessonsOf(version.content).find(({ lesson }) => lesson.id === lessonId) ?? null;
  }

  private async loadFolder(folder: string, check: SchemaCheck): Promise<LoadReport> {
    const { content, faults } = readPackage(folder, await this.folders.read(folder), check);
    if (!content) {
      const running = await this.shelf.findRunning(folder);
      return { folder, outcome: 'refused', running: running && (await this.version(running.versionId)), faults };
    }
    const { id, changed } = await this.activate(content);
    return { folder, outcome: changed ? 'loaded' : 'unchanged', running: await this.version(id), faults };
  }

  private async activate(content: ProgrammePackage<LessonSource>): Promise<{ id: string; changed: boolean }> {
    for (let left = TRIES; ; left -= 1) {
      try {
        return await this.unitOfWork.run(() => this.activateOnce(content));
      } catch (fault) {
        if (left === 1 || !(fault instanceof Conflict)) throw fault;
      }
    }
  }

  private async activateOnce(content: ProgrammePackage<LessonSource>): Promise<{ id: string; changed: boolean }> {
    const { slug: programme, version } = content;
    const digest = digestOf(content);
    const id = idOfName(`${programme}/version/${digest}`);
    const running = await this.shelf.findRunning(programme);
    if (running?.versionId === id) return { id, changed: false };

    const now = this.clock.now();
    const isNew = !(await this.shelf.hasVersion(id));
    if (isNew) await this.shelf.putVersion({ id, programme, version, digest, content, loadedAt: now });
    const sequence = (running?.sequence ?? 0) + 1;
    await this.shelf.putActivation({ id: this.ids.next(), programme, sequence, versionId: id, activatedAt: now });
    await this.audit.record(
      'programme.loaded',
      LOADER,
      { type: 'programme-version', id },
      {
        programme,
        version,
        digest,
        sequence,
        isNew,
      },
    );
    return { id, changed: true };
  }

  private async open(id: string): Promise<ProgrammeVersion> {
    const record = await this.shelf.findVersion(id);
    if (!record) throw new NotFound('That version of the programme');
    return readyToRead(record);
  }

  private tell({ folder, outcome, running, faults }: LoadReport): void {
    if (outcome === 'loaded')
      this.logger.log(`${folder}: version ${running?.version} (${running?.digest.slice(0, 12)}) runs from now on`);
    if (outcome !== 'refused') return;
    const consequence = running
      ? `version ${running.version} (${running.digest.slice(0, 12)}) goes on running`
      : 'NO VERSION OF IT RUNS, and nobody can enrol';
    const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
    this.logger.error(`${folder}: refused for ${count}; ${consequence}\n${faults.map(faultLine).join('\n')}`);
  }
}

function faultLine({ file, line, message, remedy }: PackageFault): string {
  return `  ${file}:${line} ${message}. ${remedy}`;
}

/** Makes the pages of a version. What was written is kept; how it is shown may get better with every release. */
function readyToRead(record: StoredVersion): ProgrammeVersion {
  const { id, programme: slug, version, digest, loadedAt, content } = record;
  const claims = content.claims.map((claim) => claim.id);
  const read = (lesson: LessonSource): Lesson => {
    const { html, checks } = lessonPage(lesson.markdown, {
      figures: content.figures,
      figureUrl: (name) => figureUrl(id, name),
      references: lesson.references.map((reference) => reference.id),
      facts: lesson.facts,
      claims,
    });
    return { ...lesson, html, checks };
  };
  const readModule = (module: CourseModule<LessonSource>): CourseModule => ({
    ...module,
    lessons: module.lessons.map(read),
  });
  const courses = content.courses.map((course) => ({ ...course, modules: course.modules.map(readModule) }));
  return { id, slug, title: content.title, version, digest, loadedAt, content: { ...content, courses } };
}
