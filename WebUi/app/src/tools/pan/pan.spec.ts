import { expect, it, vi } from 'vitest';
import type { Viewport } from '../../render/viewport.ts';
import { at, drag, VIEW } from '../shared/testWorkspace.ts';
import { PanTool } from './tool.ts';

it('moves the picture along with the pointer', () => {
  const viewport = { view: VIEW, setView: vi.fn() };
  drag(new PanTool(viewport as Partial<Viewport> as Viewport), at(1, 1), at(3, 0)); // 20 px to the right, 10 up
  expect(viewport.setView).toHaveBeenCalledExactlyOnceWith({ ...VIEW, panPx: [20, -10] });
});
