import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ATTEMPTS_COUNTED, type AttemptsCounted, type ItemAnalysis } from '../../../assessment/quiz-statistics';
import { MARKS_BYTES, ReadsFile } from '../../../assessment/upload';
import { Statistics } from '../../../assessment/statistics.service';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { Invalid } from '../../../kernel/errors';
import { orShowAgain, Refusal } from '../../forms';
import { IdPipe } from '../../id.pipe';
import { Page, SeeOther } from '../../page';
import { analysisReport } from './analysis-report';
import { MarksForm, marksIn } from './marks-form';

const COUNTED: Readonly<Record<AttemptsCounted, string>> = {
  all: 'All attempts',
  first: 'First attempts',
  last: 'Last attempts',
  best: 'Best attempts',
};

const REGRADERS = ['instructor', 'registrar', 'auditor'] as const;

const FRAME = { section: 'teach', styles: ['css/statistics.css'] };

/** What marks say of a test: those of our quizzes, and those that somebody brings along. */
@ApiExcludeController()
@Controller('teach')
export class StatisticsPagesController {
  constructor(private readonly statistics: Statistics) {}

  @Get('quizzes/:id/statistics')
  @Allow('statistics:read')
  async ofQuiz(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) quizId: string,
    @Query('attempts') attempts: unknown,
  ): Promise<Page> {
    const counted = ATTEMPTS_COUNTED.find((one) => one === attempts) ?? 'all';
    const { quiz, passMark, provisional, passed, ...analysis } = await this.statistics.ofQuiz(quizId, counted);
    const cutScore = passMark === null ? null : (passMark * analysis.maxMark) / 100;
    // The outline and the key are for those who teach; others read the figures alone.
    const seesKey = actor.roles.includes('instructor');
    return new Page('teach/statistics', {
      ...FRAME,
      title: `${quiz.title}: statistics`,
      name: quiz.title,
      crumbs: [
        ...(seesKey
          ? [
              { address: '/teach', label: 'Teach' },
              { address: `/teach/programmes/${quiz.programme}/quizzes/${quiz.slug}`, label: quiz.title },
            ]
          : [{ label: quiz.title }]),
        ...(seesKey ? [{ label: 'Statistics' }] : []),
      ],
      passMark,
      provisional,
      passed: passed.n,
      tabs: Object.entries(COUNTED).map(([which, label]) => ({
        address: `/teach/quizzes/${quizId}/statistics?attempts=${which}`,
        label,
        isCurrent: which === counted,
      })),
      regrades: REGRADERS.some((role) => actor.roles.includes(role)) ? `/teach/quizzes/${quizId}/regrades` : null,
      standards: `/teach/quizzes/${quizId}/standards`,
      correct: seesKey ? `/teach/quizzes/${quizId}/regrades/new?question=` : null,
      report: analysisReport(analysis, cutScore),
    });
  }

  @Get('item-analysis')
  @Allow('statistics:read')
  ask(): Page {
    return askFor({ marks: '', passMark: '' });
  }

  /** Nothing is kept: the answer to the form is the analysis itself. */
  @Post('item-analysis')
  @ReadsFile(MARKS_BYTES)
  @Allow('statistics:read')
  async ofMarks(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Page | SeeOther> {
    let form: MarksForm = { csv: Buffer.alloc(0), marks: '', passMark: '' };
    return orShowAgain(
      async () => {
        form = await marksIn(request.headers['content-type'], body);
        const passMark = passMarkIn(form);
        return resultOf(await this.statistics.ofMarks(form.csv, passMark), passMark);
      },
      (refusal) => askFor(form, refusal),
    );
  }
}

function passMarkIn({ passMark, csv }: MarksForm): number | null {
  const value = passMark === '' ? null : Number(passMark.replace(',', '.'));
  if (value !== null && !(value >= 0 && value <= 100)) {
    throw new Invalid([{ path: 'passMark', message: 'is 0 to 100' }]);
  }
  if (csv.length === 0) throw new Invalid([{ path: 'marks', message: 'are needed: choose a file, or paste them' }]);
  return value;
}

function askFor(values: Pick<MarksForm, 'marks' | 'passMark'>, refusal?: Refusal): Page {
  // What is said beside a field need not be said above the form.
  const above = refusal?.faults.filter(({ path }) => !['marks', 'passMark'].includes(path));
  return new Page(
    'teach/item-analysis',
    {
      ...FRAME,
      title: 'Item analysis',
      values,
      refusal: refusal && { ...refusal, faults: above },
    },
    refusal?.status ?? 200,
  );
}

function resultOf(analysis: ItemAnalysis, passMark: number | null): Page {
  return new Page('teach/item-analysis-result', {
    ...FRAME,
    title: 'Item analysis: the result',
    crumbs: [{ address: '/teach/item-analysis', label: 'Item analysis' }, { label: 'The result' }],
    passMark,
    report: analysisReport(analysis, passMark === null ? null : (passMark * analysis.maxMark) / 100),
  });
}
