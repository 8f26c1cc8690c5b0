import { Injectable } from '@nestjs/common';
import type { StepView } from '../../../assessment/question-view';
import type { Fact } from '../../../catalogue/programme';
import { figureUrl, Programmes } from '../../../catalogue/programmes.service';
import { People } from '../../../identity/people.service';
import { Wording } from '../../wording';
import type { PictureAddress } from './candidate-view';
import { STATE_WORDS } from './tabs';

/** What several pages of the bank ask in the same way. */
@Injectable()
export class BankDesk {
  constructor(
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly wording: Wording,
  ) {}

  /** Programmes as a form offers them. */
  async programmeChoices(): Promise<{ value: string; label: string }[]> {
    return (await this.programmes.list()).map(({ slug, title }) => ({ value: slug, label: title }));
  }

  /** Where the pictures of a programme's questions are served. */
  async pictures(programme: string): Promise<PictureAddress> {
    const running = (await this.programmes.list()).find(({ slug }) => slug === programme);
    return (src) => {
      if (src.startsWith('media/')) return `/${src}`;
      const name = src.replace(/^figures\//, '');
      return running && Object.hasOwn(running.content.figures, name) ? figureUrl(running.id, name) : null;
    };
  }

  /** What the questions of a programme may rest on. */
  async facts(programme: string): Promise<readonly Fact[]> {
    return (await this.programmes.list()).find(({ slug }) => slug === programme)?.content.facts ?? [];
  }

  /** The story of a version in words, the last step first. */
  async story(steps: readonly StepView[]) {
    const names = await this.people.namesOf([...new Set(steps.map(({ by }) => by))]);
    return steps.toReversed().map(({ fromState, toState, at, by, note }) => ({
      what:
        fromState === null
          ? 'Written'
          : fromState === 'in-review' && toState === 'draft'
            ? 'Returned'
            : STATE_WORDS[toState].text,
      at: this.wording.moment(at),
      by: names.get(by) ?? 'Somebody',
      note,
    }));
  }
}
