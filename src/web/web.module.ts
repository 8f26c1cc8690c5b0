import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { HealthController } from './shell/health.controller';
import { IdempotencyInterceptor } from './shell/idempotency.interceptor';
import { PageRenderer } from './shell/page-renderer';
import { PagesInterceptor } from './shell/pages.interceptor';

@Module({
  controllers: [HealthController],
  providers: [
    PageRenderer,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: PagesInterceptor },
  ],
})
export class WebModule {}
