import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock';
import { Ids } from './ids';
import { Randomness, SystemRandomness } from './randomness';

/** Time, chance and names, injected so that a test can stand still and repeat itself. */
@Global()
@Module({
  providers: [
    { provide: Clock, useClass: SystemClock },
    { provide: Randomness, useClass: SystemRandomness },
    {
      provide: Ids,
      useFactory: (clock: Clock, randomness: Randomness) => new Ids(clock, randomness),
      inject: [Clock, Randomness],
    },
  ],
  exports: [Clock, Randomness, Ids],
})
export class KernelModule {}
