import { DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from './clock';
import { Ids } from './ids';
import { Randomness, SystemRandomness } from './randomness';

/** Time, chance and names, injected so that a test can stand still and repeat itself. */
@Global()
@Module({})
export class KernelModule {
  static with(clock: Clock): DynamicModule {
    return {
      module: KernelModule,
      providers: [
        { provide: Clock, useValue: clock },
        { provide: Randomness, useClass: SystemRandomness },
        {
          provide: Ids,
          useFactory: (known: Clock, randomness: Randomness) => new Ids(known, randomness),
          inject: [Clock, Randomness],
        },
      ],
      exports: [Clock, Randomness, Ids],
    };
  }
}
