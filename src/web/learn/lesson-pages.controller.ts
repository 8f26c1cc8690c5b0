import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Confidence, lessonsOf, type PlacedLesson, type Reference } from '../../catalogue/programme';
import { LessonInHand, Lessons } from '../../enrolment/lessons.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { minutesInWords, Wording } from '../wording';

const GRADES: Record<Confidence, string> = {
  A: 'source read',
  B: 'seen through a secondary source',
  C: 'professional background',
  D: 'contested or not verifiable',
};

/** A lesson as a page of a textbook. */
@ApiExcludeController()
@Controller('learn/lessons')
export class LessonPagesController {
  constructor(
    private readonly lessons: Lessons,
    private readonly wording: Wording,
  ) {}

  @Get(':id')
  @Allow('lesson:read')
  async read(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    return this.page(await this.lessons.read(actor, id));
  }

  @Post(':id/completion')
  @Allow('lesson:complete')
  async complete(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    const { completedAt, next } = await this.lessons.read(actor, id);
    await this.lessons.complete(actor, id);
    const address = next ? `/learn/lessons/${next.lesson.id}` : '/learn';
    return new SeeOther(address, completedAt ? undefined : 'Marked as read.');
  }

  private page(inHand: LessonInHand): Page {
    const { version, course, module, lesson, enrolment, approval, completedAt, previous, next } = inHand;
    const all = lessonsOf(version.content);
    const { facts } = version.content;
    return new Page('learn/lesson', {
      title: lesson.title,
      scripts: ['js/lesson.js'],
      crumbs: [
        { label: 'Learn', address: '/learn' },
        { label: version.title, address: `/learn/programmes/${version.slug}` },
        { label: module.title },
      ],
      course: course.title,
      minutes: minutesInWords(lesson.minutes),
      place: `Lesson ${all.findIndex((item) => item.lesson.id === lesson.id) + 1} of ${all.length}`,
      approval: approval.status === 'approved' ? null : approval.note,
      approved: approval.status === 'approved' ? approval.note : null,
      version: `Version ${version.version}, since ${this.wording.dayOfMoment(version.loadedAt)}`,
      outcomes: lesson.outcomes.map(({ text }) => text),
      html: lesson.html,
      references: lesson.references.map(presentReference),
      facts: facts
        .filter(({ id }) => lesson.facts.includes(id))
        .map(({ id, mark, says, source, readings = [] }) => ({
          ...{ id, grade: mark, gradeInWords: GRADES[mark], says, source },
          readings: readings.map(({ on, what, found }) => ({ on: this.wording.day(on), what, found })),
        })),
      id: lesson.id,
      mayComplete: enrolment !== null,
      completed: completedAt && this.wording.dayOfMoment(completedAt),
      previous: previous && linkTo(previous),
      next: next && linkTo(next),
    });
  }
}

function linkTo({ lesson }: PlacedLesson) {
  return { address: `/learn/lessons/${lesson.id}`, title: lesson.title };
}

function presentReference({ id, text, doi, pmid, url }: Reference) {
  const address = doi ? `https://doi.org/${doi}` : pmid ? `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` : url;
  const label = doi ? `doi:${doi}` : pmid ? `PubMed ${pmid}` : url;
  return { id, text, address, label };
}
