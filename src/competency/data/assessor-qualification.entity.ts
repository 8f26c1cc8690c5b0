import { Entity, ForeignKey, Index } from 'typeorm';
import { BooleanColumn, IdColumn, InstantColumn, JsonColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** What somebody was qualified to assess, from when, and by what. Whether it still holds, its events say. */
@Entity('assessor_qualification')
@Index(['personId'])
@Index(['basisRef'])
export class AssessorQualification {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  @JsonColumn({ update: false })
  competencies: readonly string[] | 'all';

  @JsonColumn({ update: false })
  regionTiers: readonly number[];

  @BooleanColumn({ update: false })
  maySupervise: boolean;

  @InstantColumn({ update: false })
  validFrom: Date;

  /** The first moment at which it no longer holds; `null` where no end was set. */
  @InstantColumn({ update: false, nullable: true })
  validUntil: Date | null;

  /** Appointed when the school began, or by a certificate that qualifies its holder. */
  @TextColumn(20, { update: false })
  basisKind: 'founding' | 'certificate';

  /** Id of that certificate; of a founding appointment its own. */
  @IdColumn({ update: false })
  basisRef: string;

  /** Who granted it; `null`: the product itself. */
  @ForeignKey('Person')
  @IdColumn({ update: false, nullable: true })
  byId: string | null;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
