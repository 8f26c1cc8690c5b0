import { Module } from '@nestjs/common';
import { ProgrammesController } from './api/programmes.controller';
import { ProgrammeShelf } from './data/programme-shelf';
import { ProgrammeFolders } from './programme-folders';
import { Programmes } from './programmes.service';

/** What is taught. */
@Module({
  controllers: [ProgrammesController],
  providers: [Programmes, ProgrammeFolders, ProgrammeShelf],
  exports: [Programmes],
})
export class CatalogueModule {}
