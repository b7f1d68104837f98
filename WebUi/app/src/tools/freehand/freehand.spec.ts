import { describe, expect, it } from 'vitest';
import { at, drag, nothing, TestWorkspace } from '../shared/testWorkspace.ts';
import { FreehandTool } from './tool.ts';

describe('freehand', () => {
  it('joins the ends and fills what lies inside', () => {
    const test = new TestWorkspace();
    drag(new FreehandTool(test.work, nothing), at(0.5, 0.5), at(4.5, 0.5), at(4.5, 3.5), at(0.5, 3.5));
    expect(test.work.masks.pixelCounts(4)[1]).toBe(12);
    expect(test.saved[0]!.tool).toBe('freehand');
  });
  it('draws nothing by a click', () => {
    const test = new TestWorkspace();
    drag(new FreehandTool(test.work, nothing), at(3, 3));
    expect(test.saved).toHaveLength(0);
  });
});
