/** The only source of the present moment. Tests inject one that stands still. */
export abstract class Clock {
  abstract now(): Date;
}

/** The machine's clock, in whole milliseconds as the database keeps them. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands where a test puts it. */
export class FixedClock extends Clock {
  constructor(private moment: Date | string) {
    super();
  }

  now(): Date {
    return new Date(this.moment);
  }

  set(moment: Date | string): void {
    this.moment = moment;
  }

  advance(milliseconds: number): void {
    this.moment = new Date(this.now().getTime() + milliseconds);
  }
}
