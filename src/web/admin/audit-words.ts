import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail';
import { People } from '../../identity/people.service';
import { capitalised, Wording } from '../wording';

type AuditEntry = Awaited<ReturnType<AuditTrail['list']>>['items'][number];

/** Entries of the trail ready to print. The chain holds ids only; names are looked up here, for those who still have one. */
@Injectable()
export class AuditWords {
  constructor(
    private readonly trail: AuditTrail,
    private readonly people: People,
    private readonly wording: Wording,
  ) {}

  /** The last things that were done to somebody or something. */
  async lastOf(subjectId: string, limit: number) {
    return this.of((await this.trail.list({ limit }, { subjectId })).items);
  }

  async of(entries: readonly AuditEntry[]) {
    const people = entries.flatMap(({ actorId, subjectType, subjectId }) => [
      ...(actorId ? [actorId] : []),
      ...(subjectType === 'person' ? [subjectId] : []),
    ]);
    const names = await this.people.namesOf(people);
    return entries.map(({ sequence, at, action, actorId, actorName, subjectType, subjectId, facts, hash }) => ({
      sequence,
      at: this.wording.moment(at),
      action,
      what: inWords(action),
      who: actorId ? (names.get(actorId) ?? 'somebody no longer known') : `the house (${actorName})`,
      whoAddress: actorId && names.has(actorId) ? `/admin/people/${actorId}` : null,
      subjectType: subjectType.replace(/-/g, ' '),
      subject: subjectType === 'person' ? (names.get(subjectId) ?? subjectId) : subjectId,
      subjectAddress: `/admin/audit?${new URLSearchParams({ subject: subjectId }).toString()}`,
      facts: Object.entries(facts)
        .filter(([, value]) => value !== null)
        .map(([fact, value]) => ({
          fact: spaced(fact),
          value: Array.isArray(value) ? value.join(', ') : String(value),
        })),
      hash: hash.slice(0, 12),
    }));
  }
}

/** `sign-off.withdrawn` → `Sign off withdrawn`. */
function inWords(action: string): string {
  return capitalised(action.replace(/[.-]/g, ' '));
}

/** `effectiveAt` → `effective at`. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
