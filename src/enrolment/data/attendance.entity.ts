import { Entity, ForeignKey, Index } from 'typeorm';
import { DayColumn, IdColumn, InstantColumn, JsonColumn, LongTextColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { AttendanceItem, AttestedDelivery } from '../instruction';

/** That a person took part in a day of teaching, as an instructor attests. */
@Entity('attendance')
@Index(['personId', 'heldOn'])
export class Attendance {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  @DayColumn({ update: false })
  heldOn: string;

  @TextColumn(20, { update: false })
  delivery: AttestedDelivery;

  /** What the day was called: free text, sealed under the key of the person who attended. */
  @LongTextColumn({ update: false })
  title: string;

  @JsonColumn({ update: false })
  items: AttendanceItem[];

  @ForeignKey('Person')
  @IdColumn({ update: false })
  attestedById: string;

  @InstantColumn({ update: false })
  attestedAt: Date;
}
