import { describe, expect, it } from 'vitest';
import { drawing } from '../drawing/options.ts';
import type { ToolPage } from '../shared/page.ts';
import { at, drag, EMPTY, nothing, TestWorkspace } from '../shared/testWorkspace.ts';
import { eraser } from './index.ts';

describe('eraser', () => {
  const begin = () => {
    const test = new TestWorkspace();
    test.draw(['112233...', ...EMPTY.slice(1)]);
    drawing.set(test.work, { sizePx: 1 });
    return { test, tool: eraser.create({ workspace: test.work, redraw: nothing } as Partial<ToolPage> as ToolPage) };
  };

  it('takes away whatever lies there', () => {
    const { test, tool } = begin();
    drag(tool, at(1, 0), at(3, 0));
    expect(test.shown()[0]).toBe('1...33...');
    expect(test.saved[0]).toMatchObject({ tool: 'eraser', parameters: { segment: null } });
  });
  it('takes only the active segment when that is chosen', () => {
    const { test, tool } = begin();
    drawing.set(test.work, { onlyActive: true });
    drag(tool, at(0, 0), at(8, 0));
    expect(test.shown()[0]).toBe('..2233...');
  });
  it('paints while Ctrl is held', () => {
    const { test, tool } = begin();
    drag(tool, at(7, 0, { ctrlKey: true }));
    expect(test.shown()[0]).toBe('112233.1.');
    expect(test.saved[0]!.tool).toBe('brush');
  });
});
