import { Global, Injectable, Logger, Module, OnApplicationShutdown } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../config/settings';
import { readOptions, writeOptions } from './data-source';
import { HotReads } from './hot-reads';
import { UnitOfWork } from './unit-of-work';

const WRITER = 'writer';
const READER = 'reader';

/** Lets actions under way finish before TypeORM closes the connections. */
@Injectable()
class ActionsFinishFirst implements OnApplicationShutdown {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async onApplicationShutdown(): Promise<void> {
    await this.unitOfWork.settled();
  }
}

/** The database behind one door: nobody else is given a connection. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      name: WRITER,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => ({ ...writeOptions(settings), retryAttempts: 0 }),
    }),
    TypeOrmModule.forRootAsync({
      name: READER,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => ({ ...readOptions(settings), retryAttempts: 0 }),
    }),
  ],
  providers: [
    {
      provide: UnitOfWork,
      inject: [getDataSourceToken(WRITER), getDataSourceToken(READER), SETTINGS],
      useFactory: (writer: DataSource, reader: DataSource, settings: Settings) =>
        new UnitOfWork(writer, reader, {
          queue: settings.databaseUrl === null,
          onListenerFault: (fault) => new Logger(UnitOfWork.name).error('A listener failed after the commit', fault),
        }),
    },
    {
      provide: HotReads,
      inject: [getDataSourceToken(READER)],
      useFactory: (reader: DataSource) => new HotReads(reader),
    },
    ActionsFinishFirst,
  ],
  exports: [UnitOfWork, HotReads],
})
export class DatabaseModule {}
