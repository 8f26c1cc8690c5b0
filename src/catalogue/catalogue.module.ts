import { Module } from '@nestjs/common';
import { VaultModule } from '../vault/vault.module';
import { LessonApprovalsController } from './api/lesson-approvals.controller';
import { ProgrammesController } from './api/programmes.controller';
import { ProgrammeShelf } from './data/programme-shelf';
import { ProgrammeFolders } from './programme-folders';
import { LessonApprovals } from './lesson-approvals.service';
import { Programmes } from './programmes.service';

/** What is taught. */
@Module({
  imports: [VaultModule],
  controllers: [ProgrammesController, LessonApprovalsController],
  providers: [Programmes, LessonApprovals, ProgrammeFolders, ProgrammeShelf],
  exports: [Programmes, LessonApprovals],
})
export class CatalogueModule {}
