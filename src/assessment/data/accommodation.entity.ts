import { Entity, ForeignKey, Index } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  LongTextColumn,
  NumberColumn,
  PrimaryIdColumn,
} from '../../database/columns';

/** More time, or breaks that stop the clock, for one person in every quiz. It is never changed; it ends or is withdrawn. */
@Entity('accommodation')
@Index(['personId'])
export class Accommodation {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  /** 1.25: a quarter more time. */
  @NumberColumn({ update: false })
  factor: number;

  /** How long the clock may stand still in one attempt, all breaks together. */
  @IntegerColumn({ update: false })
  breakMinutes: number;

  /** The last day on which it counts. */
  @DayColumn({ update: false })
  endsOn: string;

  /** Says something about the person's health: sealed under their key. */
  @LongTextColumn({ update: false })
  sealedReason: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  approvedById: string;

  @InstantColumn({ update: false })
  grantedAt: Date;
}
