import { expect, it } from 'vitest';
import { at, drag, TestWorkspace } from '../shared/testWorkspace.ts';
import { WindowTool } from './tool.ts';

it('widens to the right by 2 HU per pixel and gets brighter upwards by 1', () => {
  const { work } = new TestWorkspace(); // W 400 L 40
  drag(new WindowTool(work), at(2, 5), at(3, 3)); // 10 px to the right, 20 up
  expect(work.state.window).toEqual({ width: 420, center: 20 });
});
