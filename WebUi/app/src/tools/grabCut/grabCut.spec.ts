import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawing } from '../drawing/options.ts';
import { options as seeds } from '../seeds/tool.ts';
import { Assistant } from '../shared/assistant.ts';
import { answered, at, nothing, pixels, proposal, segment, serve, view, workspace } from '../shared/testAssist.ts';
import { drag } from '../shared/testWorkspace.ts';
import { grabCut } from './index.ts';
import { drawnBy, only } from '../shared/testCanvas.ts';
import { GrabCutTool, options } from './tool.ts';

afterEach(() => vi.unstubAllGlobals());

const answer = proposal(pixels(18));

describe('GrabCutTool', () => {
  const begin = () => {
    const work = workspace(segment(1));
    const requests = serve(() => answer);
    return { work, requests, tool: new GrabCutTool(work, new Assistant(work, nothing), view, nothing) };
  };

  it('asks about a rectangle, and has strokes keep from then on', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(5, 4));
    await answered(work);

    expect(requests[0]).toMatchObject({
      path: '/api/assist/grab-cut',
      body: {
        slice: 3, rectangle: { left: 1, top: 1, width: 5, height: 4 }, lasso: null, keep: [], remove: [], iterations: 2, marginMm: 5,
      },
    });
    expect(options.of(work).mode).toBe('keep');
    expect(work.state.proposal!.masks.get(3)![18]).toBe(1);
  });

  it('asks again with every stroke; Alt turns keep into remove', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(5, 5));
    drag(tool, at(2, 2), at(3, 2));
    drag(tool, at(4, 4, true));
    await answered(work);

    expect(requests.at(-1)!.body).toMatchObject({
      keep: [{ points: [2, 2, 3, 2], radiusPx: 2.5 }], remove: [{ points: [4, 4], radiusPx: 2.5 }],
    });
    expect(work.state.proposal!.strokes).toBe(2);
  });

  it('makes its own strokes wider, nobody else\'s', () => {
    const { work, tool } = begin();
    tool.resize(2);
    expect([options.of(work).strokePx, seeds.of(work).strokePx, drawing.of(work).sizePx]).toEqual([7, 5, 22]);
  });

  it('begins with a rectangle again once it is put away', async () => {
    const { work, tool } = begin();
    drag(tool, at(1, 1), at(5, 5));
    await answered(work);
    tool.reset();
    expect(options.of(work).mode).toBe('rectangle');
  });

  it('asks about a lasso and the rectangle around it', async () => {
    const { work, requests, tool } = begin();
    options.set(work, { mode: 'lasso' });
    drag(tool, at(1, 1), at(5, 1), at(5, 4));
    await answered(work);
    expect(requests[0]!.body).toMatchObject({ lasso: [1, 1, 5, 1, 5, 4], rectangle: { left: 1, top: 1, width: 5, height: 4 } });
    expect(options.of(work).mode).toBe('keep');
  });

  it('takes the last stroke back by Esc', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(5, 5));
    drag(tool, at(2, 2), at(3, 2));
    tool.cancel();
    drag(tool, at(4, 4));
    await answered(work);
    expect(requests.at(-1)!.body).toMatchObject({ keep: [{ points: [4, 4] }] });
  });

  it('keeps its strokes when a corner is moved, and forgets them with a new rectangle', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(4, 4), at(6, 6));
    drag(tool, at(5, 5));
    drag(tool, at(6, 6), at(7, 7));
    await answered(work);
    expect(requests.at(-1)!.body).toMatchObject({ rectangle: { left: 4, top: 4, width: 4, height: 4 }, keep: [{ points: [5, 5] }] });
    options.set(work, { mode: 'rectangle' });
    drag(tool, at(0, 0), at(2, 2));
    await answered(work);
    expect(requests.at(-1)!.body).toMatchObject({ rectangle: { left: 0, top: 0, width: 3, height: 3 }, keep: [] });
  });

  it('stays within the segment\'s HU range while the lock is on', async () => {
    const work = workspace({ ...segment(1), minHu: -29, maxHu: 150 });
    const requests = serve(() => answer);
    drag(new GrabCutTool(work, new Assistant(work, nothing), view, nothing), at(1, 1), at(5, 4));
    await answered(work);
    expect(requests[0]!.body).toMatchObject({ minHu: -29, maxHu: 150 });
  });

  it('marks what strokes keep by a plus and what they remove by a minus', async () => {
    const { work, tool } = begin();
    const signs = () => only(drawnBy(tool), 'arc').length;
    drag(tool, at(1, 1), at(5, 5));
    expect(signs()).toBe(0);
    drag(tool, at(2, 2));
    const lines = only(drawnBy(tool), 'lineTo').length;
    drag(tool, at(4, 4, true));
    await answered(work);
    expect(signs()).toBe(2);
    expect(only(drawnBy(tool), 'lineTo').length - lines).toBe(lines - 1); // its sign has one line less
    expect(only(drawnBy(tool), 'strokeStyle').map(([colour]) => colour)).toEqual(expect.arrayContaining(['#ffffff', '#ff9c92']));
  });
});

it('its keys say what strokes do', () => {
  const work = workspace(segment(1));
  const run = (id: string) => grabCut.commands!.find(command => command.id === id)!.run({ workspace: work } as never, {} as never);
  run('stroke.remove');
  expect(options.of(work).mode).toBe('remove');
  run('stroke.keep');
  expect(options.of(work).mode).toBe('keep');
});
