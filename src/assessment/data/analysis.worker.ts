import { parentPort, workerData } from 'node:worker_threads';
import { DomainError } from '../../kernel/errors';
import { AnalysisTask, perform } from './analysis-tasks';

/** What the thread sends back, once. A refusal is told as one; anything else ends the thread with its fault. */
export type Outcome =
  | { readonly result: unknown }
  | { readonly refusal: Pick<DomainError, 'kind' | 'code' | 'message' | 'facts'> };

perform(workerData as AnalysisTask).then(
  (result) => parentPort?.postMessage({ result } satisfies Outcome),
  (fault: unknown) => {
    if (!(fault instanceof DomainError)) throw fault;
    const { kind, code, message, facts } = fault;
    parentPort?.postMessage({ refusal: { kind, code, message, facts } } satisfies Outcome);
  },
);
