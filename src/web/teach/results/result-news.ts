import { Inject, Injectable, OnModuleInit } from '@nestjs/common';
import { NewResults, type NewResult } from '../../../assessment/new-results';
import { Quizzes } from '../../../assessment/quizzes.service';
import type { RegradeView } from '../../../assessment/regrade-view';
import { SETTINGS, type Settings } from '../../../config/settings';
import { Letters } from '../../../identity/letters';
import { People } from '../../../identity/people.service';
import { resultInWords } from '../../wording';
import { PassTouches, type Touches } from './pass-touches';

/** Tells those whom another result concerns, once it counts: nothing of it is silent. */
@Injectable()
export class ResultNews implements OnModuleInit {
  constructor(
    private readonly letters: Letters,
    private readonly people: People,
    private readonly quizzes: Quizzes,
    private readonly touches: PassTouches,
    private readonly results: NewResults,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.results.listen((result) => this.tellOfResult(result));
  }

  tellOfRegrade(regrade: RegradeView, touches: Touches): void {
    const { id, quiz, reason } = regrade;
    this.letters.later(async () => {
      for (const { personId, attemptId, state, before, after, change } of regrade.differences) {
        // A result that nobody has been told yet is told as it is, once it is whole.
        if (change === 'same' || state !== 'graded') continue;
        const why = `Your attempt at “${quiz.title}” was scored anew${reason ? `: ${reason}` : '.'}`;
        await this.tellCandidate(personId, `Your result in “${quiz.title}” was scored anew`, attemptId, [
          why,
          `Before: ${resultInWords(before)}. Now: ${resultInWords(after)}.`,
          'Both results stay readable, with the reason:',
        ]);
      }
      await this.tellRegistrars(`A regrade of “${quiz.title}”`, touches, `/teach/regrades/${id}`);
    });
  }

  private tellOfResult({ because, quizId, attemptId, personId, before, after, passes }: NewResult): void {
    this.letters.later(async () => {
      const { title, programme } = await this.quizzes.nameOf(quizId);
      if (before) {
        await this.tellCandidate(personId, `Your result in “${title}” was changed`, attemptId, [
          `A mark that people gave in your attempt at “${title}” was changed.`,
          `Before: ${resultInWords(before)}. Now: ${resultInWords(after)}.`,
          'Both results stay readable, with what was said to your answer:',
        ]);
      } else if (because !== 'other-attempts') {
        await this.tellCandidate(personId, `Your result in “${title}”`, attemptId, [
          because === 'marking'
            ? `Your attempt at “${title}” is marked: ${resultInWords(after)}.`
            : `The pass mark of “${title}” is set, and results are open. Yours: ${resultInWords(after)}.`,
          'Your attempt, and what may be seen of it:',
        ]);
      }
      const touches = await this.touches.of(programme, passes);
      const [what, address] =
        because === 'other-attempts'
          ? [`Another attempt at “${title}”`, '/registry']
          : [`A changed mark in “${title}”`, `/teach/quizzes/${quizId}/marking`];
      await this.tellRegistrars(what, touches, address);
    });
  }

  private async tellCandidate(personId: string, subject: string, attemptId: string, said: readonly string[]) {
    const person = await this.people.find(personId);
    if (!person) return;
    const text = [
      `Dear ${person.name},`,
      ...said,
      `${this.settings.publicUrl}/learn/attempts/${attemptId}`,
      'If you think that it is wrong, speak to your instructor.',
    ].join('\n\n');
    await this.letters.send({ to: person.email, subject, text });
  }

  private async tellRegistrars(what: string, { certificates }: Touches, address: string) {
    if (certificates.length === 0) return;
    const text = [
      `${what} has undone passes on which certificates rest. They stand as they are: you decide what becomes of them.`,
      certificates.map(({ number, status }) => `${number} (${status})`).join('\n'),
      `${this.settings.publicUrl}${address}`,
    ].join('\n\n');
    for (const { email } of await this.people.holdersOf('registrar')) {
      await this.letters.send({ to: email, subject: 'Certificates rest on a pass that was undone', text });
    }
  }
}
