import type { Tool } from './tool.ts';
import { VIEW } from './testWorkspace.ts';

/** For tests: what a tool draws over the picture, as [method, ...arguments], with settings as ['strokeStyle', value]. */
export function drawnBy(tool: Pick<Tool, 'draw'>): unknown[][] {
  const calls: unknown[][] = [];
  const context = new Proxy({}, {
    get: (_, method) => (...values: unknown[]) => void calls.push([method, ...values]),
    set: (_, setting, value) => calls.push([setting, value]) > 0,
  });
  tool.draw!(context as CanvasRenderingContext2D, VIEW);
  return calls;
}

/** The calls of one method, or the values that one setting was given: [arguments], in order. */
export const only = (calls: readonly unknown[][], name: string) =>
  calls.filter(([called]) => called === name).map(([, ...values]) => values);
