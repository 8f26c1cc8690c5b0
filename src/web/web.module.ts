import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { IdentityModule } from '../identity/identity.module';
import { FrontDoorController } from './front-door/front-door.controller';
import { LettersController } from './front-door/letters.controller';
import { HealthController } from './shell/health.controller';
import { IdempotencyInterceptor } from './shell/idempotency.interceptor';
import { PageRenderer } from './shell/page-renderer';
import { PagesInterceptor } from './shell/pages.interceptor';

@Module({
  imports: [IdentityModule],
  controllers: [HealthController, FrontDoorController, LettersController],
  providers: [
    PageRenderer,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: PagesInterceptor },
  ],
})
export class WebModule {}
