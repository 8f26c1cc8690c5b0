import { Controller, Get, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pendingMigrations } from '../../database/pending-migrations';
import { UnitOfWork } from '../../database/unit-of-work';
import { Public } from '../../identity/access';
import { Vault } from '../../vault/vault.service';

class LifeDto {
  @ApiProperty({ enum: ['alive'] }) status: string;
}

class ReadinessDto {
  @ApiProperty({ enum: ['ready', 'not-ready'] }) status: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'boolean' }, description: 'Database, migrations, keys' })
  checks: Record<string, boolean>;
}

/** For the machines that watch over the server. */
@ApiTags('health')
@ApiProduces('application/json')
@Controller()
export class HealthController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
  ) {}

  @Public()
  @Get('health')
  @ApiOperation({ summary: 'Whether the process is alive' })
  @ApiOkResponse({ type: LifeDto, description: 'It is alive' })
  health(): LifeDto {
    return { status: 'alive' };
  }

  @Public()
  @Get('ready')
  @ApiOperation({ summary: 'Whether it can do its work: database, migrations, keys. 503 where it cannot' })
  @ApiOkResponse({ description: 'It is ready', type: ReadinessDto })
  @ApiServiceUnavailableResponse({ description: 'It is not: `checks` say why', type: ReadinessDto })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessDto> {
    const database = await holds(async () => {
      await this.unitOfWork.manager.query('SELECT 1');
      return true;
    });
    const checks = {
      database,
      migrations:
        database && (await holds(async () => (await pendingMigrations(this.unitOfWork.manager)).length === 0)),
      keys: database && (await holds(() => this.vault.isUsable())),
    };
    const ready = Object.values(checks).every(Boolean);
    void reply.status(ready ? 200 : 503).header('cache-control', 'no-store');
    return { status: ready ? 'ready' : 'not-ready', checks };
  }
}

async function holds(check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false;
  }
}
